import itertools

import pytest

from headway.coach.qualify import CONDITIONS, REQUIRED, map_to_cycle, qualify

ALL = dict.fromkeys((condition.name for condition in CONDITIONS), True)
DESCRIBED = {"healthy": "70 to 80 %", "trigger": "below 65 %: call the lead"}


def test_a_metric_that_meets_every_condition_is_a_kpi():
    found = qualify(ALL, DESCRIBED)
    assert (found.qualified, found.verdict, found.to_do) == (True, "A KPI.", ())


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_condition_can_refuse(name):
    found = qualify(ALL | {name: False}, DESCRIBED)
    assert not found.qualified
    assert len(found.to_do) == 1


def test_no_crisis_is_a_doubt_and_no_refusal():
    found = qualify(ALL | {"crisis": False}, DESCRIBED)
    assert (found.qualified, found.verdict) == (True, "A KPI, with a doubt.")


def test_band_and_trigger_are_asked_for():
    assert len(qualify(ALL, {"healthy": "  "}).to_do) == 2


def test_unanswered_conditions_are_named():
    with pytest.raises(ValueError, match="owned, decides, crisis"):
        qualify({"material": True, "measurable": True})


def test_only_a_final_movable_kpi_tied_to_an_objective_becomes_a_key_result():
    uses = {answers: map_to_cycle(*answers)[0] for answers in itertools.product([True, False], repeat=3)}
    assert [answers for answers, use in uses.items() if use == "key_result"] == [(True, True, True)]
    assert uses[True, True, False] == "supporting"
    assert uses[True, False, True] == uses[True, False, False] == "guardrail"
    assert all(uses[False, movable, final] == "monitor" for movable in (True, False) for final in (True, False))
