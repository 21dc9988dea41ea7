"""Personal API tokens: made once, shown once, listed by prefix and last use, revoked."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.people.access import can
from headway.people.actions.tokens import create_token, revoke_token, token_for
from headway.people.caller import caller_of
from headway.people.forms.settings import TokenForm
from headway.people.models import ApiToken
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def show_tokens(request: HttpRequest, workspace: str) -> HttpResponse:
    """My tokens, and a form for a new one, whose text is on the answer alone."""
    caller = caller_of(request)
    form, text = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        scopes = ["read", "write"] if given["scope"] == "write" else ["read"]
        ends = caller.now + timedelta(days=given["days"]) if given["days"] else None
        with refusals_in(form):
            _token, text = create_token(caller, given["name"], scopes, ends)
            form = TokenForm()
    mine = ApiToken.objects.filter(workspace=caller.workspace, person=caller.person, revoked_at=None).order_by("-pk")
    shown = {"form": form, "text": text, "tokens": mine, "may_create": can(caller, "token.create")}
    return render(request, "people/tokens.html", shown)


@require_POST
def revoke(request: HttpRequest, workspace: str, token: str) -> HttpResponse:
    """Close one of my tokens for good."""
    caller = caller_of(request)
    found = token_for(caller, token)
    revoke_token(caller, found)
    toast(request, _("The token “%(name)s” opens nothing any more.") % {"name": found.name})
    return redirect("people:tokens", workspace)
