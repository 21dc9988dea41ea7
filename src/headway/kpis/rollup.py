"""Measures that several units have, rolled up by month from the monthly sums of their metrics."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from headway.kpis.models import Metric
from headway.kpis.rules.aggregate import REFUSED_PARTS, REFUSED_PERCENTILE, Amount, Sums, over_units, times_of

# The metrics that a measure is read in: its unit parts that have no unit parts of their own. What is private
# below a measure that is not stays out, for everybody, so that all see the same number.
LEAVES = """
WITH RECURSIVE tree(head, id, private) AS (
    SELECT id, id, private FROM kpis_metric WHERE id IN ({heads})
    UNION ALL
    SELECT tree.head, m.id, tree.private FROM kpis_metric m JOIN tree ON m.parent_id = tree.id
    WHERE m.part = 'unit' AND (NOT m.private OR tree.private)
), leaves AS (
    SELECT head, id FROM tree
    WHERE NOT EXISTS (SELECT 1 FROM kpis_metric c WHERE c.parent_id = tree.id AND c.part = 'unit')
)"""
MONTHS = """
SELECT head, month, COUNT(*), {known}, {value}, {top}, {bottom}
FROM kpis_monthlysum s JOIN leaves ON leaves.id = s.metric_id
WHERE s.month >= %s AND s.month <= %s AND head IN ({heads}) GROUP BY head, month"""
# Each unit's month comes together first, rounded half away from zero as it is shown, then the units do.
OF_UNIT = {
    "sum": "total", "min": "least", "max": "most", "last": "last", "average": "{average}",
    "ratio": "CASE WHEN parts = count AND denominator > 0 THEN {ratio} WHEN count = 1 THEN last END",
    "percentile": "CASE WHEN count = 1 THEN last END",
}  # fmt: skip
DIVIDED = {
    "sqlite": "CASE WHEN {0} < 0 THEN -((2 * -({0}) + {1}) / (2 * {1})) ELSE (2 * {0} + {1}) / (2 * {1}) END",
    "postgresql": "ROUND(({0})::numeric / {1})::bigint",
}
WHOLE = {"sqlite": "SUM({})", "postgresql": "SUM({})::bigint"}
How = tuple[str, str, int]
"""Aggregation over time, over units, and what a plain ratio is multiplied by."""


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One measure in one month: how many units were read, and what they come to."""

    month: date
    units: int
    amount: Amount


def roll_up(heads: Sequence[Metric], first: date, last: date) -> dict[int, list[MonthOf]]:
    """The months from ``first`` to ``last`` of each measure over its units, by its id: one statement."""
    found: dict[int, list[MonthOf]] = {head.pk: [] for head in heads}
    if not heads:
        return found
    sql, params = statement(heads, first, last)
    by_id = {head.pk: head for head in heads}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for pk, month, *sums in cursor.fetchall():
            found[pk].append(_month(by_id[pk], month, *sums))
    return found


def statement(heads: Sequence[Metric], first: date, last: date) -> tuple[str, list[int | str]]:
    """The SQL of a roll-up: measures that come together the same way share a branch, so that each adds up little."""
    ways: dict[How, list[int]] = defaultdict(list)
    for head in heads:
        ways[head.aggregation, head.over_units, times_of(head.unit_kind, head.scale)].append(head.pk)
    span = [first.isoformat(), last.isoformat()]
    params: list[int | str] = [head.pk for head in heads]
    branches = []
    for how, ids in ways.items():
        branches.append(_branch(how, _marks(len(ids))))
        params += [*span, *ids]
    return LEAVES.format(heads=_marks(len(heads))) + " UNION ALL ".join(branches) + " ORDER BY 1, 2", params


def _branch(how: How, marks: str) -> str:
    aggregation, over, times = how
    whole, divided = WHOLE[connection.vendor].format, DIVIDED[connection.vendor].format
    product = f"numerator::numeric * {times}" if connection.vendor == "postgresql" else f"numerator * {times}"
    unit = OF_UNIT[aggregation].format(average=divided("total", "count"), ratio=divided(product, "denominator"))
    value = f"{over.upper()}({unit})" if over in {"min", "max"} else whole(unit)
    known = f"COUNT({unit})" if aggregation in {"ratio", "percentile"} else "COUNT(*)"
    top, bottom = "0", "0"
    if over == "ratio":
        value, known = "0", "SUM(CASE WHEN parts = count THEN 1 ELSE 0 END)"
        top, bottom = whole("numerator"), whole("denominator")
    return MONTHS.format(known=known, value=value, top=top, bottom=bottom, heads=marks)


def _marks(count: int) -> str:
    return ", ".join(["%s"] * count)


def _month(
    head: Metric, month: date | str, units: int, known: int, value: int | None, top: int, bottom: int
) -> MonthOf:
    day = date.fromisoformat(month) if isinstance(month, str) else month
    if known < units:
        refused = REFUSED_PERCENTILE if head.aggregation == "percentile" else REFUSED_PARTS
        return MonthOf(day, units, Amount(None, refused))
    told = value or 0
    sums = Sums(units, told, told, told, known, top, bottom, told)
    return MonthOf(day, units, over_units(head.over_units, sums, times_of(head.unit_kind, head.scale)))
