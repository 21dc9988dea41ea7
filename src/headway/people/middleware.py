"""Who is calling: resolved once per request, from the login and the workspace in the URL."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from headway.clock import read_clock
from headway.people.caller import REMEMBERED, Caller
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.models import Person, User

NUL = "\x00"
Respond = Callable[[HttpRequest], HttpResponse]


def person_of_session(request: HttpRequest, slug: str) -> Person | None:
    """Whose session this is in the workspace ``slug``: session, login and person agree, or there is nobody.

    The login comes with the person in one statement, and so need not be read by itself.
    """
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return None
    rows = Person.objects.select_related("workspace", "user")
    person = rows.filter(workspace__slug=slug, user=user_id, left_at=None).first()
    user = person.user if person else None
    if user is None or not _still_holds(request, user):
        return None
    request.user = user
    return person


def _still_holds(request: HttpRequest, user: User) -> bool:
    """Whether the session was made with the password that the login has now."""
    sealed = request.session.get(HASH_SESSION_KEY, "")
    return user.is_active and constant_time_compare(sealed, user.get_session_auth_hash())


def _readable(asked: QueryDict) -> QueryDict:
    """What an address asks, without the character that no text holds and that PostgreSQL refuses."""
    clean = QueryDict(mutable=True)
    for name, values in asked.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    return clean


class CallerMiddleware:
    """Sets ``request.now`` always, and ``request.caller`` on pages under ``/{workspace}/``, in its time zone.

    A workspace one does not belong to answers exactly like one that never existed.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = read_clock()  # type: ignore[attr-defined]
        try:
            return self.respond(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.path.startswith(
            "/api/"
        ):  # its caller comes from a token, and its doors refuse what they cannot read
            return None
        if NUL in request.path:
            raise Http404  # no name holds it, and PostgreSQL takes no question with it
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _readable(request.GET)  # type: ignore[assignment]
        slug = kwargs.get("workspace")
        if slug is None:
            return None
        person = person_of_session(request, slug)
        if person is None and not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if person is None:
            raise Http404
        timezone.activate(person.workspace.zone)
        mind = frozenset(request.session.get(REMEMBERED, ()))
        request.caller = Caller(person.workspace, person, request.now, remembers=mind)  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotHere):
            return render(request, "404.html", status=404)
        if isinstance(error, NotAllowed):
            return render(request, "403.html", {"exception": error.message}, status=403)
        if isinstance(error, Refused):
            return render(request, "refused.html", {"exception": error.message}, status=error.status)
        return None
