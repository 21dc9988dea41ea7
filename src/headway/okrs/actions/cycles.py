"""Cycles: the spans that goals are set for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from headway.activity.log import Entry
from headway.kpis.rules.periods import Calendar
from headway.okrs.actions.changing import require_text
from headway.okrs.fold import refold
from headway.okrs.models import Cycle, CycleState, Objective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key, next_keys
from headway.people.options import preset_of

ORDER = [CycleState.PLANNING, CycleState.ACTIVE, CycleState.SCORING, CycleState.CLOSED]


@dataclass(frozen=True)
class NewCycle:
    """What it takes to make a cycle; both days belong to it."""

    name: str
    start: date
    end: date
    parent: Cycle | None = None
    state: str = CycleState.PLANNING


def create_cycle(caller: Caller, new: NewCycle) -> Cycle:
    """Make a cycle of any span, within its parent's if it has one."""
    require(caller, "cycle.create")
    name = require_text(new.name, "name", "A cycle needs a name, such as “Q1 2027”: fill it in.", 60)
    if new.end < new.start:
        raise Refused(f"The cycle ends on {new.end}, before it starts on {new.start}: choose a later end.", field="end")
    if new.parent and not (new.parent.start <= new.start and new.end <= new.parent.end):
        raise Refused(
            f"{new.parent.name} runs from {new.parent.start} to {new.parent.end}: choose dates inside.",
            field="start",
        )
    if Cycle.objects.filter(workspace=caller.workspace, name=name).exists():
        raise Refused(f"There is a cycle called “{name}” already: choose another name.", field="name")
    with acting(caller, "cycle.created") as entry:
        cycle = Cycle.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Cycle), name=name,
            start=new.start, end=new.end, parent=new.parent, state=new.state,
        )  # fmt: skip
        record(entry, cycle)
    return cycle


def move_cycle(caller: Caller, cycle: Cycle, state: str, reason: str = "") -> Cycle:
    """Move a cycle one step on; any other move needs a reason. Closing it closes its objectives.

    Moved back from *closed*, the objectives that were closed with it open again and are folded afresh.
    """
    require(caller, "cycle.change")
    if state not in ORDER:
        raise Refused(f"“{state}” is no state of a cycle: choose planning, active, scoring or closed.", field="state")
    step = ORDER.index(CycleState(state)) - ORDER.index(CycleState(cycle.state))
    if step == 0:
        raise Refused(
            f"{cycle.name} is {cycle.get_state_display().lower()} already: choose another state.", field="state"
        )
    if step != 1 and not reason.strip():
        raise Refused("Moving a cycle back, or past a step, needs a reason: fill it in.", field="reason")
    with acting(caller, "cycle.moved", reason=reason) as entry:
        entry.say(old=cycle.state, new=state)
        was_closed_at = cycle.closed_at
        cycle.state = state
        cycle.closed_at = caller.now if state == CycleState.CLOSED else None
        cycle.save(update_fields=["state", "closed_at"])
        record(entry, cycle)
        goals = Objective.objects.filter(cycle=cycle, archived_at=None)
        if state == CycleState.CLOSED:
            goals = _move_on(caller, entry, cycle, goals)
            entry.say(closed=_close(entry, goals.filter(closed_at=None), caller.now))
        elif was_closed_at is not None:
            again = goals.filter(closed_at=was_closed_at)
            ids = list(again.values_list("pk", flat=True))
            entry.say(reopened=_close(entry, again, None))
            refold(caller, entry, ids)
    return cycle


def _move_on(caller: Caller, entry: Entry, cycle: Cycle, goals: QuerySet[Objective]) -> QuerySet[Objective]:
    """Let what runs on go into the next cycle with its values; return what closes here."""
    running = goals.filter(runs_on=True, due__gt=cycle.end, closed_at=None)
    rows = list(running.select_related("owner", "unit", "theme").order_by("pk"))
    following = next_cycle(cycle) if rows else None
    if rows and following is None:
        raise Refused(
            f"{rows[0].key} runs on until {rows[0].due}, and there is no cycle after {cycle.name}: make the next one "
            "first.", field="state",
        )  # fmt: skip
    for row in rows:
        row.cycle = following
        row.version += 1
        row.save(update_fields=["cycle", "version"])
        record(entry, row)
    return goals.exclude(pk__in=[row.pk for row in rows])


def next_cycle(cycle: Cycle) -> Cycle | None:
    """The cycle that begins after this one ends and is most like it in length; None if there is none yet."""
    rows = Cycle.objects.filter(workspace_id=cycle.workspace_id, start__gt=cycle.end).exclude(state=CycleState.CLOSED)
    length = cycle.end - cycle.start
    return min(rows, key=lambda one: (abs(one.end - one.start - length) > length / 4, one.start), default=None)


def _close(entry: Entry, goals: QuerySet[Objective], at: datetime | None) -> int:
    """Close goals, or open them again, and keep an image of each; return how many."""
    rows = list(goals.select_related("owner", "unit", "cycle", "theme"))
    goals.update(closed_at=at)
    for row in rows:
        row.closed_at = at
        record(entry, row)
    return len(rows)


def ensure_cycles(caller: Caller) -> list[Cycle]:
    """Make the calendar's cycles that are missing: this year, the present period and the next one.

    The period is the preset's (a month, quarter, half or year); the present ones are active, the next is in planning.
    """
    grain = preset_of(caller.workspace).cycle
    known = {cycle.name: cycle for cycle in Cycle.objects.filter(workspace=caller.workspace)}
    wanted = [span for span in _calendar_spans(caller, grain) if span[0] not in known]
    if not wanted:
        return []
    require(caller, "cycle.create")
    with acting(caller, "cycles.ensured") as entry:
        made = []
        for key, (name, start, end) in zip(next_keys(caller.workspace, Cycle, len(wanted)), wanted, strict=True):
            parent = next((c for c in known.values() if c.start <= start and end <= c.end and c.name != name), None)
            state = CycleState.ACTIVE if start <= caller.today <= end else CycleState.PLANNING
            cycle = Cycle.objects.create(
                workspace=caller.workspace, key=key, name=name, start=start, end=end, parent=parent, state=state
            )
            known[name] = cycle
            made.append(cycle)
            record(entry, cycle)
    return made


def plan_year(caller: Caller, starting: date, grain: str = "") -> list[Cycle]:
    """Make the fiscal year that holds ``starting`` with all its periods in it, as far as they are missing.

    ``grain`` is month, quarter, half or year; without one it is the preset's.
    """
    require(caller, "cycle.create")
    grain = grain or preset_of(caller.workspace).cycle
    if grain not in {*MONTHS, "year"}:
        raise Refused(f"“{grain}” is no span: choose month, quarter, half or year.", field="grain")
    known = {cycle.name: cycle for cycle in Cycle.objects.filter(workspace=caller.workspace)}
    spans = _year_spans(caller, starting, grain)
    wanted = [span for span in spans if span[0] not in known]
    if not wanted:
        raise Refused(f"{spans[0][0]} is there already, with all its periods.", field="year")
    with acting(caller, "cycles.ensured") as entry:
        made = []
        for key, (name, start, end) in zip(next_keys(caller.workspace, Cycle, len(wanted)), wanted, strict=True):
            parent = known.get(spans[0][0]) if name != spans[0][0] else None
            cycle = Cycle.objects.create(
                workspace=caller.workspace, key=key, name=name, start=start, end=end, parent=parent
            )
            known[name] = cycle
            made.append(cycle)
            record(entry, cycle)
    return made


MONTHS = {"month": 1, "quarter": 3, "half": 6}


def _year_spans(caller: Caller, starting: date, grain: str) -> list[tuple[str, date, date]]:
    """(name, first day, last day) of a fiscal year and of its periods, the year first."""
    first_month = caller.workspace.fiscal_start
    year, month = Calendar("year", caller.workspace.timezone, 0, first_month), Calendar("month")
    start = year.start_of(starting)
    end = year.next(start) - timedelta(days=1)
    spans = [(year_name(start, first_month), start, end)]
    while grain in MONTHS and start < end:
        following = month.next(start, MONTHS[grain])
        spans.append((period_name(start, MONTHS[grain], first_month), start, following - timedelta(days=1)))
        start = following
    return spans


def _calendar_spans(caller: Caller, grain: str) -> list[tuple[str, date, date]]:
    """(name, first day, last day), the year first."""
    first_month = caller.workspace.fiscal_start
    year = Calendar("year", caller.workspace.timezone, 0, first_month)
    this_year = year.start_of(caller.today)
    spans = [(year_name(this_year, first_month), this_year, year.next(this_year) - timedelta(days=1))]
    if grain == "year":
        following = year.next(this_year)
        return [*spans, (year_name(following, first_month), following, year.next(following) - timedelta(days=1))]
    months = MONTHS[grain]
    month = Calendar("month")
    start = this_year
    while month.next(start, months) <= caller.today:
        start = month.next(start, months)
    for first in (start, month.next(start, months)):
        spans.append((period_name(first, months, first_month), first, month.next(first, months) - timedelta(days=1)))
    return spans


def year_name(start: date, first_month: int) -> str:
    """2026, or 2026/27 for a year that does not begin in January."""
    return f"{start.year}" if first_month == 1 else f"{start.year}/{(start.year + 1) % 100:02d}"


def period_name(start: date, months: int, first_month: int) -> str:
    """Q4 2026, H1 2026, or 2026-11 for a month; counted from the first month of the fiscal year."""
    since = (start.month - first_month) % 12
    year = year_name(date(start.year - (start.month < first_month), first_month, 1), first_month)
    if months == 1:
        return f"{start:%Y-%m}"
    return f"{'Q' if months == 3 else 'H'}{since // months + 1} {year}"
