"""SQLite is told once a day how its rows are spread, and at once after a load."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from headway.operations.statistics import EVERY, count_daily, count_rows
from tests.statements import count_statements
from tests.world import founder

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.sqlite
def test_rows_are_counted_when_asked():
    founder()
    count_rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'people_person'")
        assert cursor.fetchone()[0] > 0


def test_a_worker_counts_when_it_starts_and_a_day_later_and_leaves_postgresql_to_itself():
    with count_statements() as first:
        last = count_daily(NOW, None)
    with count_statements() as soon:
        assert count_daily(NOW + timedelta(hours=23), last) == NOW
    with count_statements() as later:
        assert count_daily(NOW + EVERY, last) == NOW + EVERY
    counts = ["ANALYZE" in ran for ran in (first, soon, later)]
    assert counts == ([True, False, True] if connection.vendor == "sqlite" else [False] * 3)
