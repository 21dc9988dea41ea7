"""The KPIs of a unit ranked by need, each with the reasons in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.kpis.access import kpis_for
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, TargetPoint
from headway.kpis.rules.bands import in_force
from headway.okrs.access import key_results_for
from headway.okrs.models import Cycle
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.people.options import options_of
from headway.rituals.planning.rules.need import Need, Reason, Standing, need_of
from headway.ui.format import amount

TOLD = (
    "key", "name", "unit_kind", "unit_label", "scale", "direction", "state", "fresh_until", "judged_period",
    "judged_value", "signal_period", "signal_direction", "usual_lower", "usual_upper", "flat_periods",
)  # fmt: skip
"""What is asked of every KPI: there may be thousands."""


@dataclass
class Ranked:
    """A KPI, why it needs to be moved, and the keys of key results that move it already."""

    metric: Metric
    state: str
    need: Need
    why: list[str]
    moved_by: list[str]
    chosen: bool


def ranked_kpis(
    caller: Caller, unit: Unit, cycle: Cycle, chosen: Sequence[str] = (), units: Sequence[Unit] = ()
) -> list[Ranked]:
    """The KPIs of a unit and those below it (of everybody, where it has none), the neediest first.

    ``units`` are those of the workspace, if they are at hand. Three statements, four without them.
    """
    kpis = _with_targets(kpis_for(caller), cycle.end).only(*TOLD).order_by("pk")
    below = units_below(unit, units or list(Unit.objects.filter(workspace=caller.workspace)))
    rows = list(kpis if unit.parent_id is None else kpis.filter(unit__in=below)) or list(kpis)
    ids = [row.pk for row in rows]
    bands, moving = bands_of(ids), _moving(caller, ids)
    at_least = options_of(caller.workspace).plateau_periods
    found = []
    for row in rows:
        flat = row.flat_periods if row.flat_periods >= max(1, at_least) and not moving[row.pk] else 0
        state = row.state_at(caller.now)
        standing = Standing(
            state, row.direction, row.judged_value, in_force(bands.get(row.pk, []), caller.today),
            row.signal_direction if row.signal_period == row.judged_period else "",
            row.usual_lower, row.usual_upper, row.asks_for, flat,
        )  # fmt: skip
        need = need_of(standing)
        why = [_said(reason, row, standing) for reason in need.reasons]
        found.append(Ranked(row, state, need, why, moving[row.pk], row.key in chosen))
    return sorted(found, key=lambda one: (-one.need.points, one.metric.pk))


def units_below(unit: Unit, units: Sequence[Unit]) -> set[int]:
    """A unit and all of ``units`` below it."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for row in units:
        children[row.parent_id].append(row.pk)
    found, waiting = {unit.pk}, [unit.pk]
    while waiting:
        below = [pk for pk in children[waiting.pop()] if pk not in found]
        found.update(below)
        waiting += below
    return found


def _with_targets(rows: QuerySet[Metric], by: date) -> QuerySet[Any]:
    """KPIs with what their target schedule asks for at the end of the cycle: its last point until then."""
    points = TargetPoint.objects.filter(metric=OuterRef("pk"), period__lte=by).order_by("-period")
    return rows.annotate(asks_for=Subquery(points.values("value")[:1]))


def _moving(caller: Caller, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    live = {"objective__closed_at": None, "objective__archived_at": None, "objective__cycle__isnull": False}
    rows = key_results_for(caller).filter(metric_id__in=ids, archived_at=None, **live)
    for pk, key in rows.order_by("pk").values_list("metric_id", "key"):
        found[pk or 0].append(key)
    return found


def _said(reason: Reason, metric: Metric, standing: Standing) -> str:
    """One reason in words, with the figures it rests on."""
    value = amount(standing.value, metric)
    if reason.name in {"red", "amber"}:
        return _("out of its band at %(value)s") % {"value": value}
    if reason.name == "worse":
        return _("a signal that it gets worse")
    if reason.name == "target":
        return _("%(value)s, and its schedule asks for %(target)s by the end") % {
            "value": value, "target": amount(standing.target, metric),
        }  # fmt: skip
    if reason.name == "reach":
        return _("its usual range reaches out of its band, so noise alone will take it there")
    return ngettext(
        "flat for one reading, and nobody is improving it", "flat for %(n)s readings, and nobody is improving it",
        standing.plateau,
    ) % {"n": standing.plateau}  # fmt: skip
