"""What ``headway check`` asks of goals: that they follow from their sources, and that the log keeps them so."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from headway.activity import images
from headway.activity.chain import canonical
from headway.activity.paging import pages
from headway.clock import read_clock
from headway.okrs.check import full_refold
from headway.okrs.models import Alignment, KeyResult, Objective
from headway.okrs.shown import shown_of
from headway.people.acting import image
from headway.people.bulk import read, read_only
from headway.people.caller import headway_itself
from headway.people.models import Keyed, Workspace

PAGE = 400
END = 2**62
"""A row of the log that is not reached: as of it, everything is as it is."""


def goals_follow(workspace: Workspace) -> list[str]:
    """Every value of a goal that does not follow from its sources."""
    return [str(found) for found in full_refold(headway_itself(workspace, read_clock(), "cli"))]


def log_keeps_goals(workspace: Workspace) -> list[str]:
    """Every goal that the log would show otherwise, as of today, than it is."""
    return list(chain(*(_compare(workspace, page) for kind in KINDS for page in pages(_rows(workspace, *kind), PAGE))))


KINDS: list[tuple[type[Keyed], tuple[str, ...]]] = [
    (Objective, ("owner", "unit", "cycle", "theme")),
    (KeyResult, ("objective", "metric", "owner", "updater", "feeds")),
    (Alignment, ("child", "parent")),
]


def _rows(workspace: Workspace, model: type[Keyed], related: Sequence[str]) -> Iterator[Any]:
    """The rows of a kind with what they refer to. Of that only the key is needed, and one of each: not one a row."""
    found = {name: _by_id(workspace, model, name) for name in related}
    for row in read(model._default_manager.filter(workspace=workspace).order_by("pk")):
        for name, things in found.items():
            pk = getattr(row, f"{name}_id")
            if pk is not None:
                setattr(row, name, things[pk])
        yield row


def _by_id(workspace: Workspace, model: type[Keyed], name: str) -> dict[int, Any]:
    of: Any = model._meta.get_field(name).related_model
    return {one.pk: one for one in read_only(of.objects.filter(workspace=workspace), ("key",))}


def _compare(workspace: Workspace, rows: Sequence[Any]) -> Iterator[str]:
    kept = images.latest(workspace.pk, [row.key for row in rows], END)
    for row in rows:
        past = kept.get(row.key)
        if past is None:
            yield f"{row.key} is not in the log, so as of a date it would be missing."
            continue
        now = image(row) | (shown_of(row) if past.shown else {})
        wrong = sorted(name for name, value in json.loads(canonical(now)).items() if _kept(past, name, value) != value)
        if wrong:
            yield f"{row.key} has another {' and '.join(wrong)} than the log would show as of today."


def _kept(past: images.Past, name: str, value: Any) -> Any:
    """What the log keeps; a field that came after its last image has no other value there."""
    return past.shown.get(name, past.image.get(name, value))


CHECKS = [goals_follow, log_keeps_goals]
