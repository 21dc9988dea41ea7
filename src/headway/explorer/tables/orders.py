"""How rows sort. No order is ever null, so that a page can begin after any row."""

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import BigIntegerField, Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower

from headway.explorer.scope import Scope
from headway.kpis.models.periods import PeriodField
from headway.okrs.rules.status import SEVERITY

LEAST = -(10**17)
LONG_AGO = datetime(1970, 1, 1).astimezone()


def by(path: str) -> Callable[[Scope], Combinable]:
    return lambda scope: F(path)


def by_text(path: str) -> Callable[[Scope], Combinable]:
    return lambda scope: Lower(path)


def by_number(path: str) -> Callable[[Scope], Combinable]:
    return lambda scope: Coalesce(F(path), Value(LEAST), output_field=BigIntegerField())


def by_moment(path: str) -> Callable[[Scope], Combinable]:
    return lambda scope: Coalesce(F(path), Value(LONG_AGO))


def by_optional_text(path: str) -> Callable[[Scope], Combinable]:
    """Rows without a text come last."""
    return lambda scope: Coalesce(Lower(path), Value("\U0010ffff"))


def by_optional_day(path: str) -> Callable[[Scope], Combinable]:
    """Rows without a date come last."""
    return lambda scope: Coalesce(F(path), Value(date.max))


def by_period(path: str) -> Callable[[Scope], Combinable]:
    """Rows without a period come last."""
    return lambda scope: Coalesce(F(path), Value(date.max, PeriodField()), output_field=PeriodField())


def ranked(path: str, ranks: dict[str, int]) -> Callable[[Scope], Combinable]:
    """By the rank of a word; others come last."""
    cases = [When(**{path: word}, then=Value(rank)) for word, rank in ranks.items()]
    return lambda scope: Case(*cases, default=Value(99), output_field=IntegerField())


def by_severity(path: str) -> Callable[[Scope], Combinable]:
    """What is worse comes first."""
    return ranked(path, {word: -rank for word, rank in SEVERITY.items()})
