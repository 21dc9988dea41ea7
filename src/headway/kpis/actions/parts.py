"""Whose part a metric is: a slice of another, or the same measure in another unit."""

from headway.kpis.actions.locking import lock_metrics
from headway.kpis.models import Metric, Part
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused

DEEPEST = 12


def set_parent(caller: Caller, metric: Metric, parent: Metric | None, part: str = "", *, reason: str = "") -> Metric:
    """Make ``metric`` a ``part`` of ``parent`` (``slice`` or ``unit``); no parent makes it whole again.

    Raises ``Refused`` where the two cannot be set against each other: other units, decimals or currencies.
    """
    require(caller, "kpi.change", metric)
    if parent:
        refuse_parent(metric, parent, part)
    with acting(caller, "parent.set", reason=reason) as entry:
        locked = lock_metrics({metric.pk} | ({parent.pk} if parent else set()))
        metric = locked[metric.pk]
        if parent:
            _refuse_loop(metric, parent)
        wanted = (parent.pk if parent else None, part if parent else "")
        if (metric.parent_id, metric.part) == wanted:
            entry.drop()
            return metric
        before = [metric.parent.key if metric.parent else None, metric.part]
        metric.parent, metric.part = parent, wanted[1]
        metric.version += 1
        metric.save(update_fields=["parent", "part", "version"])
        record(entry, metric)
        entry.say(before=before)
        if parent:
            entry.concern(parent.key)
    return metric


def refuse_parent(metric: Metric, parent: Metric, part: str) -> None:
    """A part is measured as its parent is, or the two cannot be added or compared."""
    if part not in Part.values:
        raise Refused("Say what it is of that KPI: a slice, or the same measure in a unit.", field="part")
    if parent.unit_kind == metric.unit_kind == "money" and parent.unit_label != metric.unit_label:
        raise Refused(
            f"{parent.key} counts in {parent.unit_label} and {metric.key} in {metric.unit_label}: two currencies do "
            "not add up. Measure both in one, or compute it with a rate first.", field="parent",
        )  # fmt: skip
    for name, word in (("unit_kind", "measured"), ("unit_label", "measured"), ("aggregation", "brought together")):
        if getattr(parent, name) != getattr(metric, name):
            ours, theirs = (getattr(row, name) or "a plain number" for row in (metric, parent))
            raise Refused(f"{parent.key} is {word} as {theirs} and {metric.key} as {ours}: a part is {word} as its "
                          "whole is.", field="parent")  # fmt: skip
    if (parent.scale, parent.cumulative) != (metric.scale, metric.cumulative):
        raise Refused(f"{parent.key} and {metric.key} keep other decimals, or only one is a running total: "
                      "make the part like its whole.", field="parent")  # fmt: skip
    if parent.private and not metric.private:
        raise Refused(f"{parent.key} is private and {metric.key} is not: make the part private too.", field="parent")


def _refuse_loop(metric: Metric, parent: Metric) -> None:
    way, above = [metric.key], parent
    for _ in range(DEEPEST):
        way.append(above.key)
        if above.pk == metric.pk:
            raise Refused(f"It would be a part of itself: {' → '.join(way)}. Choose another.", field="parent")
        if above.parent is None:
            return
        above = above.parent
    raise Refused(f"Parts of parts may be {DEEPEST} deep: choose one further up.", field="parent")
