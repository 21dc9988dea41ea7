"""What happened, for whoever may see it: in the whole workspace, or to one object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.pages.feed import read_feed
from headway.pages.names import named
from headway.people.caller import caller_of
from headway.people.errors import NotHere


def show_activity(request: HttpRequest, workspace: str) -> HttpResponse:
    """The feed, a page at a time, newest first; ``about`` a key it tells of that object only."""
    caller = caller_of(request)
    key, before = request.GET.get("about", ""), request.GET.get("before", "")
    about = named(caller, [key]).get(key) if key else None
    if key and about is None:
        raise NotHere
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    found = read_feed(caller, *([key] if key else []), before=number)
    return render(request, "pages/activity.html", {"feed": found, "about": about})
