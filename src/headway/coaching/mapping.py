"""What each KPI is in one cycle: tied to an objective or not, to be moved or only watched, a result or a sign."""

from collections import defaultdict
from dataclasses import dataclass

from headway.coach.qualify import map_to_cycle
from headway.coaching.access import mappings_for
from headway.coaching.models import Mapping
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.okrs.access import goals_seen_by, key_results_for
from headway.okrs.models import Companion, Cycle
from headway.people.bulk import read_only
from headway.people.caller import Caller

TOLD = ("key", "name", "owner", "unit")
"""What is asked of every KPI: there may be thousands."""


@dataclass(frozen=True)
class Mapped:
    """A KPI in a cycle: the goals it is tied to by key, what was answered, and what that makes of it."""

    kpi: Metric
    tied: tuple[str, ...]
    answer: Mapping | None
    raised: bool = False
    """Whether a key result of the cycle is on it."""

    @property
    def role(self) -> str:
        """key_result, supporting, guardrail or monitor; empty while nothing was answered."""
        return self._said[0]

    @property
    def advice(self) -> str:
        return self._said[1]

    @property
    def _said(self) -> tuple[str, str]:
        if self.answer is None:
            return "", ""
        return map_to_cycle(bool(self.tied), self.answer.movable, self.answer.final, raised=self.raised)


def mapped(caller: Caller, cycle: Cycle) -> list[Mapped]:
    """Every KPI that the caller may see, in one cycle, those without an answer first: four statements."""
    tied, raised = _tied(caller, cycle)
    answers = {row.metric_id: row for row in mappings_for(caller).filter(cycle=cycle).select_related("by")}
    kpis = read_only(kpis_for(caller).order_by("unit__name", "name"), TOLD)
    found = [Mapped(kpi, tuple(dict.fromkeys(tied[kpi.pk])), answers.get(kpi.pk), kpi.pk in raised) for kpi in kpis]
    return sorted(found, key=lambda each: each.answer is not None)


def _tied(caller: Caller, cycle: Cycle) -> tuple[dict[int, list[str]], frozenset[int]]:
    """The keys of goals that are tied to each KPI, and the KPIs that a key result is on."""
    of_cycle = {"objective__cycle": cycle, "objective__archived_at": None}
    found: dict[int, list[str]] = defaultdict(list)
    rows = key_results_for(caller).filter(archived_at=None, metric__isnull=False, **of_cycle).order_by("pk")
    for metric, key in rows.values_list("metric", "key"):
        found[metric].append(key)
    raised = frozenset(found)
    beside = Companion.objects.filter(goals_seen_by(caller, "objective"), **of_cycle)
    for metric, key in beside.values_list("metric", "objective__key"):
        found[metric].append(key)
    return found, raised
