"""Keeping the health of the week: what was computed once, so that its course can be shown."""

from dataclasses import asdict
from datetime import date, timedelta

from headway.coach.health import Health, health_of
from headway.coaching.models import HealthWeek
from headway.coaching.snapshots import snapshot_for
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.models import Unit


def keep_health(caller: Caller) -> int:
    """Keep this week's health of the workspace and of each unit, from what is not private; how many rows are new."""
    week = week_of(caller)
    if HealthWeek.objects.filter(workspace=caller.workspace, week=week, unit=None).exists():
        return 0
    world = snapshot_for(caller, for_health=True)
    units: dict[str, Unit | None] = {"": None}
    units |= {unit.key: unit for unit in Unit.objects.filter(workspace=caller.workspace, archived_at=None)}
    rows = [_row(caller, week, unit, health_of(world, key)) for key, unit in units.items()]
    with acting(caller, "health.kept") as entry:
        kept = HealthWeek.objects.bulk_create(rows, ignore_conflicts=True)
        entry.say(week=week.isoformat(), score=rows[0].score, lines=len(kept))
    return len(rows)


def week_of(caller: Caller) -> date:
    """The first day of the caller's week, on the workspace's calendar."""
    today = caller.today
    return today - timedelta(days=(today.weekday() - caller.workspace.week_start) % 7)


def _row(caller: Caller, week: date, unit: Unit | None, health: Health) -> HealthWeek:
    parts = [asdict(part) | {"points": part.points} for part in health.parts]
    return HealthWeek(
        workspace=caller.workspace, unit=unit, week=week, score=health.score, parts=parts, kept_at=caller.now
    )
