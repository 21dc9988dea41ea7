"""Every KPI by month: the rows of one page, and what each month comes to over its units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from headway.kpis.access import kpis_for, metrics_for
from headway.kpis.models import Metric, Part
from headway.kpis.queries.rollup import MonthOf, roll_up
from headway.people.caller import Caller

COLUMNS, ROWS = 12, 50


@dataclass(frozen=True)
class MonthRow:
    """One measure: how many units have it, and its months in the order of the columns, None where nothing was read."""

    metric: Metric
    units: int
    months: list[MonthOf | None]


def measures_for(caller: Caller, only: str = "") -> QuerySet[Metric]:
    """KPIs and whatever units have parts of, but not those parts themselves; ``only="units"`` leaves out the rest."""
    rows = metrics_for(caller).filter(retired_at=None).exclude(part=Part.UNIT, parent__isnull=False)
    rows = rows.annotate(units=Count("parts", filter=Q(parts__part=Part.UNIT, parts__private=False)))
    shown = Q(units__gt=0) if only == "units" else Q(units__gt=0) | Q(pk__in=kpis_for(caller).values("pk"))
    return rows.filter(shown).select_related("unit").order_by("name", "pk")


def months_for(
    caller: Caller, until: date, page: str = "1", only: str = ""
) -> tuple[Page[Metric], list[date], list[MonthRow]]:
    """One page of measures over the twelve months up to ``until``: four statements."""
    shown = Paginator(measures_for(caller, only), ROWS).get_page(page)
    months = _months(until)
    heads: Sequence[Metric] = list(shown.object_list)
    found = roll_up(heads, months[0], months[-1])
    rows = []
    for head in heads:
        by_month = {row.month: row for row in found[head.pk]}
        rows.append(MonthRow(head, getattr(head, "units", 0), [by_month.get(month) for month in months]))
    return shown, months, rows


def _months(until: date) -> list[date]:
    last = until.year * 12 + until.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - COLUMNS + 1, last + 1)]
