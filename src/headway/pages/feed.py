"""The feed: rows of the log as plain sentences, by one renderer, for whoever may see what they are about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.activity.log import body_of, feed
from headway.activity.models import Activity
from headway.kpis.access import metrics_for
from headway.pages.names import GOALS, SEALED, Named, kind_of, may_see_sealed, named
from headway.pages.verbs import BATCHES, PLAIN, UNDONE, VERBS
from headway.people.caller import Caller
from headway.people.models import Person
from headway.ui.format import amount
from headway.ui.words import WORDS

PAGE = 50
FEWEST_FOLDED = 3
"""Two lines alike take no more room than one that opens."""


@dataclass(frozen=True)
class Line:
    """One row as it is shown: who did what, what it changed, and why."""

    seq: int
    at: datetime
    text: SafeString
    turned: tuple[tuple[str, Named], ...]
    reason: str
    mark: str
    folds: str = ""  # what it has in common with those it may be folded with; empty where it stands alone


@dataclass(frozen=True)
class Run:
    """A line, and those alike beside it that are shown once somebody opens them."""

    first: Line
    rest: list[Line]


@dataclass(frozen=True)
class Feed:
    """Lines, newest first, and the number to read on from; None at the end."""

    lines: list[Line]
    older: int | None

    @property
    def runs(self) -> Iterator[Run]:
        """The lines, with many alike that Headway wrote at once folded into one."""
        for (folds, _minute), found in groupby(self.lines, key=_alike):
            lines = list(found)
            if folds and len(lines) >= FEWEST_FOLDED:
                yield Run(lines[0], lines[1:])
            else:
                yield from (Run(line, []) for line in lines)


def _alike(line: Line) -> tuple[str, datetime]:
    return line.folds, line.at.replace(second=0, microsecond=0)


def read_feed(caller: Caller, *keys: str, before: int | None = None, size: int = PAGE) -> Feed:
    """What the caller may see of the activity about ``keys`` (of the whole workspace without any)."""
    rows = feed(caller.workspace.pk, *keys)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    page = list(rows[: size + 1])
    older = page[size - 1].seq if len(page) > size else None
    return Feed(lines_of(caller, page[:size]), older)


def lines_of(caller: Caller, rows: Sequence[Activity]) -> list[Line]:
    """Each row that the caller may be told of, as a line: a statement for each kind of key that occurs."""
    bodies = {row.seq: body_of(row) for row in rows}
    seen = named(caller, [key for body in bodies.values() for key in body["keys"]])
    actors = _actors(caller, rows)
    measures = _measures(caller, rows)
    return [line for row in rows if (line := _line(caller, row, bodies[row.seq], seen, actors, measures)) is not None]


def _actors(caller: Caller, rows: Iterable[Activity]) -> dict[str, str]:
    keys = {row.actor for row in rows if row.actor}
    people = Person.objects.filter(workspace=caller.workspace, key__in=keys) if keys else []
    return {person.key: person.name for person in people}


def _measures(caller: Caller, rows: Iterable[Activity]) -> dict[str, Any]:
    """The metrics of single readings, whose value the sentence tells."""
    keys = {row.subject for row in rows if row.verb == "readings.recorded"}
    return {metric.key: metric for metric in metrics_for(caller).filter(key__in=keys)} if keys else {}


def _line(
    caller: Caller,
    row: Activity,
    body: dict[str, Any],
    seen: dict[str, Named],
    actors: dict[str, str],
    measures: dict[str, Any],
) -> Line | None:
    if not may_tell(caller, row.verb, body, seen):
        return None
    about = _about(row.verb, body, seen)
    verb = row.verb.removesuffix(".undone")
    sentence = VERBS.get(verb, PLAIN) if verb == row.verb else UNDONE
    text = format_html(
        str(sentence),
        who=actors.get(row.actor) or _("Headway"),
        what=about.link() if about else _noun(verb),
        n=_counted(body, about, measures),
        verb=verb,
    )
    turned, reason = _turned(body, seen), body.get("reason", "")
    folds = "" if row.actor or turned or reason else row.verb
    return Line(row.seq, row.at, text, turned, reason, _mark(body, seen), folds)


def may_tell(caller: Caller, verb: str, body: dict[str, Any], seen: dict[str, Named]) -> bool:
    """Whether a row may be told: what it is about must be visible, and of a batch at least one thing."""
    subject = body["subject"]
    if kind_of(subject) in SEALED and not may_see_sealed(caller):
        return bool(body["actor"]) and body["actor"] == caller.actor
    goals = [key for key in body["keys"] if kind_of(key) in GOALS]
    if not goals:
        return True
    if verb.removesuffix(".undone") in BATCHES:
        return any(key in seen for key in goals)
    return (subject if kind_of(subject) in GOALS else goals[0]) in seen


def _about(verb: str, body: dict[str, Any], seen: dict[str, Named]) -> Named | None:
    """What the sentence names: the subject, or what it belongs to."""
    if body["subject"] in seen:
        return seen[body["subject"]]
    return next((seen[key] for key in body["keys"] if key in seen), None)


def _noun(verb: str) -> str:
    return verb.partition(".")[0].replace("_", " ")


def _counted(body: dict[str, Any], about: Named | None, measures: dict[str, Any]) -> str:
    """“14.8 %” for one reading, “12 readings” for more, of what the sentence names."""
    facts = body["facts"]
    metric = measures.get(about.key) if about else None
    if metric is not None and facts.get("value") is not None:
        return amount(facts["value"], metric)
    n = facts.get("counts", {}).get(about.key if about else "", facts.get("lines", 1))
    return ngettext("%(n)s reading", "%(n)s readings", n) % {"n": n}


def _turns(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    facts = body["facts"]
    turns: dict[str, dict[str, Any]] = facts.get("states", {}) | facts.get("statuses", {})
    return turns


def _turned(body: dict[str, Any], seen: dict[str, Named]) -> tuple[tuple[str, Named], ...]:
    """Each state or status that this turned, of what the reader may see."""
    return tuple((turn["new"], seen[key]) for key, turn in _turns(body).items() if key in seen and turn["new"] in WORDS)


def _mark(body: dict[str, Any], seen: dict[str, Named]) -> str:
    return next((new for new, _named in _turned(body, seen)), "open")
