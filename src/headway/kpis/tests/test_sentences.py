"""What a page says about a number."""

from datetime import UTC, datetime

from headway.kpis.fit import Series
from headway.kpis.models import Metric
from headway.kpis.sentences import verdict
from headway.signals.describe import Description
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
