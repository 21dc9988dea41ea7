"""Comments on any object that has a key: said and taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.people.access import require
from headway.people.actions.comments import comment_for, withdraw_comment, write_comment
from headway.people.caller import caller_of
from headway.people.forms.comments import CommentForm
from headway.people.objects import object_for, path_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


@require_POST
def write(request: HttpRequest, workspace: str, about: str) -> HttpResponse:
    """Say something about the object under a key."""
    caller = caller_of(request)
    found = object_for(caller, about)
    require(caller, "comment.write")
    form = CommentForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            write_comment(caller, found, form.cleaned_data["text"])
            return redirect(_back(request, about))
    shown = {"form": form, "about": found, "back": _back(request, about)}
    return render(request, "people/comment_refused.html", shown, status=422)


@require_POST
def withdraw(request: HttpRequest, workspace: str, comment: str) -> HttpResponse:
    """Take one's own comment back."""
    caller = caller_of(request)
    found = comment_for(caller, comment)
    withdraw_comment(caller, found)
    toast(request, _("Your comment is taken back."))
    return redirect(_back(request, found.about))


def _back(request: HttpRequest, about: str) -> str:
    """The page the comment was written on, if it is one of ours; otherwise the object's own page."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    workspace = caller_of(request).workspace
    return path_of(workspace, about) or f"/{workspace.slug}/"
