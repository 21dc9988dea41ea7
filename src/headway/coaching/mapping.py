"""What each KPI is in one cycle: tied to an objective or not, to be moved or only watched, a result or a sign."""

from collections import defaultdict
from dataclasses import dataclass

from headway.coach.qualify import map_to_cycle
from headway.coaching.access import mappings_for
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.okrs.access import goals_seen_by, key_results_for
from headway.okrs.models import Companion, Cycle
from headway.people.bulk import read_only
from headway.people.caller import Caller

TOLD = ("key", "name", "owner", "unit")
"""What is asked of every KPI: there may be thousands."""


@dataclass(frozen=True)
class Answer:
    """Whether the team can move a KPI in a cycle, and whether it is the final result rather than a sign of it.

    None is no answer. What is only watched needs no second one: final or not, it is the same.
    """

    movable: bool | None = None
    final: bool | None = None

    @property
    def is_whole(self) -> bool:
        return self.movable is False or None not in {self.movable, self.final}

    @property
    def is_in_part(self) -> bool:
        """Whether one question is answered, and the other is still to be."""
        return not self.is_whole and self != Answer()

    def after(self, before: "Answer") -> "Answer":
        """What is answered once this was said, and ``before`` that."""
        return Answer(
            before.movable if self.movable is None else self.movable,
            before.final if self.final is None else self.final,
        )


@dataclass(frozen=True)
class Tie:
    """A goal of the cycle that rests on a KPI."""

    key: str
    title: str


@dataclass(frozen=True)
class Mapped:
    """A KPI in a cycle: the goals it is tied to, what was answered, and what that makes of it."""

    kpi: Metric
    tied: tuple[Tie, ...]
    answer: Answer
    raised: bool = False
    """Whether a key result of the cycle is on it."""

    @property
    def role(self) -> str:
        """key_result, supporting, guardrail or monitor; empty until enough is answered."""
        return self._said[0]

    @property
    def advice(self) -> str:
        return self._said[1]

    @property
    def _said(self) -> tuple[str, str]:
        if not self.answer.is_whole:
            return "", ""
        return map_to_cycle(bool(self.tied), bool(self.answer.movable), bool(self.answer.final), raised=self.raised)


def mapped(caller: Caller, cycle: Cycle) -> list[Mapped]:
    """Every KPI that the caller may see, in one cycle, by unit and name, answered or not: four statements."""
    tied, raised = _tied(caller, cycle)
    rows = mappings_for(caller).filter(cycle=cycle).values_list("metric", "movable", "final")
    answers = {metric: Answer(movable, final) for metric, movable, final in rows}
    kpis = read_only(kpis_for(caller).order_by("unit__name", "name"), TOLD)
    return [
        Mapped(kpi, tuple(dict.fromkeys(tied[kpi.pk])), answers.get(kpi.pk, Answer()), kpi.pk in raised) for kpi in kpis
    ]


def _tied(caller: Caller, cycle: Cycle) -> tuple[dict[int, list[Tie]], frozenset[int]]:
    """The goals that are tied to each KPI, and the KPIs that a key result is on."""
    of_cycle = {"objective__cycle": cycle, "objective__archived_at": None}
    found: dict[int, list[Tie]] = defaultdict(list)
    rows = key_results_for(caller).filter(archived_at=None, metric__isnull=False, **of_cycle).order_by("pk")
    for metric, key, title in rows.values_list("metric", "key", "title"):
        found[metric].append(Tie(key, title))
    raised = frozenset(found)
    beside = Companion.objects.filter(goals_seen_by(caller, "objective"), **of_cycle)
    for metric, key, title in beside.values_list("metric", "objective__key", "objective__title"):
        found[metric].append(Tie(key, title))
    return found, raised
