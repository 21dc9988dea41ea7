"""Measures that several units have, rolled up by month from the monthly sums of their metrics.

A measure is read in those of its unit parts that have no unit parts themselves. The engine adds these up below each
metric that has some; that is the measure alone, or, where units have units, a few more, which are added up here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from headway.kpis.models import Metric
from headway.kpis.rules.aggregate import REFUSED_PARTS, REFUSED_PERCENTILE, Amount, Sums, over_units, times_of

HAS_UNITS = "EXISTS (SELECT 1 FROM kpis_metric c WHERE c.parent_id = {}.id AND c.part = 'unit')"
# What is private below a measure that is not stays out, for everybody, so that all see the same number.
NODES = f"""
WITH RECURSIVE tree(head, id, private) AS (
    SELECT id, id, private FROM kpis_metric WHERE id IN ({{heads}})
    UNION ALL
    SELECT tree.head, m.id, tree.private FROM kpis_metric m JOIN tree ON m.parent_id = tree.id
    WHERE m.part = 'unit' AND (NOT m.private OR tree.private) AND {HAS_UNITS.format("m")}
)
SELECT head, id, private FROM tree WHERE {HAS_UNITS.format("tree")}"""
MONTHS = """
SELECT {at}, {node}, month, COUNT(*), {known}, {value}, {top}, {bottom}
FROM {source} AND s.month >= %s AND s.month <= %s GROUP BY {group}"""
ALONE = "kpis_monthlysum s WHERE s.metric_id {among}"
UNITS = (
    "kpis_metric m {cross} JOIN kpis_monthlysum s ON s.metric_id = m.id "
    "WHERE m.parent_id {among} AND m.part = 'unit' AND NOT " + HAS_UNITS.format("m")
)
# CROSS: SQLite looks up the months of each metric, and does not read all there are to ask whose they are.
CROSS = {"sqlite": "CROSS", "postgresql": ""}
AMONG = {"sqlite": "= %s", "postgresql": "= ANY(%s)"}
BRANCHES = 400
"""Branches in one statement: SQLite takes 500."""
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


Added = tuple[int, int, int | None, int, int]
"""Units that were read, those of them that have a value, what that comes to, and both parts of a ratio."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Metrics whose months are added up alike: each by itself, or its ``units``. ``counts`` has the heads of each."""

    way: Way
    units: bool
    private: bool
    counts: dict[int, list[int]]


def roll_up(heads: Sequence[Metric], first: date, last: date) -> dict[int, list[MonthOf]]:
    """The months from ``first`` to ``last`` of each measure over its units, by its id: two statements for 400."""
    found: dict[int, dict[date, Added]] = {head.pk: {} for head in heads}
    with connection.cursor() as cursor:
        branches = _branches(heads, _nodes(cursor, heads)) if heads else []
        for start in range(0, len(branches), BRANCHES):
            some = branches[start : start + BRANCHES]
            cursor.execute(*_statement(some, first, last))
            for at, node, month, *sums in cursor.fetchall():
                day = date.fromisoformat(month) if isinstance(month, str) else month
                for pk in some[at].counts[node]:
                    before = found[pk].get(day)
                    found[pk][day] = _joined(some[at].way, before, tuple(sums)) if before else tuple(sums)
    return {head.pk: [_month(head, day, found[head.pk][day]) for day in sorted(found[head.pk])] for head in heads}


def _nodes(cursor: Any, heads: Sequence[Metric]) -> dict[int, list[tuple[int, bool]]]:
    """The metrics with unit parts that each measure comes together from, and whether private parts count."""
    nodes: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    cursor.execute(NODES.format(heads=", ".join(["%s"] * len(heads))), [head.pk for head in heads])
    for head, node, private in cursor.fetchall():
        nodes[head].append((node, bool(private)))
    return nodes


def _branches(heads: Sequence[Metric], nodes: dict[int, list[tuple[int, bool]]]) -> list[Branch]:
    """SQLite sorts to group, and sorts the units of each metric alone in half the time; PostgreSQL hashes all."""
    made: dict[tuple[Any, ...], Branch] = {}
    for head in heads:
        way = head.aggregation, head.over_units, times_of(head.unit_kind, head.scale)
        for node, private in nodes.get(head.pk, [(head.pk, True)]):
            units = head.pk in nodes
            alone = node if units and connection.vendor == "sqlite" else 0
            branch = made.setdefault((way, units, private, alone), Branch(way, units, private, {}))
            branch.counts.setdefault(node, []).append(head.pk)
    return list(made.values())


def _statement(branches: Sequence[Branch], first: date, last: date) -> tuple[str, list[Any]]:
    params: list[Any] = []
    for branch in branches:
        ids = list(branch.counts)
        params += [ids[0] if connection.vendor == "sqlite" else ids, first.isoformat(), last.isoformat()]
    return " UNION ALL ".join(_select(at, branch) for at, branch in enumerate(branches)), params


def _select(at: int, branch: Branch) -> str:
    engine = connection.vendor
    source = (UNITS if branch.units else ALONE).format(among=AMONG[engine], cross=CROSS[engine])
    source += " AND NOT m.private" if branch.units and not branch.private else ""
    node = "m.parent_id" if branch.units else "s.metric_id"
    group = f"{node}, month"
    if len(branch.counts) == 1:
        node, group = str(*branch.counts), "month"
    return MONTHS.format(at=at, node=node, source=source, group=group, **_columns(branch.way))


def _columns(way: Way) -> dict[str, str]:
    aggregation, over, times = way
    whole, divided = WHOLE[connection.vendor].format, DIVIDED[connection.vendor].format
    product = f"numerator::numeric * {times}" if connection.vendor == "postgresql" else f"numerator * {times}"
    unit = OF_UNIT[aggregation].format(average=divided("total", "count"), ratio=divided(product, "denominator"))
    if over == "ratio":
        known = "SUM(CASE WHEN parts = count THEN 1 ELSE 0 END)"
        return {"value": "0", "known": known, "top": whole("numerator"), "bottom": whole("denominator")}
    value = f"{over.upper()}({unit})" if over in {"min", "max"} else whole(unit)
    known = f"COUNT({unit})" if aggregation in {"ratio", "percentile"} else "COUNT(*)"
    return {"value": value, "known": known, "top": "0", "bottom": "0"}


def _joined(way: Way, one: Added, other: Added) -> Added:
    """What units below several metrics come to together."""
    values = [value for value in (one[2], other[2]) if value is not None]
    come = {"min": min, "max": max}.get(way[1], sum)
    told = come(values) if values else None
    return one[0] + other[0], one[1] + other[1], told, one[3] + other[3], one[4] + other[4]


def _month(head: Metric, month: date, added: Added) -> MonthOf:
    units, known, value, top, bottom = added
    if known < units:
        refused = REFUSED_PERCENTILE if head.aggregation == "percentile" else REFUSED_PARTS
        return MonthOf(month, units, Amount(None, refused))
    told = value or 0
    sums = Sums(units, told, told, told, known, top, bottom, told)
    return MonthOf(month, units, over_units(head.over_units, sums, times_of(head.unit_kind, head.scale)))
