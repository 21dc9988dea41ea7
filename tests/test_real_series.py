"""Real business series arrive whole through both doors: as sheets of one KPI, and over the API."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from headway.kpis.models import Metric, Reading
from headway.people.actions.tokens import create_token
from headway.people.caller import Caller
from tests.realdata import DATA, require_at_hand
from tests.world import founder, metric

SERIES = DATA / "series"
GRAINS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
pytestmark = pytest.mark.django_db


def index() -> Iterator[dict[str, str]]:
    with (SERIES / "index.csv").open(newline="") as file:
        yield from csv.DictReader(file)


def values(name: str) -> list[tuple[str, Decimal]]:
    with (SERIES / f"{name}.csv").open(newline="") as file:
        return [(row["date"], Decimal(row["value"])) for row in csv.DictReader(file) if row["value"]]


def kept(entry: dict[str, str], rows: list[tuple[str, Decimal]], caller: Caller) -> Metric:
    """A metric for a series: its grain, and up to six decimals."""
    decimals = max(-int(value.normalize().as_tuple().exponent) for _, value in rows)
    return metric(
        caller, entry["name"], unit_kind="number", grain=GRAINS[entry["grain"]], scale=max(0, min(6, decimals))
    )


ENTRIES = list(index()) if SERIES.exists() else []


def test_the_real_series_are_at_hand():
    require_at_hand(ENTRIES, SERIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_real_series_arrives_by_the_api(client, entry):
    caller = founder()
    rows = values(entry["name"])
    made = kept(entry, rows, caller)
    calendar = made.calendar
    headers = {"Authorization": f"Bearer {create_token(caller, 'script', ['read', 'write'])[1]}"}
    readings = [
        {"period": str(calendar.start_of(date.fromisoformat(day))), "value": str(round(value, made.scale))}
        for day, value in rows
    ]
    answer = client.post(
        f"/api/v1/lumen/kpis/{made.key}/readings",
        {"readings": readings},
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code < 300, answer.content.decode()[:500]
    assert Reading.objects.filter(metric=made).count() == len(rows)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_real_series_arrives_as_a_sheet(entry):
    from click.testing import CliRunner

    from headway.kpis.cli import kpi

    caller = founder()
    rows = values(entry["name"])
    made = kept(entry, rows, caller)
    ran = CliRunner().invoke(kpi, ["import", str(SERIES / f"{entry['name']}.csv"), "--kpi", made.key, "--round"])
    assert ran.exit_code == 0, ran.output[:600]
    assert Reading.objects.filter(metric=made).count() == len(rows)
