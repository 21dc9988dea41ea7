"""The coach in a company that is too large to read while somebody waits: unit by unit, with the health kept last."""

from datetime import datetime
from functools import lru_cache

from django.db.models import F, QuerySet

from headway.coach.health import Health, Part, health_of
from headway.coaching.models import HealthWeek
from headway.coaching.snapshots import snapshot_for
from headway.okrs.models import Objective
from headway.people.bulk import read_only
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Role
from headway.people.queries import Branch, in_order, units_of

MANY = 1_500
"""With more open objectives than this, everything that is compared with everything takes more than a second."""
UNITS = 5
"""Units whose findings are told at once."""
NOTHING = Health(())


def is_large(caller: Caller) -> bool:
    """Whether the workspace has more open objectives than are read at once: one statement, once an hour.

    Guests see their own units alone, which is never much.
    """
    if caller.role == Role.GUEST:
        return False
    return _is_large(caller.workspace.pk, MANY, caller.now.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=256)
def _is_large(workspace: int, many: int, hour: datetime) -> bool:
    rows = Objective.objects.filter(workspace=workspace, closed_at=None, archived_at=None).order_by()
    return rows[: many + 1].count() > many


def branches_of(caller: Caller) -> list[Branch]:
    """The units that the caller may see, as a tree: one statement."""
    rows = units_of(caller).order_by("name", "pk")
    if caller.role == Role.GUEST:
        rows = rows.filter(members=caller.person)
    units = list(read_only(rows, ("key", "name", "parent")))
    here = {unit.pk for unit in units}
    for unit in units:
        unit.parent_id = unit.parent_id if unit.parent_id in here else None
    return in_order(units)


def kept(caller: Caller) -> QuerySet[HealthWeek]:
    """The health of the workspace (without a unit) and of each unit, of the last week that was kept."""
    rows = HealthWeek.objects.filter(workspace=caller.workspace)
    return rows.filter(week__in=rows.filter(unit=None).order_by("-week").values("week")[:1])


def weakest_first(caller: Caller, parent: str = "") -> QuerySet[HealthWeek]:
    """What was kept of every unit, or of those right below the unit ``parent``, with the units."""
    rows = kept(caller).filter(unit__archived_at=None, unit__isnull=False).select_related("unit")
    if parent:
        rows = rows.filter(unit__parent__key=parent)
    return rows.order_by(F("score").asc(nulls_last=True), "unit")


def health_in(row: HealthWeek | None) -> Health:
    """A health as it was kept."""
    names = ("code", "title", "weight", "share", "told", "advice")
    return Health(tuple(Part(**{name: part[name] for name in names}) for part in row.parts)) if row else NOTHING


def health_for(caller: Caller, unit: str = "") -> Health:
    """The health of the workspace or of a unit, by its key, as everybody may see it; of a large company that kept last.

    Raises ``NotHere`` for a unit that nothing can be said of.
    """
    if is_large(caller):
        return health_in(kept(caller).filter(unit__key=unit or None).first())
    world = snapshot_for(caller, for_health=True)
    if unit and unit not in world.unit:
        raise NotHere.under(unit)
    return health_of(world, unit)


def units_after(caller: Caller, after: str) -> tuple[list[str], str]:
    """The keys of the next units of a large company, in the order of its tree, and which to go on from (empty at the
    end)."""
    keys = [branch.unit.key for branch in branches_of(caller)]
    start = keys.index(after) + 1 if after in keys else 0
    here = keys[start : start + UNITS]
    return here, here[-1] if start + UNITS < len(keys) else ""
