"""What a page says about a number."""

from datetime import UTC, date, datetime, timedelta

import pytest

from headway.kpis.fit import Series
from headway.kpis.models import Metric
from headway.kpis.rules.bands import Band
from headway.kpis.words.sentences import signal_sentence, usual_range, verdict, why
from headway.signals.describe import Description, describe
from headway.signals.xmr import behaviour

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def said_of(reading: int, upper: float) -> str:
    metric = Metric(unit_kind="percent", scale=1, judged_value=reading)
    found = behaviour([12.0] * 8)
    said = Description("outside", True, 8, reading / 10, 10.0, upper, "up", False, "")
    return verdict(metric, found, said, Series((), ()), NOW).replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_usual_range_is_rounded_as_the_number_is():
    assert said_of(153, 14.7) == "Above its usual range of 10.0–14.7 %: a signal, not noise."


def test_a_reading_just_outside_never_looks_like_the_limit_itself():
    assert said_of(147, 14.68) == "Above its usual range of 10.00–14.68 %: a signal, not noise."


DAY = date(2026, 2, 23)


def test_a_run_that_opened_a_phase_is_told_against_the_mean_before_it():
    found = behaviour([10.0, 12.0] * 10 + [20.0, 22.0] * 5)
    (new_level,) = [signal for signal in found.signals if signal.since == found.current.start]
    assert signal_sentence(new_level, opens_phase=True) == "A new level: eight in a row above the mean before."
    assert signal_sentence(new_level) == "Eight in a row above the mean."


def test_a_new_level_is_said_to_begin_where_the_chart_draws_it():
    values = [10.0, 12.0] * 10 + [20.0, 22.0] * 5
    weeks = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(len(values))]
    series, found = Series(tuple(weeks), tuple(values)), behaviour(values)
    said = verdict(Metric(scale=0), found, describe(values, found), series, datetime(2026, 9, 1, tzinfo=UTC))
    assert said.replace("\xa0", " ").endswith("nothing has changed since 25 May, when it rose to a new level.")


def test_a_usual_range_is_written_once_with_its_unit_and_without_limits_not_at_all():
    metric = Metric(unit_kind="percent", scale=1)
    assert usual_range(10.04, 14.71, metric).replace("\N{NARROW NO-BREAK SPACE}", " ") == "10.0–14.7 %"
    assert usual_range(-3, 4, metric).replace("\N{NARROW NO-BREAK SPACE}", " ") == "−3.0 to 4.0 %"
    assert usual_range(None, None, metric) == ""


def reason_for(value: int, state: str, reason: str, **edges: int) -> str:
    metric = Metric(scale=0, state=state, state_reason=reason, judged_value=value, judged_period=DAY, last_period=DAY)
    return why(metric, [Band(DAY, **edges)], NOW).replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "state", "reason", "edges", "said"),
    [
        (85, "red", "above", {"upper": 80, "amber_upper": 82}, "above 82, where red begins; its limit is 80"),
        (81, "amber", "above", {"upper": 80, "amber_upper": 82}, "above its limit of 80"),
        (85, "red", "above", {"upper": 80}, "above its limit of 80"),
        (5, "red", "below", {"lower": 11, "amber_lower": 9}, "below 9, where red begins; its floor is 11"),
        (10, "amber", "below", {"lower": 11, "amber_lower": 9}, "below its floor of 11"),
    ],
)
def test_the_reason_names_the_limit_that_the_colour_rests_on(value, state, reason, edges, said):
    assert reason_for(value, state, reason, **edges) == f"because it is {said}"


def test_a_reading_outside_that_does_not_count_yet_is_not_said_to_be_inside():
    said = reason_for(85, "green", "inside", upper=80, leave_count=2, leave_of=3)
    assert said == "until 2 of the last 3 closed readings are outside its band"


def test_a_band_that_begins_after_the_last_judged_period_is_not_said_to_be_missing():
    metric = Metric(state="unknown", state_reason="no-band", judged_value=5, judged_period=DAY, last_period=DAY)
    said = why(metric, [Band(date(2026, 2, 25), lower=3)], NOW)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "because its band begins on 25 Feb, and the last judged period began before that, on 23 Feb"
    )
    assert why(metric, [], NOW) == "because no band says what is healthy"
