"""The doors to what was said to the coach: as visible as what it is about."""

from dataclasses import dataclass, field
from typing import cast

from django.db.models import QuerySet

from headway.coaching.models import Audit, Dismissal, Mapping
from headway.people.access import Stewarded, door, visible_to
from headway.people.caller import Caller
from headway.people.models import Keyed, Person, Unit
from headway.people.objects import require_sight


@dataclass(frozen=True)
class Stewards:
    """Who looks after what a finding is about, where the object itself does not say."""

    ids: set[int] = field(default_factory=set)
    unit_id: int | None = None

    def steward_ids(self) -> set[int]:
        return self.ids

    def steward_unit_id(self) -> int | None:
        return self.unit_id

    def helper_ids(self) -> set[int]:
        return set()


def stewards_of(found: Keyed) -> Stewarded:
    """Whose a goal, KPI, unit, person or cycle is."""
    if isinstance(found, Unit):
        return Stewards(unit_id=found.pk)
    if isinstance(found, Person):
        return Stewards({found.pk})
    return cast(Stewarded, found) if hasattr(found, "steward_ids") else Stewards()


def dismissal_for(caller: Caller, key: str) -> Dismissal:
    """A dismissal about something that the caller may see."""
    row = door(Dismissal.objects.filter(workspace=caller.workspace).select_related("by"), key)
    require_sight(caller, row.about, key)
    return row


def active_dismissals(caller: Caller) -> dict[str, Dismissal]:
    """Every dismissal in force, by its digest: harmless without the finding it belongs to. One statement."""
    rows = Dismissal.objects.filter(workspace=caller.workspace, lifted_at=None).select_related("by")
    return {row.digest: row for row in rows}


def audits_for(caller: Caller) -> QuerySet[Audit]:
    """Every audit of a KPI that the caller may see."""
    return Audit.objects.filter(visible_to(caller, "metric"), workspace=caller.workspace)


def audit_for(caller: Caller, key: str) -> Audit:
    return door(audits_for(caller).select_related("metric__owner", "metric__unit", "by"), key)


def mappings_for(caller: Caller) -> QuerySet[Mapping]:
    """Every answer about a KPI that the caller may see."""
    return Mapping.objects.filter(visible_to(caller, "metric"), workspace=caller.workspace)
