"""Search by words and keys over everything a caller may see."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headway.kpis.access import metrics_for
from headway.loop.access import decisions_for
from headway.okrs.access import goals_seen_by, key_results_for, objectives_for
from headway.okrs.models import Retrospective
from headway.people.caller import Caller
from headway.people.models import Person, Role, Unit
from headway.people.objects import path_of

MOST = 12
"""More of one kind than this asks for another word."""
WORDS = 8
IN_A_KEY = re.compile(r"[A-Za-z]{0,4}(-\d*)?|\d+")
"""Of what a key may have a part."""
Say = Callable[[Any], tuple[str, str]]
"""What a hit shows of a row: its name and a quiet line."""


@dataclass(frozen=True)
class Hit:
    """One thing found: its key, its name, a quiet line, its page."""

    key: str
    name: str
    line: str
    path: str


@dataclass(frozen=True)
class Kind:
    """The hits of one kind; ``more`` says that there are others."""

    name: str | Promise
    hits: list[Hit]
    more: bool


def find(caller: Caller, text: str) -> list[Kind]:
    """What fits every word of ``text``, kind by kind: at most a statement for each."""
    words = text.split()[:WORDS]
    if not words:
        return []
    found = [
        _kind(_("Objectives"), _objectives(caller, words), caller, lambda row: (row.title, row.owner.name)),
        _kind(_("Key results"), _key_results(caller, words), caller, lambda row: (row.title, row.objective.title)),
        _kind(_("KPIs and metrics"), _metrics(caller, words), caller, lambda row: (row.name, row.definition)),
        _kind(
            _("Decisions"), _decisions(caller, words), caller, lambda row: (str(row.metric or row.key_result), row.why)
        ),
        _lessons(caller, words),
        _kind(_("People"), _people(caller, words), caller, lambda row: (row.name, row.title)),
    ]
    return [kind for kind in found if kind.hits]


def offered(caller: Caller, prefix: str, text: str) -> list[tuple[str, str]]:
    """What may be chosen among the objects whose keys begin with ``prefix``: key and name of those that fit."""
    asked = {"O": _objectives, "KR": _key_results, "K": _metrics, "P": _people, "U": _units}.get(prefix)
    words = text.split()[:WORDS]
    if asked is None or not words:
        return []
    return [(row.key, str(row)) for row in asked(caller, words)[:MOST]]


def _units(caller: Caller, words: list[str]) -> QuerySet:
    return Unit.objects.filter(_fits(words, "key", "name"), workspace=caller.workspace, archived_at=None)


def _decided(row: Any) -> tuple[str, str]:
    return str(row.metric or row.key_result), row.why


def _fits(words: list[str], *fields: str) -> Q:
    """Every word is somewhere in one of the fields; what cannot be in a key is not looked for in forty thousand."""
    all_of = Q()
    for word in words:
        any_of = Q()
        for field in fields:
            if field != "key" or IN_A_KEY.fullmatch(word):
                any_of |= Q(**{f"{field}__icontains": word})
        all_of &= any_of
    return all_of


def _objectives(caller: Caller, words: list[str]) -> QuerySet:
    rows = objectives_for(caller).filter(_fits(words, "key", "title", "why"), archived_at=None)
    return rows.select_related("owner").only("key", "title", "owner__name").order_by("closed_at", "-pk")


def _key_results(caller: Caller, words: list[str]) -> QuerySet:
    rows = key_results_for(caller).filter(_fits(words, "key", "title"), archived_at=None)
    return rows.select_related("objective").only("key", "title", "objective__title").order_by("-pk")


def _metrics(caller: Caller, words: list[str]) -> QuerySet:
    rows = metrics_for(caller).filter(_fits(words, "key", "name", "definition"))
    return rows.only("key", "name", "definition").order_by("retired_at", "-pk")


def _decisions(caller: Caller, words: list[str]) -> QuerySet:
    fits = _fits(words, "key", "why", "fix_what", "response", "metric__name", "key_result__title")
    rows = decisions_for(caller).filter(fits).select_related("metric", "key_result")
    return rows.only("key", "why", "metric__name", "key_result__title").order_by("-pk")


def _people(caller: Caller, words: list[str]) -> QuerySet:
    rows = Person.objects.filter(_fits(words, "key", "name", "title"), workspace=caller.workspace, left_at=None)
    return rows.none() if caller.role == Role.GUEST else rows.order_by("name")


def _lessons(caller: Caller, words: list[str]) -> Kind:
    """Retrospectives have no page of their own: a hit leads to the objective they are about."""
    fits = _fits(words, "key", "lessons", "blockers", "missed_assumptions", "objective__title")
    rows = Retrospective.objects.filter(goals_seen_by(caller, "objective"), fits, workspace=caller.workspace)
    found = list(rows.select_related("objective").order_by("-pk")[: MOST + 1])
    hits = [
        Hit(row.key, row.objective.title, _excerpt(row, words), path_of(caller.workspace, row.objective.key))
        for row in found[:MOST]
    ]
    return Kind(_("Lessons"), hits, len(found) > MOST)


def _excerpt(row: Retrospective, words: list[str]) -> str:
    texts = [row.lessons, row.blockers, row.missed_assumptions]
    fitting = [text for text in texts if any(word.casefold() in text.casefold() for word in words)]
    return next(iter(fitting or [text for text in texts if text]), "")


def _kind(name: Promise, rows: QuerySet, caller: Caller, say: Say) -> Kind:
    found = list(rows[: MOST + 1])
    hits = [Hit(row.key, *say(row), path_of(caller.workspace, row.key)) for row in found[:MOST]]
    return Kind(name, hits, len(found) > MOST)
