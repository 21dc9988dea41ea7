"""Companions: KPIs beside an objective that must not get worse, or that show early whether the work works."""

from headway.kpis.models import Metric
from headway.okrs.actions.changing import require_open, require_same_workspace
from headway.okrs.models import Companion, Objective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key


def add_companion(caller: Caller, objective: Objective, metric: Metric, role: str) -> Companion:
    """Set a KPI beside an objective, with the value that it has now; beside it already, its role changes."""
    require(caller, "objective.change", objective)
    require_open(objective)
    require_same_workspace(objective, metric)
    if role not in Companion.Role.values:
        raise Refused("A KPI beside an objective is a guardrail or supporting: choose one of the two.", field="role")
    if metric.private and not objective.private:
        raise Refused("A private KPI would be seen by all who see this objective: choose another.", field="metric")
    with acting(caller, "companion.added") as entry:
        row = Companion.objects.filter(objective=objective, metric=metric).first() or Companion(
            workspace=caller.workspace, key=next_key(caller.workspace, Companion), metric=metric,
            value_at_start=metric.judged_value,
        )  # fmt: skip
        row.objective, row.metric, row.role = objective, metric, role
        row.save()
        entry.concern(objective.key, metric.key)
        record(entry, row)
    return row


def remove_companion(caller: Caller, row: Companion) -> None:
    """Take a KPI from an objective's side."""
    require(caller, "objective.change", row.objective)
    require_open(row.objective)
    with acting(caller, "companion.removed") as entry:
        entry.concern(row.objective.key, row.metric.key)
        entry.record(row.key, {})
        row.delete()
