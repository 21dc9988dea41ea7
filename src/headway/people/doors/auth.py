"""The API's way in: a personal token, bound to one person in one workspace."""

from datetime import timedelta

from django.http import HttpRequest
from ninja.security import HttpBearer

from headway.people.access import NotAllowed
from headway.people.caller import Caller, now_of
from headway.people.doors.idempotency import claim
from headway.people.doors.problems import Unauthorized
from headway.people.errors import NotHere
from headway.people.models import ApiToken
from headway.people.tokens import digest_of, is_well_formed

SAFE = {"GET", "HEAD", "OPTIONS"}
USED_EVERY = timedelta(minutes=10)
NO_TOKEN = "This token opens nothing: it was mistyped, revoked, or is out of date. Make a new one in Settings."


class TokenAuth(HttpBearer):
    """Sets ``request.caller``. A token for another workspace finds nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        row = _row(token) if is_well_formed(token) else None
        now = now_of(request)
        if row is None or row.person.left_at or (row.expires_at and row.expires_at <= now):
            raise Unauthorized(NO_TOKEN)
        assert request.resolver_match is not None
        if request.resolver_match.kwargs.get("workspace") != row.person.workspace.slug:
            raise NotHere("There is no such workspace for this token. Check the first part of the path.")
        if request.method not in SAFE and "write" not in row.scopes:
            raise NotAllowed("This token may only read. Make one with the scope “write” in Settings.")
        if row.last_used_at is None or now - row.last_used_at > USED_EVERY:
            ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
        caller = Caller(row.person.workspace, row.person, now, "api", tuple(row.scopes))
        request.caller = caller  # type: ignore[attr-defined]
        claim(request, caller)
        return caller


def _row(token: str) -> ApiToken | None:
    rows = ApiToken.objects.filter(digest=digest_of(token), revoked_at=None)
    return rows.select_related("person__workspace", "person__user").first()
