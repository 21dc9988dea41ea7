"""The list of objectives: one statement for the rows, whatever their number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from headway.okrs.access import objectives_for
from headway.okrs.models import Cycle, CycleState, Objective, Status
from headway.okrs.queries.glyphs import climb_of, heat_of
from headway.okrs.rules.progress import expected
from headway.okrs.rules.status import SEVERITY
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.ui import dates
from headway.ui.templatetags import ui

COLUMNS = (
    "key", "title", "ambition", "owner__name", "unit__name", "unit__key", "progress", "status", "hand_status",
    "confidence", "heard_at", "course", "start", "due", "owner_id", "private", "closed_at",
)  # fmt: skip
SILENT = timedelta(days=7)
VIEWS = ("all", "attention", "silent", "watermelons", "mine")


@dataclass(frozen=True)
class Filters:
    """What of the list is wanted; empty means any. ``cycle`` is a key, or ``all``."""

    view: str = "all"
    cycle: str = ""
    unit: str = ""
    status: str = ""
    owner: str = ""
    words: str = ""


@dataclass
class Listing:
    """The rows by group, the counts of the saved views, and what the filters offer."""

    groups: list[dict[str, Any]]
    counts: dict[str, int]
    cycle: Cycle | None
    cycles: list[Cycle]
    units: list[Unit]
    total: int
    shown: int
    tally: Counter[str] = field(default_factory=Counter)


def current_cycle(cycles: Sequence[Cycle], today: Any) -> Cycle | None:
    """The shortest running cycle that holds today; else the latest that is not closed; else the latest."""
    running = [c for c in cycles if c.state == CycleState.ACTIVE and c.start <= today <= c.end]
    if running:
        return min(running, key=lambda c: c.end - c.start)
    still_open = [c for c in cycles if c.state != CycleState.CLOSED]
    return max(still_open or cycles, key=lambda c: (c.start, c.start - c.end), default=None)


def cycles_of(caller: Caller) -> list[Cycle]:
    """Every cycle of the workspace, the latest first."""
    return list(Cycle.objects.filter(workspace=caller.workspace).order_by("-start", "end"))


def list_objectives(caller: Caller, filters: Filters, base: str) -> Listing:
    """The list under ``filters``; ``base`` is the path that a key is added to. Three statements."""
    cycles = cycles_of(caller)
    cycle = _chosen(cycles, filters.cycle, caller)
    units = list(Unit.objects.filter(workspace=caller.workspace, archived_at=None).order_by("kind", "name"))
    found = list(_rows(caller, cycle, filters).values(*COLUMNS))
    kept = {view: [row for row in found if _belongs(row, view, caller)] for view in VIEWS}
    rows = kept.get(filters.view, found)
    groups = _grouped(rows, caller, base)
    counts = {view: len(kept[view]) for view in VIEWS}
    tally = Counter(row["hand_status"] or row["status"] for row in found)
    return Listing(groups, counts, cycle, cycles, units, len(found), len(rows), tally)


def _chosen(cycles: Sequence[Cycle], key: str, caller: Caller) -> Cycle | None:
    if key == "all":
        return None
    return next((c for c in cycles if c.key == key), None) or current_cycle(cycles, caller.today)


def _rows(caller: Caller, cycle: Cycle | None, filters: Filters) -> QuerySet[Objective]:
    rows = objectives_for(caller).filter(archived_at=None)
    if cycle is not None:
        rows = rows.filter(cycle=cycle)
    if filters.unit:
        rows = rows.filter(unit__key=filters.unit)
    if filters.owner:
        rows = rows.filter(owner__key=filters.owner)
    if filters.status in Status.values:
        rows = rows.filter(Q(hand_status=filters.status) | Q(hand_status="", status=filters.status))
    for word in filters.words.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(key__iexact=word) | Q(owner__name__icontains=word))
    return rows.order_by("pk")


def _belongs(row: Mapping[str, Any], view: str, caller: Caller) -> bool:
    if view == "attention":
        return row["status"] in {Status.AT_RISK, Status.OFF_TRACK}
    if view == "silent":
        return row["closed_at"] is None and (row["heard_at"] is None or caller.now - row["heard_at"] >= SILENT)
    if view == "watermelons":
        return _is_watermelon(row)
    return view != "mine" or row["owner_id"] == caller.person_id


def _is_watermelon(row: Mapping[str, Any]) -> bool:
    return row["hand_status"] == Status.ON_TRACK and row["status"] in {Status.AT_RISK, Status.OFF_TRACK}


def _grouped(rows: Sequence[dict[str, Any]], caller: Caller, base: str) -> list[dict[str, Any]]:
    """Rows by unit, the worst first in each."""
    groups: dict[str, dict[str, Any]] = {}
    statuses = {name: ui.status(name) for name in Status.values}
    day = caller.today.toordinal()
    now = caller.workspace.local(caller.now)
    for row in sorted(rows, key=lambda row: (row["unit__name"], -SEVERITY[row["status"]], row["progress"] or 0)):
        group = groups.setdefault(row["unit__key"], {"name": row["unit__name"], "rows": [], "tally": Counter()})
        group["tally"][row["status"]] += 1
        group["rows"].append(_shown(row, caller, base, statuses, day, now))
    for group in groups.values():
        tally = sorted(group["tally"].items(), key=lambda pair: SEVERITY[pair[0]])
        group["tally"] = [(name, count, str(Status(name).label).lower()) for name, count in tally]
    return list(groups.values())


def _shown(
    row: Mapping[str, Any], caller: Caller, base: str, statuses: Mapping[str, Any], day: int, now: datetime
) -> dict[str, Any]:
    """One row as text, ready to be set: a template that only sets text is quick."""
    status, heard = row["status"], row["heard_at"]
    elapsed = expected(row["start"].toordinal(), row["due"].toordinal(), day)
    return {
        "key": row["key"],
        "url": f"{base}/{row['key']}",
        "title": row["title"],
        "ambition": AMBITIONS[row["ambition"]],
        "owner": row["owner__name"],
        "unit": row["unit__name"],
        "heat": heat_of(row["course"], day),
        "climb": climb_of(row["course"], row["progress"], status, elapsed),
        "progress": ui.pct(row["progress"]),
        "confidence": row["confidence"] if row["confidence"] is not None else "–",
        "status": statuses[status],
        "hand": statuses[row["hand_status"]] if row["hand_status"] else "",
        "melon": _is_watermelon(row),
        "heard": dates.age(heard, caller.now) if heard else "–",
        "private": row["private"],
    }


AMBITIONS = {"committed": "committed", "aspirational": "aspirational", "learning": "learning"}
