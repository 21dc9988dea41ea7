"""What the log tells of a goal: its earlier words, and who moved a cycle when."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from headway.activity.images import each_of
from headway.activity.log import body_of, feed
from headway.okrs.models import Cycle, CycleState
from headway.people.caller import Caller
from headway.people.models import Person

TEXTS = ("title", "why", "means_03", "means_07", "means_10", "target_words", "control_reason")
MOST = 200


@dataclass(frozen=True)
class Version:
    """A text that was replaced: which, by whom, when; old and new."""

    at: datetime
    who: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Move:
    """A move of a cycle to another state."""

    at: datetime
    who: str
    state: str
    reason: str


def versions_of(caller: Caller, key: str) -> list[Version]:
    """How the words of a goal changed, whatever action changed them, the latest first: two statements."""
    images = each_of(caller.workspace.pk, key, MOST)[::-1]
    names = _names(caller, {row.actor for row, _ in images}) if len(images) > 1 else {}
    found = []
    for (_, before), (row, after) in itertools.pairwise(images):
        for field in TEXTS:
            old, new = str(before.get(field) or ""), str(after.get(field) or "")
            if old != new and field in before:
                found.append(Version(row.at, names.get(row.actor, ""), field, old, new))
    return found[::-1]


def moves_of(caller: Caller, cycle: Cycle) -> list[Move]:
    """Who moved a cycle, when and where, the first first: two statements."""
    rows = list(feed(caller.workspace.pk, cycle.key).filter(verb="cycle.moved")[:MOST])[::-1]
    names = _names(caller, {row.actor for row in rows}) if rows else {}
    return [_move(body_of(row), row.at, names.get(row.actor, "")) for row in rows]


def _move(body: dict[str, Any], at: datetime, who: str) -> Move:
    state = str(CycleState(body["facts"]["new"]).label)
    return Move(at, who or "Headway", state.lower(), body.get("reason", ""))


def _names(caller: Caller, keys: set[str]) -> dict[str, str]:
    rows = Person.objects.filter(workspace=caller.workspace, key__in=keys)
    return dict(rows.values_list("key", "name"))
