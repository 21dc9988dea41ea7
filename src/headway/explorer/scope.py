"""What the filters of one question may ask for: who asks, when, and the workspace's units and cycles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from headway.okrs.access import themes_for
from headway.okrs.models import Cycle, Theme
from headway.okrs.queries.listing import current_cycle, cycles_of
from headway.people.caller import Caller
from headway.people.models import Unit


class Place(NamedTuple):
    """A unit, as lists need it."""

    pk: int
    key: str
    name: str
    parent_id: int | None
    kind: str


@dataclass(frozen=True)
class Scope:
    """A caller with what is read at most once for their question."""

    caller: Caller
    below: bool = True
    """Whether a unit means what lies below it too."""
    since: date | None = None
    """The day in the past that rows are compared with."""

    @property
    def then(self) -> datetime:
        """The end of that day, on the workspace's clock; now, where there is none."""
        if self.since is None:
            return self.caller.now
        return datetime.combine(self.since + timedelta(days=1), time(), self.caller.workspace.zone)

    @cached_property
    def units(self) -> list[Place]:
        """The units in use, by name. One statement."""
        rows = Unit.objects.filter(workspace=self.caller.workspace, archived_at=None).order_by("name", "pk")
        return [Place(*row) for row in rows.values_list("pk", "key", "name", "parent_id", "kind")]

    @cached_property
    def cycles(self) -> list[Cycle]:
        """The cycles, the latest first. One statement."""
        return cycles_of(self.caller)

    @cached_property
    def themes(self) -> list[Theme]:
        """The themes in use. One statement."""
        return list(themes_for(self.caller).filter(archived_at=None).select_related("sponsor").order_by("start", "pk"))

    @cached_property
    def cycle(self) -> Cycle | None:
        """The cycle that runs."""
        return current_cycle(self.cycles, self.caller.today)

    def units_called(self, text: str) -> list[Place]:
        """The unit under a key, or else those with exactly that name, or else those whose name holds it."""
        word = text.strip().casefold()
        for fits in (
            lambda unit: unit.key.casefold() == word,
            lambda unit: unit.name.casefold() == word,
            lambda unit: word in unit.name.casefold(),
        ):
            if found := [unit for unit in self.units if fits(unit)]:
                return found
        return []

    def with_below(self, ids: Iterable[int]) -> set[int]:
        """Units with all that lie below them."""
        children: dict[int | None, list[int]] = {}
        for unit in self.units:
            children.setdefault(unit.parent_id, []).append(unit.pk)
        found: set[int] = set()
        waiting = list(ids)
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += children.get(here, [])
        return found
