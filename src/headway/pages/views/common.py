"""What every page of a workspace shares."""

from django.http import HttpRequest

from headway.people.caller import Caller


def caller_in(request: HttpRequest) -> Caller:
    """Who calls: set by the middleware on every page of a workspace."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return caller
