"""The deep dive draws how far each reading lies from the one before, and says where a number has gone."""

from datetime import timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.queries.diving import dive_into
from headway.kpis.queries.page import KpiPage
from headway.kpis.queries.ranges import draw_ranges
from headway.kpis.tests.company import LAST_WEEK, STEADY, kpi, text, url
from headway.kpis.words.dive import sentences

pytestmark = pytest.mark.django_db
SAID = "conversion moves by 0.4 pp on average from one reading to the next. A step of more than"


def test_the_moving_range_stands_under_the_readings_in_words_and_point_by_point(client, owner):
    row = kpi(owner, values=STEADY)
    shown = text(client.get(url("deep-dive", row.key)))
    assert SAID in shown
    assert "26 Oct–1 Nov: 0.4 pp from the reading before." in shown


def test_a_larger_step_than_usual_is_ringed_and_told(owner):
    row = kpi(owner, values=[*STEADY, 190])
    drawn = draw_ranges(KpiPage(owner, row))
    assert drawn is not None
    assert "c-dot signal" in drawn.large
    assert drawn.stops[-1].label.endswith("from the reading before. Signal, not noise: a larger step than usual.")
    assert "One of the 14 steps shown is one." in drawn.says


def test_the_line_is_broken_where_a_phase_begins(owner):
    row = kpi(owner, values=[*STEADY, *(value + 60 for value in STEADY)])
    drawn = draw_ranges(KpiPage(owner, row, "all"))
    assert drawn is not None
    assert drawn.large.count('class="c-line"') == 2
    assert len(drawn.stops) == 2 * len(STEADY) - 2


@pytest.mark.parametrize("values", [(), STEADY[:1], STEADY[:7]])
def test_without_limits_there_are_no_ranges_to_draw(client, owner, values):
    row = kpi(owner, values=values)
    assert draw_ranges(KpiPage(owner, row)) is None
    assert "the moving range" not in text(client.get(url("deep-dive", row.key)))


def test_of_a_running_total_the_ranges_are_those_of_its_steps(owner):
    row = kpi(owner, cumulative=True)
    totals = [sum(STEADY[: n + 1]) for n in range(len(STEADY))]
    weeks = [LAST_WEEK - timedelta(weeks=n) for n in range(len(totals))][::-1]
    record_readings(owner, [Line(row, *one) for one in zip(weeks, totals, strict=True)], source="csv")
    row.refresh_from_db()
    drawn = draw_ranges(KpiPage(owner, row))
    assert drawn is not None
    assert max(stop.value for stop in drawn.stops) < 2


def test_a_slow_trend_is_told_by_what_it_comes_to(owner):
    row = kpi(owner, values=[1000 + n // 4 for n in range(48)])
    said = sentences(dive_into(owner, row))
    assert "Over the last 48 readings it has risen by about 1.2 pp." in [
        one.replace("\N{NARROW NO-BREAK SPACE}", " ") for one in said
    ]
