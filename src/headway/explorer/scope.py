"""What the filters of one question may ask for: who asks, when, and the workspace's units and cycles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast

from headway.okrs.access import themes_for
from headway.okrs.models import Cycle, Theme
from headway.okrs.queries.listing import current_cycle, cycles_of
from headway.people.caller import Caller
from headway.people.models import Unit


class Place(NamedTuple):
    """A unit or a theme, as lists need it."""

    pk: int
    key: str
    name: str
    parent_id: int | None
    kind: str
    lead_id: int | None


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
    def _places(self) -> list[tuple[bool, Place]]:
        """The units and themes in use, by name, and which of both each is. One statement."""
        units = Unit.objects.filter(workspace=self.caller.workspace, archived_at=None)
        none, columns = Cast(Value(None), BigIntegerField()), ("pk", "key", "name", "parent_id", "kind", "lead_id")
        told = {"name": F("title"), "parent_id": none, "kind": Value("theme"), "lead_id": none}
        themes = themes_for(self.caller).filter(archived_at=None).annotate(is_unit=Value(False), **told)
        both = units.annotate(is_unit=Value(True)).values_list("is_unit", *columns).union(
            themes.values_list("is_unit", *columns)
        )  # fmt: skip
        found = [(bool(is_unit), Place(*row)) for is_unit, *row in both]
        return sorted(found, key=lambda one: (one[1].name, one[1].pk))

    @property
    def units(self) -> list[Place]:
        """The units in use, by name."""
        return [place for is_unit, place in self._places if is_unit]

    @property
    def theme_names(self) -> list[Place]:
        """The themes in use, the oldest first."""
        return sorted((place for is_unit, place in self._places if not is_unit), key=lambda theme: theme.pk)

    @cached_property
    def led(self) -> set[int]:
        """The units in use that the caller leads, with all below them."""
        me = self.caller.person_id
        return self.with_below(unit.pk for unit in self.units if me and unit.lead_id == me)

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
        """The cycle that lists open with."""
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

    @cached_property
    def _below(self) -> dict[int | None, list[int]]:
        children: dict[int | None, list[int]] = {}
        for unit in self.units:
            children.setdefault(unit.parent_id, []).append(unit.pk)
        return children

    def with_below(self, ids: Iterable[int]) -> set[int]:
        """Units with all that lie below them."""
        found: set[int] = set()
        waiting = list(ids)
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self._below.get(here, [])
        return found
