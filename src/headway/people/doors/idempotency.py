"""``Idempotency-Key``: a write that is sent twice under one key is done once, and answered twice alike."""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from headway.people.caller import Caller
from headway.people.errors import Conflict
from headway.people.models import SentRequest

HEADER = "Idempotency-Key"


class Replay(Exception):
    """This request was done before: its answer is sent again."""

    def __init__(self, sent: SentRequest) -> None:
        super().__init__()
        self.sent = sent


def claim(request: HttpRequest, caller: Caller) -> None:
    """Take the request's key for this person, or raise :class:`Replay` or :class:`Conflict`."""
    key = request.headers.get(HEADER, "")[:120]
    if not key or request.method == "GET":
        return
    fingerprint = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + request.body).hexdigest()
    try:
        with transaction.atomic():
            request.sent = SentRequest.objects.create(  # type: ignore[attr-defined]
                person=caller.someone, idempotency_key=key, fingerprint=fingerprint, at=caller.now
            )
    except IntegrityError:
        _answer_again(SentRequest.objects.get(person=caller.person, idempotency_key=key), fingerprint)


def _answer_again(sent: SentRequest, fingerprint: str) -> None:
    if sent.fingerprint != fingerprint:
        raise Conflict(f"The {HEADER} “{sent.idempotency_key}” was used for another request: choose a new one.")
    if not sent.status:
        raise Conflict(f"The request under the {HEADER} “{sent.idempotency_key}” is still being worked on.")
    raise Replay(sent)


def replay(request: HttpRequest, error: Replay) -> HttpResponse:
    """The kept answer, marked as such."""
    kind = "application/problem+json" if error.sent.status >= 400 else "application/json"
    response = HttpResponse(error.sent.body, status=error.sent.status, content_type=kind)
    response["Idempotent-Replayed"] = "true"
    return response


class IdempotencyMiddleware:
    """Keeps the answer of a claimed request; a crash of ours gives the key back."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        sent: SentRequest | None = getattr(request, "sent", None)
        if sent is None:
            return response
        if response.status_code >= 500:
            sent.delete()
        else:
            sent.status, sent.body = response.status_code, response.content.decode()
            sent.save(update_fields=["status", "body"])
        return response
