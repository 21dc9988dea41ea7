"""What happened in the workspace, for whoever may see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.pages.feed import read_feed
from headway.people.caller import caller_of


def show_activity(request: HttpRequest, workspace: str) -> HttpResponse:
    """The workspace's feed, a page at a time, newest first."""
    before = request.GET.get("before", "")
    found = read_feed(caller_of(request), before=int(before) if before.isdigit() and len(before) < 19 else None)
    return render(request, "pages/activity.html", {"feed": found})
