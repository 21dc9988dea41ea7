"""The findings about what a caller may see: by unit, graded, without those that somebody waved away."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.functional import cached_property

from headway.coach.finding import LEVELS
from headway.coach.found import Found
from headway.coach.set_patterns import look
from headway.coach.wording import found_in_words, wording
from headway.coaching.access import active_dismissals
from headway.coaching.at_large import is_large, units_after
from headway.coaching.lessons import Lesson, lesson
from headway.coaching.models import Dismissal
from headway.coaching.snapshots import snapshot_for
from headway.coaching.telling import found_told
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.objects import path_of
from headway.people.queries import units_of

OF_THE_WHOLE = {"okrs_before_kpis", "too_few_kpis", "skipped_alignment"}
"""What only the whole company can show: one unit of it says nothing of these."""


def findings_from(caller: Caller, unit: str = "", after: str = "") -> tuple[list["Findings"], str]:
    """The findings of a unit, by its key, or of all; in a large company of each of the units after one, as that unit's
    own page tells them, and where to go on. :class:`NotHere` where there is no unit under ``after``."""
    if after and not units_of(caller).filter(key=after).exists():
        raise NotHere.under(after)
    if unit or not is_large(caller):
        return [Findings(caller, [unit] if unit else None)], ""
    units, following = units_after(caller, after)
    return [Findings(caller, [each]) for each in units], following


@dataclass(frozen=True)
class Named:
    """A thing a finding is about."""

    key: str
    name: str
    path: str


@dataclass(frozen=True)
class Told:
    """A finding with the names of what it is about, the pattern that teaches it, and who waved it away, if so.

    ``seen`` is what there is to count by; the rest is told where it is asked for, as there may be thousands.
    """

    seen: Found
    among: "Findings" = field(repr=False, compare=False)
    dismissed: Dismissal | None = None

    @cached_property
    def found(self) -> Found:
        """The finding in the language of whoever reads it."""
        return found_told(self.seen)

    @cached_property
    def subjects(self) -> tuple[Named, ...]:
        return tuple(self.among.named(key) for key in self.seen.subjects)

    @property
    def unit_name(self) -> str:
        return self.among.snapshot.unit_name(self.seen.unit)

    @property
    def lesson(self) -> Lesson:
        return lesson(self.seen.code)

    @property
    def wording(self) -> str:
        return wording(self.found.rewrite)

    @property
    def about(self) -> Named:
        return self.subjects[0]


class Findings:
    """Everything the coach finds in what ``caller`` may see, of ``units`` alone where they are given.

    In a large company units are compared with those above them and what is aligned below, not with all the others.
    """

    def __init__(self, caller: Caller, units: Iterable[str] | None = None) -> None:
        self.caller = caller
        self.units = None if units is None else frozenset(units)
        near = self.units if self.units is not None and is_large(caller) else None
        self.snapshot = replace(snapshot_for(caller, near=near), asked=self.units)
        self.is_near = near is not None
        self._dismissals = active_dismissals(caller)

    @cached_property
    def all(self) -> tuple[Told, ...]:
        """Open and dismissed, the gravest first, those of one pattern together."""
        found = [one for one in look(self.snapshot) if self.units is None or one.unit in self.units]
        if self.is_near:
            found = [one for one in found if one.code not in OF_THE_WHOLE]
        found += found_in_words(self.snapshot, self.units)
        found.sort(key=lambda one: (LEVELS.index(one.level), one.code))
        away = self._dismissals
        return tuple(Told(one, self, away.get(one.digest) if away else None) for one in found)

    @property
    def has_private(self) -> bool:
        """Whether any of it is private: findings are told of that too, and health leaves it out."""
        return self.snapshot.public is not self.snapshot

    @cached_property
    def open(self) -> tuple[Told, ...]:
        return tuple(told for told in self.all if told.dismissed is None)

    @property
    def dismissed(self) -> tuple[Told, ...]:
        return tuple(told for told in self.all if told.dismissed is not None)

    def with_digest(self, digest: str) -> Told:
        """The finding under ``digest``; :class:`NotHere` if there is none now."""
        for told in self.all:
            if told.seen.digest == digest:
                return told
        raise NotHere("There is no such finding now: what it rested on has changed, or was never there.")

    def named(self, key: str) -> Named:
        """What a finding is about, with its name and where it stands."""
        return Named(key, self._names.get(key, key), path_of(self.caller.workspace, key))

    @cached_property
    def _names(self) -> dict[str, str]:
        world = self.snapshot
        found = dict(world.people)
        found |= {each.key: each.name for each in world.units}
        found |= {each.key: each.name for each in world.cycles}
        found |= {each.key: each.name for each in world.kpis}
        found |= {row.key: row.title for row in world.objectives}
        found |= {row.key: row.title for row in world.key_results}
        return found | {row.key: row.title for row in world.initiatives}
