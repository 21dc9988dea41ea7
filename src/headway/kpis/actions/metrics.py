"""Making metrics."""

from dataclasses import dataclass, field
from typing import Any

from headway.kpis.models import Metric
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person, Unit


@dataclass(frozen=True)
class NewMetric:
    """What it takes to make a metric; grain, scale, unit and calendar are fixed from then on."""

    name: str
    owner: Person
    unit: Unit
    definition: str = ""
    unit_kind: str = "number"
    unit_label: str = ""
    scale: int = 0
    direction: str = "up"
    aggregation: str = "last"
    over_units: str = "sum"
    grain: str = "week"
    lateness_hours: int = 24
    is_level: bool = False
    leading: bool = False
    private: bool = False
    function: str = ""
    questions: list[str] = field(default_factory=list)


def create_metric(caller: Caller, new: NewMetric) -> Metric:
    """Make a metric that takes readings; it becomes a KPI when it is promoted."""
    require(caller, "kpi.create")
    if not new.name.strip():
        raise Refused("A metric needs a name that people use for it: fill it in.", field="name")
    if not 0 <= new.scale <= 6:
        raise Refused(f"{new.scale} decimals cannot be kept: choose 0 to 6.", field="scale")
    fixed: dict[str, Any] = {
        "timezone": caller.workspace.timezone,
        "week_start": caller.workspace.week_start,
        "fiscal_start": caller.workspace.fiscal_start,
        "created_at": caller.now,
    }
    with acting(caller, "metric.created") as entry:
        key = next_key(caller.workspace, Metric)
        metric = Metric.objects.create(workspace=caller.workspace, key=key, **vars(new), **fixed)
        record(entry, metric)
    return metric
