"""The list of objectives: one statement for the rows, whatever their number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from headway.okrs.access import objectives_for
from headway.okrs.models import Ambition, Cycle, CycleState, Objective, Status
from headway.okrs.queries.glyphs import climb_of, heat_of
from headway.okrs.rules.progress import expected, rounded
from headway.okrs.rules.status import SEVERITY
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.ui import dates
from headway.ui.format import NONE as DASH
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
    rows = objectives_for(caller).filter(archived_at=None, cycle__isnull=False)
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
    setter = _Setter(caller, base)
    for row in sorted(rows, key=lambda row: (row["unit__name"], -SEVERITY[row["status"]], row["progress"] or 0)):
        group = groups.setdefault(row["unit__key"], {"name": row["unit__name"], "rows": [], "tally": Counter()})
        group["tally"][row["status"]] += 1
        group["rows"].append(setter.set(row))
    for group in groups.values():
        tally = sorted(group["tally"].items(), key=lambda pair: SEVERITY[pair[0]])
        group["tally"] = [(name, count, str(Status(name).label).lower()) for name, count in tally]
    return list(groups.values())


class _Setter:
    """Sets rows as text that is ready for the page. What many rows share is written once: a long list stays quick."""

    def __init__(self, caller: Caller, base: str) -> None:
        self.now, self.day, self.base = caller.now, caller.today.toordinal(), base
        self.language = get_language() or ""
        self.status, self.name = cache(ui.status), cache(conditional_escape)
        self.percent, self.elapsed = cache(ui.pct), cache(expected)
        self.age = cache(lambda hours: mark_safe(dates.age(caller.now - timedelta(hours=hours), caller.now)))

    def set(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """One row, every text of it escaped."""
        status, progress, heard, confidence = row["status"], row["progress"], row["heard_at"], row["confidence"]
        elapsed = self.elapsed(row["start"].toordinal(), row["due"].toordinal(), self.day)
        return {
            "key": mark_safe(row["key"]),
            "url": mark_safe(f"{self.base}/{row['key']}"),
            "title": conditional_escape(row["title"]),
            "ambition": self.name(Ambition(row["ambition"]).label),
            "owner": self.name(row["owner__name"]),
            "heat": heat_of(row["course"], self.day, self.language),
            "climb": climb_of(row["course"], progress, status, elapsed, self.language),
            "progress": self.percent(None if progress is None else rounded(progress, 10_000) * 10_000),
            "confidence": self.name(DASH if confidence is None else confidence),
            "status": self.status(status),
            "hand": self.status(row["hand_status"]) if row["hand_status"] else "",
            "melon": _is_watermelon(row),
            "heard": self.age(int((self.now - heard).total_seconds() // 3600)) if heard else mark_safe(DASH),
            "private": row["private"],
        }
