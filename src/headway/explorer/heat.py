"""The heat map: units by status, each unit with all that lies below it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from headway.explorer.rows import Question
from headway.explorer.scope import Place
from headway.okrs.models import Status
from headway.ui.words import word_of

GOALS = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.UNKNOWN)
NUMBERS = ("green", "amber", "red", "stale", "unknown")
STEPS = 5
"""Shades between nothing and everything."""


@dataclass(frozen=True)
class Cell:
    """How many of a unit stand like this, and the address of exactly those."""

    status: str
    word: str
    count: int
    shade: int
    url: str


@dataclass(frozen=True)
class Line:
    """One unit: its cells, their sum, and where its own units are shown (empty for a unit without any)."""

    name: str
    key: str
    cells: list[Cell]
    total: int
    inside: str
    url: str


def statuses_of(question: Question) -> list[tuple[str, str]]:
    """The columns, with their words."""
    names: Iterable[str] = GOALS if question.table.in_cycle else NUMBERS
    return [(str(name), str(word_of(str(name)))) for name in names]


def heat_of(question: Question, under: Place | None, here: str, rows: str) -> list[Line]:
    """A line for each unit directly below ``under`` (counted with all below it) and one for what is its own.

    ``here`` is the address of the map, ``rows`` that of the table. One statement besides the units.
    """
    table, scope = question.table, question.scope
    asked = question.rows().annotate(of=table.path(scope, "unit_id"), stands=table.path(scope, "status"))
    counts: dict[int, Counter[str]] = {}
    for unit, status, n in asked.order_by().values_list("of", "stands").annotate(n=Count("pk")):
        counts.setdefault(unit, Counter())[status] += n
    lines = []
    if under is not None:
        own = counts.get(under.pk, Counter())
        name = _("%(unit)s itself") % {"unit": under.name}
        lines.append(_line(question, name, under.key, own, "", f"{rows}?{_query(question, under.key, 'no')}"))
    for unit in scope.units:
        if unit.parent_id == (under.pk if under else None):
            below = scope.with_below([unit.pk])
            total: Counter[str] = sum((counts.get(pk, Counter()) for pk in below), Counter())
            inside = f"{here}{'&' if '?' in here else '?'}under={unit.key}" if len(below) > 1 else ""
            lines.append(_line(question, unit.name, unit.key, total, inside, f"{rows}?{_query(question, unit.key)}"))
    return [line for line in lines if line.total or line.inside]


def _query(question: Question, unit: str, below: str = "") -> str:
    return question.ask.text(unit=unit, below=below, group="")


def _line(question: Question, name: str, key: str, counts: Counter[str], inside: str, url: str) -> Line:
    total = sum(counts.values())
    cells = [
        Cell(status, word, counts[status], _shade(counts[status], total), f"{url}&status={status}")
        for status, word in statuses_of(question)
    ]
    return Line(name, key, cells, total, inside, url)


def _shade(count: int, total: int) -> int:
    """Which part of the whole, in steps rounded up."""
    return -(-STEPS * count // total) if total else 0


def as_rows(lines: list[Line]) -> Iterable[list[Any]]:
    """The map as rows of a sheet."""
    return ([line.key, line.name, *(cell.count for cell in line.cells), line.total] for line in lines)
