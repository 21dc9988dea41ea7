"""Errors of the JSON API as RFC 9457 problem documents, in whole sentences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from headway.people.doors.idempotency import Replay, replay
from headway.people.errors import LinesRefused, Refused
from headway.ui.parse import AmountError

API = "/api/"


class PreconditionFailed(Refused):
    """The object is newer than the copy this edit was made from."""

    status = 412
    code = "changed-since"


class PreconditionRequired(Refused):
    """An edit must say which version it was made from."""

    status = 428
    code = "if-match-required"


class Unauthorized(Refused):
    """No token, or one that opens nothing."""

    status = 401
    code = "token-needed"


def problem(status: int, detail: str, code: str = "", **more: Any) -> JsonResponse:
    """A problem document: type, title, status, detail, and what else helps."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if code:
        body["code"] = code
    response = JsonResponse(body | more, status=status, content_type="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Headway"'
    return response


def answer_with_problems(api: NinjaAPI) -> None:
    """Register how each kind of error is answered."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        Refused: _refused,
        AmountError: _amount,
        ValidationError: _invalid,
        AuthenticationError: _unauthenticated,
        HttpError: _http,
        Replay: replay,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    more: dict[str, Any] = {}
    if error.field:
        more["errors"] = [{"field": error.field, "message": error.message}]
    if isinstance(error, LinesRefused):
        more["errors"] = [vars(line) for line in error.errors]
    return problem(error.status, error.message, error.code, **more)


def _amount(request: HttpRequest, error: AmountError) -> HttpResponse:
    return problem(422, str(error), "amount")


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {
            "field": ".".join(str(part) for part in item["loc"][1:] if part != "payload"),
            "message": f"{item['msg']}.",
        }
        for item in error.errors
    ]
    named = " ".join(f"{item['field']}: {item['message']}" for item in errors)
    return problem(422, f"The request was not understood and nothing was changed. {named}", "invalid", errors=errors)


def _unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "This needs a personal API token: send it as “Authorization: Bearer hw_…”.", "token-needed")


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # only Ninja's own reading of the body raises it
        return problem(400, "The body is no JSON, so nothing was changed: check its brackets and quotes.", "request")
    return problem(error.status_code, str(error), "request")


def no_such_path(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that nothing answers: a problem document in the API, a page elsewhere."""
    if request.path.startswith(API):
        return problem(404, f"The API has no such path. {API}v1/docs lists those there are.", "no-such-path")
    return defaults.page_not_found(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """An error that nobody foresaw: a problem document in the API, a page elsewhere."""
    if request.path.startswith(API):
        return problem(500, "Headway failed here, and this request changed nothing. Its log says where.", "fault")
    return defaults.server_error(request)
