"""The sentences of Today: each trigger asks in its own words, and nothing noisy is called a change."""

from types import SimpleNamespace

import pytest

from headway.loop.models import Trigger
from headway.pages.phrases import ASKS, asks, happened, meaning


class Number(SimpleNamespace):
    def __str__(self):
        return self.name


def about(**fields):
    given = {"name": "Churn", "state": "red", "signal_period": None, "judged_period": "W46", "signal_rule": ""}
    return Number(**(given | {"usual_lower": 1, "signal_direction": "up"} | fields))


def turn(new="red", reason="below"):
    return SimpleNamespace(new=new, reason=reason)


@pytest.mark.parametrize("trigger", Trigger)
def test_every_trigger_asks_in_words_of_its_own(trigger):
    said = asks(SimpleNamespace(trigger=trigger, metric=about(), key_result="Fewer leave"))
    of_a_goal = trigger in {Trigger.LEADING, Trigger.OFF_TRACK, Trigger.AT_RISK}
    assert said.startswith("Fewer leave" if of_a_goal else "Churn")
    assert len({str(sentence) for sentence in ASKS.values()}) == len(Trigger)


def test_a_guardrail_that_is_still_inside_its_band_got_worse():
    churn = about(state="green")
    said = asks(SimpleNamespace(trigger=Trigger.GUARDRAIL, metric=churn, key_result=None))
    assert said.endswith("guards an objective and got worse: decide")


@pytest.mark.parametrize(
    ("metric", "turned", "expected"),
    [
        (about(), turn(), "Churn sank below its band"), (about(), turn(reason="above"), "Churn rose above its band"),
        (about(), turn("green", ""), "Churn is healthy again"), (about(), turn(reason=""), "Churn changed its state"),
        (about(), None, "Churn moved up"), (about(signal_direction="down"), None, "Churn moved down"),
    ],
)  # fmt: skip
def test_what_happened_is_said_by_its_turn_or_else_by_its_signal(metric, turned, expected):
    assert happened(metric, turned) == expected


@pytest.mark.parametrize(
    ("metric", "turned", "expected"),
    [
        (about(signal_period="W46", signal_rule="point_outside"), turn(), "outside its usual range: a signal"),
        (about(signal_period="W46", signal_rule="range_above"), turn(), "The step is larger"),
        (about(signal_period="W45", signal_rule="point_outside"), turn(), "left by noise"),
        (about(), turn(), "left by noise"), (about(usual_lower=None), turn(), "too few readings"),
    ],
)  # fmt: skip
def test_only_the_signal_of_the_last_reading_is_called_one(metric, turned, expected):
    assert expected in meaning(metric, turned)


def test_nothing_is_said_of_a_number_that_is_healthy_again():
    assert meaning(about(), turn("green", "")) == ""
