"""What every ``api.py`` is made of: router, caller, answers, pages of rows, versions, amounts."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation, Overflow
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status

from headway.people.caller import caller_of
from headway.people.doors.problems import PreconditionFailed, PreconditionRequired
from headway.people.errors import Refused
from headway.people.models import Keyed

K = TypeVar("K", bound=Keyed)
T = TypeVar("T")
LIMIT = 10**15
TOO_LARGE = "“{}” is too large to be kept exactly: use a larger unit."

Out = dict[str, Any]
"""A row as plain data."""

__all__ = [
    "HttpRequest", "Out", "Page", "Router", "Status", "amount_in", "amount_out", "caller_of", "check_version",
    "page_of", "tagged",
]  # fmt: skip


class Page(Schema, Generic[T]):
    """One page of rows; ``next`` is what to send as ``after`` for the page that follows, or null."""

    items: list[T]
    next: str | None


def page_of(rows: QuerySet[K], show: Callable[[K], T], after: str = "", limit: int = 50) -> dict[str, Any]:
    """Rows in order of their making, from the one after the key ``after`` on, at most ``limit`` (1-200)."""
    limit = max(1, min(200, limit))
    rows = rows.order_by("pk")
    if after:
        start = rows.model._default_manager.filter(pk__in=rows.values("pk"), key=after).values_list("pk", flat=True)
        first = start.first()
        if first is None:
            raise Refused(f"There is no row “{after}” to go on from: begin again without “after”.", field="after")
        rows = rows.filter(pk__gt=first)
    found = list(rows[: limit + 1])
    shown = found[:limit]
    return {"items": [show(row) for row in shown], "next": shown[-1].key if len(found) > limit else None}


def tagged(response: HttpResponse, row: Any) -> None:
    """Give the response the row's version as its ETag."""
    response["ETag"] = f'"{row.version}"'


def check_version(request: HttpRequest, row: Any) -> int:
    """The version an edit was made from, from ``If-Match``; refused unless it is the present one."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise PreconditionRequired(
            "An edit must send If-Match with the ETag it was made from, so that nobody's edit is lost: read it first."
        )
    if given not in {f'"{row.version}"', "*"}:
        raise PreconditionFailed(
            f"{row.key} was changed since you read it (you sent {given}, it is at “{row.version}”): read it again."
        )
    return int(row.version)


def amount_out(value: int | None, scale: int) -> str | None:
    """A scaled integer as a plain decimal text: 148 at scale 1 is ``14.8``."""
    return None if value is None else f"{Decimal(value).scaleb(-scale):f}"


def amount_in(value: str | int | float | None, scale: int, field: str = "value") -> int | None:
    """A decimal number or its text as a scaled integer; refused where it cannot be kept exactly."""
    if value is None:
        return None
    try:
        number = Decimal(str(value).strip()).scaleb(scale)
    except InvalidOperation:
        raise Refused(f"“{str(value)[:40]}” is not a number: send one like 14.8.", field=field) from None
    except Overflow:
        raise Refused(TOO_LARGE.format(str(value)[:40]), field=field) from None
    if not number.is_finite():
        raise Refused(f"“{str(value)[:40]}” is no value that can be kept: send a finite number.", field=field)
    if abs(number) > LIMIT:
        raise Refused(TOO_LARGE.format(str(value)[:40]), field=field)
    if number != number.to_integral_value():
        raise Refused(
            f"“{str(value)[:40]}” has more decimals than the {scale} that are kept here: round it.",
            field=field,
        )
    return int(number)
