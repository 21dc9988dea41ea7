"""Measures that several units have, rolled up by month from the monthly sums of their metrics."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
)
SELECT head, id FROM tree
WHERE NOT EXISTS (SELECT 1 FROM kpis_metric c WHERE c.parent_id = tree.id AND c.part = 'unit')"""
MONTHS = """
SELECT {head} AS head, month, COUNT(*), {known}, {value}, {top}, {bottom}
FROM {source} WHERE s.month >= %s AND s.month <= %s GROUP BY {group}"""
# SQLite sorts to group, and sorts each measure alone in half the time; PostgreSQL hashes, and many branches only
# cost it planning and compiling. It joins the metrics because it knows nothing of an array: without them it hashes
# the wrong side, on one core.
SOURCE = {
    "sqlite": "json_each(%s) l CROSS JOIN kpis_monthlysum s ON s.metric_id = l.value",
    "postgresql": "unnest(%s::bigint[], %s::bigint[]) AS l(head, value) JOIN kpis_metric m ON m.id = l.value "
    "JOIN kpis_monthlysum s ON s.metric_id = m.id",
}
BRANCHES = 400
"""Measures in one statement: SQLite takes 500 branches."""
Way = tuple[str, str, int]
"""Aggregation over time, over units, and what a plain ratio is multiplied by."""
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


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One measure in one month: how many units were read, and what they come to."""

    month: date
    units: int
    amount: Amount


def roll_up(heads: Sequence[Metric], first: date, last: date) -> dict[int, list[MonthOf]]:
    """The months from ``first`` to ``last`` of each measure over its units, by its id: two statements for 400."""
    found: dict[int, list[MonthOf]] = {head.pk: [] for head in heads}
    with connection.cursor() as cursor:
        for at in range(0, len(heads), BRANCHES):
            some = heads[at : at + BRANCHES]
            by_id, leaves = {head.pk: head for head in some}, _leaves(cursor, some)
            cursor.execute(*statement(some, leaves, first, last))
            for pk, month, *sums in cursor.fetchall():
                found[pk].append(_month(by_id[pk], month, *sums))
    return found


def _leaves(cursor: Any, heads: Sequence[Metric]) -> dict[int, list[int]]:
    """The metrics that each measure is read in, by its id."""
    leaves: dict[int, list[int]] = {head.pk: [] for head in heads}
    cursor.execute(LEAVES.format(heads=_marks(len(heads))), list(leaves))
    for head, leaf in cursor.fetchall():
        leaves[head].append(leaf)
    return leaves


def statement(
    heads: Sequence[Metric], leaves: Mapping[int, list[int]], first: date, last: date
) -> tuple[str, list[Any]]:
    """The SQL of a roll-up and its parameters: a branch for each measure, or for those that come together alike."""
    span = [first.isoformat(), last.isoformat()]
    branches: list[str] = []
    params: list[Any] = []
    if connection.vendor == "sqlite":
        for head in heads:
            branches.append(_branch(_way(head), f"{head.pk}", "month"))
            params += [json.dumps(leaves[head.pk]), *span]
    else:
        ways: dict[Way, list[tuple[int, int]]] = defaultdict(list)
        for head in heads:
            ways[_way(head)] += [(head.pk, leaf) for leaf in leaves[head.pk]]
        for way, pairs in ways.items():
            branches.append(_branch(way, "l.head", "l.head, month"))
            params += [[head for head, _leaf in pairs], [leaf for _head, leaf in pairs], *span]
    return " UNION ALL ".join(branches) + " ORDER BY 1, 2", params


def _way(head: Metric) -> Way:
    return head.aggregation, head.over_units, times_of(head.unit_kind, head.scale)


def _branch(way: Way, head: str, group: str) -> str:
    aggregation, over, times = way
    whole, divided = WHOLE[connection.vendor].format, DIVIDED[connection.vendor].format
    product = f"numerator::numeric * {times}" if connection.vendor == "postgresql" else f"numerator * {times}"
    unit = OF_UNIT[aggregation].format(average=divided("total", "count"), ratio=divided(product, "denominator"))
    value = f"{over.upper()}({unit})" if over in {"min", "max"} else whole(unit)
    known = f"COUNT({unit})" if aggregation in {"ratio", "percentile"} else "COUNT(*)"
    top, bottom = "0", "0"
    if over == "ratio":
        value, known = "0", "SUM(CASE WHEN parts = count THEN 1 ELSE 0 END)"
        top, bottom = whole("numerator"), whole("denominator")
    source = SOURCE[connection.vendor]
    return MONTHS.format(head=head, known=known, value=value, top=top, bottom=bottom, source=source, group=group)


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
