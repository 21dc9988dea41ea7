"""Who has checked in this round, and who has not: the key results counted by hand, by who speaks for them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from headway.okrs.access import key_results_for
from headway.okrs.models import CycleState, KeyResult, Nudge
from headway.okrs.rounds import Round, round_of
from headway.people.access import can
from headway.people.caller import Caller
from headway.people.models import Person


@dataclass(frozen=True)
class Speaker:
    """A person who speaks for key results: which of them wait for a word, how many were heard, and when last."""

    person: Person
    silent: list[KeyResult]
    heard: int
    last: datetime | None
    nudge: Nudge | None
    may_nudge: bool

    @property
    def asked(self) -> int:
        return len(self.silent) + self.heard


@dataclass(frozen=True)
class Turn:
    """How many key results a person is asked about in a round, and how many of them still wait for a word."""

    person: int
    asked: int
    silent: int


@dataclass(frozen=True)
class Heard:
    """The round that runs and who speaks in it, the most silent first."""

    round: Round
    speakers: list[Speaker]

    @property
    def waiting(self) -> list[Speaker]:
        return [speaker for speaker in self.speakers if speaker.silent]

    @property
    def to_nudge(self) -> list[Speaker]:
        return [speaker for speaker in self.waiting if speaker.may_nudge and not speaker.nudge]


def speaker_of(row: KeyResult) -> Person:
    """Who is to say how a key result stands."""
    return row.updater or row.owner


def read_heard(caller: Caller, persons: Collection[int] | None = None) -> Heard:
    """Everybody whose word is asked for, as far as the caller may see their key results: three statements.

    ``persons`` are the primary keys of those who are asked about; without them it is all of them.
    """
    now = round_of(caller)
    by_person: dict[Person, list[KeyResult]] = defaultdict(list)
    for row in asked_for(caller, persons):
        by_person[speaker_of(row)].append(row)
    nudges = nudges_of(by_person, now)
    found = [_speaker(caller, person, rows, now, nudges.get(person.pk)) for person, rows in by_person.items()]
    return Heard(now, sorted(found, key=lambda one: (-len(one.silent), one.person.name, one.person.pk)))


def turns_of(caller: Caller, *, led: bool = False) -> list[Turn]:
    """Everybody's turn in the round that runs, in the order of :func:`read_heard`, in one statement.

    ``led`` counts the key results of the units that the caller leads alone.
    """
    rows = _asking(caller)
    if led:
        rows = rows.filter(objective__unit_id__in=caller.led_units_sql)
    quiet = Q(checked_in_at=None) | Q(checked_in_at__lt=round_of(caller).began_at)
    counted = (
        rows.order_by()
        .values(speaker=Coalesce("updater_id", "owner_id"), name=Coalesce("updater__name", "owner__name"))
        .annotate(asked=Count("pk"), silent=Count("pk", filter=quiet))
        .order_by("-silent", "name", "speaker")
    )
    return [Turn(*row) for row in counted.values_list("speaker", "asked", "silent")]


def speaking(caller: Caller) -> QuerySet[Person]:
    """Everybody whose word is asked for, as far as the caller may see their key results."""
    return Person.objects.filter(pk__in=_asking(caller).order_by().values(who=Coalesce("updater_id", "owner_id")))


def asked_for(caller: Caller, persons: Collection[int] | None = None) -> list[KeyResult]:
    """The key results whose word is asked for, with who looks after them: two statements."""
    rows = _asking(caller)
    if persons is not None:
        rows = rows.filter(Q(updater__in=persons) | Q(updater=None, owner__in=persons))
    related = rows.select_related("owner", "updater", "objective__unit").prefetch_related("objective__co_owners")
    return list(related.order_by("pk"))


def _asking(caller: Caller) -> QuerySet[KeyResult]:
    """Live key results that are counted by hand and whose cycle runs."""
    return key_results_for(caller).filter(
        KeyResult.typed(), archived_at=None, objective__archived_at=None, objective__closed_at=None, done_at=None,
        objective__cycle__state=CycleState.ACTIVE, start__lte=caller.today,
    )  # fmt: skip


def nudges_of(persons: Sequence[Person] | dict[Person, list[KeyResult]], now: Round) -> dict[int, Nudge]:
    """The last nudge of each person in this round: one statement."""
    rows = Nudge.objects.filter(person__in=list(persons), at__gte=now.began_at).select_related("by").order_by("at")
    return {row.person_id: row for row in rows}


def is_silent(row: KeyResult, now: Round) -> bool:
    """Whether nobody spoke of a key result since the round began."""
    return row.checked_in_at is None or row.checked_in_at < now.began_at


def _speaker(caller: Caller, person: Person, rows: list[KeyResult], now: Round, nudge: Nudge | None) -> Speaker:
    silent = [row for row in rows if is_silent(row, now)]
    may = person.pk != caller.person_id and any(can(caller, "person.nudge", row) for row in silent)
    last = max((row.checked_in_at for row in rows if row.checked_in_at), default=None)
    return Speaker(person, silent, len(rows) - len(silent), last, nudge, may)
