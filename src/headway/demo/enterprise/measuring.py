"""The numbers of the large company: KPIs with bands, and weekly readings that move around where they are."""

from collections.abc import Iterator
from datetime import timedelta

from headway.activity.paging import pages
from headway.demo.enterprise.company import SOURCE, WEEKS, Company
from headway.demo.enterprise.plan import generator
from headway.demo.enterprise.words import Measured
from headway.kpis.actions.bands import NewBand
from headway.kpis.actions.bulk import create_kpis
from headway.kpis.actions.kpis import NewKPI
from headway.kpis.actions.metrics import NewMetric
from headway.kpis.actions.readings import record_readings
from headway.kpis.batch import Line
from headway.kpis.models import Band, Metric
from headway.people.caller import Caller
from headway.people.models import Person, Unit

OFF_SHARE = 0.02
"""How many KPIs are out of their band."""
BATCH = 500
"""Metrics whose readings are recorded together."""


def make_kpis(company: Company) -> None:
    """Each unit's KPIs, owned by its lead."""
    news = [
        _kpi(unit, company.members_of(n)[0], company.division_of(n, k).measures[k % 4])
        for n, unit in enumerate(company.units)
        for k in range(company.size.kpis)
    ]
    company.metrics = create_kpis(company.at(WEEKS + 1), news, SOURCE)


def _kpi(unit: Unit, owner: Person, told: Measured) -> NewKPI:
    one = 10**told.scale
    level = (told.start + told.goal) // 2 * one
    margin = max(2, level // 5)
    name = f"{told.name}, {unit.name}"[:120]
    return NewKPI(
        NewMetric(
            name, owner, unit, f"{told.name} of {unit.name}, counted every week by one query.", told.unit_kind,
            told.unit_label, told.scale, "up" if told.goal > told.start else "down",
        ),
        NewBand(level - margin, level + margin, level - 2 * margin, level + 2 * margin,
                low_response="Ask what changed.", high_response="Ask what changed."),
        {
            "material_lever": "It moves what the division is judged by.",
            "consistently_measurable": "It comes from the warehouse each week, by its definition.",
            "accountable_owner": owner.name, "influences_decisions": "Leaving the band opens a decision.",
            "healthy_looks_like": "Inside its band.",
        },
    )  # fmt: skip


def record_numbers(caller: Caller, company: Company, weeks: int) -> None:
    """Record the last ``weeks`` weeks of every metric that are over by then, a batch at a time."""
    fresh: list[Metric] = []
    for page in pages(company.metrics, BATCH):
        rows = list(Metric.objects.filter(pk__in=[metric.pk for metric in page]).order_by("pk"))
        bands = {band.metric_id: band for band in Band.objects.filter(metric__in=rows)}
        lines = [line for metric in rows for line in _lines(caller, metric, bands[metric.pk], weeks)]
        record_readings(caller, lines, source="warehouse")
        fresh += Metric.objects.filter(pk__in=[metric.pk for metric in page]).order_by("pk")
    company.metrics = fresh


def _lines(caller: Caller, metric: Metric, band: Band, weeks: int) -> Iterator[Line]:
    lower, upper = band.lower or 0, band.upper or 0
    middle, reach = (lower + upper) / 2, (upper - lower) / 2
    last = caller.today - timedelta(days=caller.today.weekday() + 7)
    begun = metric.created_at.date() + timedelta(weeks=1)
    off = 1.15 if generator("readings", metric.key).random() < OFF_SHARE else 0.0
    for back in range(weeks - 1, -1, -1):
        day = last - timedelta(weeks=back)
        wave = generator(metric.key, day.toordinal()).uniform(-0.1, 0.1)
        climb = 0.11 * max(0, (day - begun).days // 7)
        yield Line(metric, day, round(middle + reach * (off + climb + wave)))
