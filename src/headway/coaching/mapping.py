"""What each KPI is in one cycle: tied to an objective or not, to be moved or only watched, a result or a sign."""

from collections import defaultdict
from dataclasses import dataclass

from headway.coach.qualify import map_to_cycle
from headway.coaching.access import mappings_for
from headway.coaching.models import Mapping
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import Companion, Cycle
from headway.people.caller import Caller


@dataclass(frozen=True)
class Mapped:
    """A KPI in a cycle: the goals it is tied to by key, what was answered, and what that makes of it."""

    kpi: Metric
    tied: tuple[str, ...]
    answer: Mapping | None

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
        return map_to_cycle(bool(self.tied), self.answer.movable, self.answer.final)


def mapped(caller: Caller, cycle: Cycle) -> list[Mapped]:
    """Every KPI that the caller may see, in one cycle, those without an answer first: four statements."""
    tied = _tied(caller, cycle)
    answers = {row.metric_id: row for row in mappings_for(caller).filter(cycle=cycle).select_related("by")}
    kpis = kpis_for(caller).select_related("owner", "unit").order_by("unit__name", "name")
    found = [Mapped(kpi, tuple(dict.fromkeys(tied[kpi.pk])), answers.get(kpi.pk)) for kpi in kpis]
    return sorted(found, key=lambda each: each.answer is not None)


def _tied(caller: Caller, cycle: Cycle) -> dict[int, list[str]]:
    goals = objectives_for(caller).filter(cycle=cycle, archived_at=None).values("pk")
    found: dict[int, list[str]] = defaultdict(list)
    rows = key_results_for(caller).filter(objective__in=goals, archived_at=None, metric__isnull=False).order_by("pk")
    for metric, key in rows.values_list("metric", "key"):
        found[metric].append(key)
    for metric, key in Companion.objects.filter(objective__in=goals).values_list("metric", "objective__key"):
        found[metric].append(key)
    return found
