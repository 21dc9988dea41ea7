"""Moments are told backwards from now, on the company's clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from headway.demo.moments import day, moment
from headway.records import RecordError

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 30, 22, 30, tzinfo=UTC)  # already the 31st in Berlin, two days after the clock changed


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("-46h", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        ("-3w", datetime(2026, 3, 10, 9, tzinfo=ZONE)),
        ("-12d 11:20", datetime(2026, 3, 19, 11, 20, tzinfo=ZONE)),
        ("+1d 17:00", datetime(2026, 4, 1, 17, tzinfo=ZONE)),
    ],
)
def test_a_moment_is_read(text, means):
    assert moment(text, NOW, ZONE) == means


def test_a_day_is_local():
    assert day("+0d", NOW, ZONE) == date(2026, 3, 31)


@pytest.mark.parametrize("text", ["", "3w", "-3m", "-3h 10:00", "-3d 1000", "now"])
def test_anything_else_is_refused(text):
    with pytest.raises(RecordError, match="is no moment"):
        moment(text, NOW, ZONE)
