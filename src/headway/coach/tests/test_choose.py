import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach.choose import LONGEST, NAMES, TooLong, answers_from, answers_to, choose

KEEP = {"improve": False, "continuous": True, "end": False, "next_year": True, "push": False}
PUSH = {"improve": True, "continuous": True, "end": True, "next_year": True, "push": True}


def test_a_level_to_keep_becomes_a_kpi_with_its_band():
    choice = choose(KEEP, "Keep first response time under four hours")
    assert (choice.kind, choice.clarity) == ("kpi", 1.0)
    assert (choice.draft.name, choice.draft.healthy) == ("first response time", "at most 4 hours")
    assert "owner" in choice.draft.still_needed


def test_a_push_to_a_new_level_becomes_a_key_result_on_its_kpi():
    choice = choose(PUSH, "Reduce churn from 6% to 3% by June 2027")
    assert choice.kind == "okr"
    assert choice.draft.key_result == "Reduce churn from 6% to 3%"
    assert choice.draft.kpi == "churn"
    assert not {"baseline", "target", "due date"} & set(choice.draft.still_needed)


def test_what_the_text_does_not_say_is_left_open():
    choice = choose(PUSH, "Increase repeat purchase rate")
    assert choice.draft.key_result == "Increase repeat purchase rate from <now> to <then>"
    assert {"baseline", "target", "due date"} <= set(choice.draft.still_needed)


def test_work_is_not_the_goal_but_leads_to_one():
    draft = choose(PUSH, "Launch the mobile app").draft
    assert draft.key_result == "Raise the share of <users> who <reach what it is for> from <now> to <then>"
    assert (draft.initiative, draft.kpi, draft.target) == ("Launch the mobile app", None, None)


def test_what_is_wrong_or_wished_becomes_the_objective():
    draft = choose(PUSH, "Our customers wait too long").draft
    assert draft.objective == "Our customers wait too long"
    assert draft.key_result == "Raise <measure> from <now> to <then>"
    assert "what is measured" in draft.still_needed


def test_a_start_and_an_end_stay_in_the_words_of_the_text():
    draft = choose(PUSH, "Reduce MTTR below 60 s (from 4 min)").draft
    assert (draft.key_result, draft.baseline, draft.target) == ("Reduce MTTR below 60 s (from 4 min)", 240, 60)


def test_a_bare_level_of_what_should_be_low_is_a_ceiling():
    draft = choose(KEEP, "Average handling time: 6 min").draft
    assert (draft.lower, draft.upper, draft.healthy) == (None, 6, "at most 6 min")


def test_a_range_is_a_band_with_two_edges():
    assert choose(KEEP, "Keep utilisation between 70% and 80%").draft.healthy == "between 70% and 80%"


def test_free_text_answers_what_it_gives_away():
    assert answers_from("Keep churn under 5%") == KEEP
    assert answers_from("Raise NPS from 45 to 60 by June 2027") == {"improve": True, "end": True, "push": True}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Resolve tickets within 4 hours", KEEP),
        ("Close the books within 5 working days", KEEP),
        ("Issue building permits in less than 6 weeks", KEEP),
        ("First contact resolution of at least 75%", KEEP),
        ("Bed occupancy between 80% and 90%", KEEP),
        ("We want to keep our churn below 4%", KEEP),
        ("Keep churn under 5% until the end of 2027", KEEP | {"end": True}),
        ("Churn below 3% by December", {"improve": True, "end": True}),
        ("Cut handling time to 6 minutes within 3 months", {"improve": True, "end": True}),
        ("Publish two case studies per month", {"improve": False}),
        ("Close the books by the 5th of each month", {"improve": False}),
        ("Less than 2% of orders are returned", {}),
        ("Win rate of 25%", {}),
        ("", {}),
    ],
)
def test_a_text_answers_no_more_than_it_says(text, answers):
    assert answers_from(text) == answers


def test_what_is_given_goes_before_what_the_text_says():
    assert answers_to("Keep churn under 5%", {"improve": True}) == KEEP | {"improve": True}


def test_a_text_that_is_no_single_thought_is_refused():
    with pytest.raises(TooLong, match="301 characters, and 300 are read"):
        answers_to("x" * (LONGEST + 1), {})


def test_open_questions_are_named():
    with pytest.raises(ValueError, match="continuous, end, next_year, push"):
        choose({"improve": True})


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, st.booleans())), st.text(max_size=60))
def test_any_answers_end_in_a_choice_with_reasons(answers, text):
    choice = choose(answers, text)
    assert choice.kind in {"kpi", "okr"}
    assert choice.reasons
    assert 0.5 <= choice.clarity <= 1


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, st.booleans())), st.sampled_from(NAMES))
def test_an_answer_for_the_kpi_never_turns_a_kpi_into_an_okr(answers, name):
    if choose(answers).kind == "kpi":
        assert choose(answers | {name: KEEP[name]}).kind == "kpi"
