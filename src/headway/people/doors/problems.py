"""Errors of the JSON API as RFC 9457 problem documents, in whole sentences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from headway.people.doors.idempotency import Replay, replay
from headway.people.errors import LinesRefused, NotHere, Refused
from headway.ui.parse import AmountError

API = "/api/"
TYPES = ("str", "int", "float", "bool")


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
        RequestDataTooBig: _too_big,
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
    message = error.said_to(_sent(request)) if isinstance(error, NotHere) else error.message
    return problem(error.status, message, error.code, **more)


def _sent(request: HttpRequest) -> str:
    """What a request sent that may hold several keys: its query, and its body where that is JSON."""
    body = request.body.decode(errors="replace") if request.content_type == "application/json" else ""
    return f"{unquote(request.META.get('QUERY_STRING', ''))}\n{body}"


def _amount(request: HttpRequest, error: AmountError) -> HttpResponse:
    return problem(422, str(error), "amount")


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = {_place(item): _what_is_wrong(item) for item in error.errors}
    errors = [{"field": place, "message": message} for place, message in found.items()]
    named = " ".join(f"{place or 'The body'}: {message}" for place, message in found.items())
    return problem(422, f"The request was not understood and nothing was changed. {named}", "invalid", errors=errors)


def _place(item: dict[str, Any]) -> str:
    """Where in the request it is wrong; which of several types a value failed to be is no place."""
    parts = [str(part) for part in item["loc"][1:] if part != "payload"]
    return ".".join(parts[:-1] if parts and parts[-1] in TYPES else parts)


def _what_is_wrong(item: dict[str, Any]) -> str:
    if item["type"] == "extra_forbidden":
        return "There is no such field here: check its spelling."
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    return f"{item['msg']}."


def _unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "This needs a personal API token: send it as “Authorization: Bearer hw_…”.", "token-needed")


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB"
    return problem(413, f"The body is larger than {most}, so nothing was changed: send it in parts.", "too-big")


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # only Ninja's own reading of the body raises it
        return problem(400, "The body is no JSON, so nothing was changed: check its brackets and quotes.", "request")
    return problem(error.status_code, str(error), "request")


class MethodMiddleware:
    """Answers a method that a path of the API does not know with a problem document, too."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not request.path.startswith(API):
            return response
        allowed = response["Allow"]
        answer = problem(405, f"Nothing answers {request.method} here: this path takes {allowed}.", "no-such-method")
        answer["Allow"] = allowed
        return answer


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
