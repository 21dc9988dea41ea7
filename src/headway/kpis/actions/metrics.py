"""Making and changing metrics."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from headway.coach.blanks import left_open
from headway.kpis.actions.locking import lock_metric
from headway.kpis.actions.phases import count_otherwise
from headway.kpis.fold import fold_metrics
from headway.kpis.models import Metric
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person, Unit


@dataclass(frozen=True)
class NewMetric:
    """What it takes to make a metric; grain, scale, unit and calendar are fixed from then on.

    Without ``lateness_hours`` a period stays open for a day after its end, an hour for one hour.
    """

    name: str
    owner: Person
    unit: Unit
    definition: str = ""
    unit_kind: str = "number"
    unit_label: str = ""
    scale: int = 0
    direction: str = "up"
    aggregation: str = "last"
    percentile: int | None = None
    cumulative: bool = False
    over_units: str = "sum"
    grain: str = "week"
    lateness_hours: int | None = None
    is_level: bool = False
    leading: bool = False
    private: bool = False
    function: str = ""
    questions: list[str] = field(default_factory=list)
    source_note: str = ""


CHANGEABLE = (
    "name", "definition", "direction", "over_units", "lateness_hours", "grace_periods", "leading", "owner",
    "unit", "private", "function", "questions", "source_note",
)  # fmt: skip
"""What may be changed after a metric was made; the rest would give its history another meaning."""
NAME, NOTE, LATEST, GRACE = 120, 120, 24 * 62, 12
DAY, LATENESS = 24, {"hour": 1}


def with_lateness(new: NewMetric) -> NewMetric:
    """The same with the usual time that a period stays open, where none is given."""
    return new if new.lateness_hours is not None else replace(new, lateness_hours=LATENESS.get(new.grain, DAY))


def create_metric(caller: Caller, new: NewMetric) -> Metric:
    """Make a metric that takes readings; it becomes a KPI when it is promoted."""
    require(caller, "kpi.create")
    new = with_lateness(new)
    refuse_wrong(caller, vars(new))
    if not 0 <= new.scale <= 6:
        raise Refused(f"{new.scale} decimals cannot be kept: choose 0 to 6.", field="scale")
    refuse_wrong_unit(new.unit_kind, new.unit_label)
    refuse_contradiction(new.aggregation, new.percentile, new.cumulative)
    fixed: dict[str, Any] = {
        "timezone": caller.workspace.timezone,
        "week_start": caller.workspace.week_start,
        "fiscal_start": caller.workspace.fiscal_start,
        "created_at": caller.now,
    }
    with acting(caller, "metric.created") as entry:
        key = next_key(caller.workspace, Metric)
        given = vars(new) | {"name": new.name.strip()}
        metric = Metric.objects.create(workspace=caller.workspace, key=key, **given, **fixed)
        record(entry, metric)
    return metric


def change_metric(
    caller: Caller,
    metric: Metric,
    changes: Mapping[str, Any],
    *,
    version: int | None = None,
    reason: str = "",
    counted_from: date | None = None,
) -> Metric:
    """Change what may be changed of a metric (see ``CHANGEABLE``).

    ``version`` is the one the edit was made from: raises ``Conflict`` if somebody else changed it since.
    ``counted_from`` is the day since which it is counted otherwise: a new phase begins there, for ``reason``.
    """
    require(caller, "kpi.change", metric)
    refuse_wrong(caller, changes)
    with acting(caller, "metric.changed", reason=reason) as entry:
        metric = lock_metric(metric, version)
        changed = [name for name, value in changes.items() if getattr(metric, name) != value]
        if "private" in changed:
            refuse_showing(metric, bool(changes["private"]))
        for name in changed:
            setattr(metric, name, changes[name])
        if not changed and counted_from is None:
            entry.drop()
            return metric
        metric.version += 1
        metric.save(update_fields=[*changed, "version"])
        record(entry, metric)
        entry.say(changed=changed)
        if {"lateness_hours", "grace_periods"} & set(changed):
            fold_metrics(caller, entry, [metric])
        if counted_from:
            count_otherwise(caller, entry, metric, counted_from, reason)
    return metric


def refuse_wrong(caller: Caller, given: Mapping[str, Any]) -> None:
    """Refuse values that no metric can have, whether it is being made or changed."""
    name = str(given.get("name", "-")).strip()
    if not name:
        raise Refused("A metric needs a name that people use for it: fill it in.", field="name")
    if len(name) > NAME:
        raise Refused(f"A name holds up to {NAME} characters; this one has {len(name)}: shorten it.", field="name")
    if said := left_open(name):
        raise Refused(said, field="name", code="blank")
    if len(str(given.get("source_note", ""))) > NOTE:
        raise Refused(f"The source holds up to {NOTE} characters: shorten it.", field="source_note")
    if not 0 <= given.get("lateness_hours", 0) <= LATEST:
        raise Refused("A period can stay open for 0 to 1488 hours after its end: choose fewer.", field="lateness_hours")
    if not 0 <= given.get("grace_periods", 0) <= GRACE:
        raise Refused(f"A KPI can go 0 to {GRACE} periods without a reading before it is stale.", field="grace_periods")
    for name in ("owner", "unit"):
        if name in given and given[name].workspace_id != caller.workspace.pk:
            raise Refused(f"That {name} is not in this workspace: choose one that is.", field=name)


def refuse_showing(metric: Metric, private: bool) -> None:
    """A private number must not show through one that is computed from it, nor a private whole through its part."""
    if private:
        shown = metric.feeds.filter(metric__private=False).exclude(metric__formula="").select_related("metric").first()
        if shown:
            raise Refused(f"{shown.metric.key} is computed from {metric.key} and is not private, so the value would "
                          "still show: make that one private first.", field="private")  # fmt: skip
        if metric.parts.filter(private=False).exists():
            raise Refused(f"{metric.key} has parts that are not private: make those private first.", field="private")
        return
    if metric.inputs.filter(source__private=True).exists() or (metric.parent and metric.parent.private):
        raise Refused(f"{metric.key} rests on a metric that is private, so it stays private too.", field="private")


def refuse_contradiction(aggregation: str, percentile: int | None, cumulative: bool) -> None:
    """A percentile says which one, in ten-thousandths; a running total is read as its last value."""
    if (aggregation == "percentile") != (percentile is not None):
        raise Refused("A percentile says which one (9500 is the 95th), and nothing else does.", field="percentile")
    if percentile is not None and not 0 < percentile < 10_000:
        raise Refused(f"{percentile} is no percentile: give 1 to 9999, such as 9500 for the 95th.", field="percentile")
    if cumulative and aggregation != "last":
        raise Refused(f"Running totals are not brought together by {aggregation}: their last value says it all, so "
                      "choose last.", field="cumulative")  # fmt: skip


def refuse_wrong_unit(kind: str, label: str) -> None:
    """A duration counts in s, min, h or d; money names its ISO 4217 currency."""
    if kind == "duration" and label not in {"s", "min", "h", "d"}:
        raise Refused(f"“{label}” is no unit of time here: choose s, min, h or d.", field="unit_label")
    if kind == "money" and not (len(label) == 3 and label.isalpha() and label.isupper()):
        raise Refused(f"“{label}” is no currency: give its three letters, such as EUR.", field="unit_label")
    if len(label) > 16:
        raise Refused("A unit holds up to 16 characters: shorten it.", field="unit_label")
