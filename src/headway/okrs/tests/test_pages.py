"""Every page of goals, with nothing, something and much on it."""

import re

import pytest
from django.urls import reverse

from headway.okrs.access import with_its_objective
from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, propose_amendment
from headway.okrs.actions.assumptions import add_assumption
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker, check_in
from headway.okrs.actions.companions import add_companion
from headway.okrs.actions.cycles import move_cycle
from headway.okrs.actions.initiatives import NewInitiative, create_initiative
from headway.okrs.actions.retrospectives import Learned, write_retrospective
from headway.okrs.actions.scores import score_objective
from headway.okrs.actions.statuses import override_status
from headway.okrs.check import full_refold
from headway.okrs.models import CheckIn, Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter, steps
from tests.statements import count_statements
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"okrs:{name}", args=["lumen", *args])


def entered(client, caller):
    client.force_login(caller.person.user)
    return client


def _without_token(answer):
    return re.sub(r'CSRFToken": "\w+"', "", answer.content.decode())


def full(caller, title="Clinics that try Lumen pay"):
    """An objective with everything on it."""
    goal = objective(caller, title, steps(), steps("Second", 10, 5), why="Because.", means_07="Seven.")
    row, other = with_its_objective(goal.key_results.order_by("pk"))
    align(caller, objective(caller, "Below"), goal)
    align(caller, goal, objective(caller, "Above"))
    add_assumption(caller, goal, "Clinics care.")
    add_companion(caller, goal, metric(caller), "guardrail")
    create_initiative(caller, goal, NewInitiative("Rebuild the checkout", caller.person))
    check_in(caller, CheckInDraft(row, value=3, confidence=6, note="Third.", blockers=(NewBlocker("Legal review"),)))
    check_in(caller, CheckInDraft(other, value=10))
    override_status(caller, goal, "on_track", "It ships on Friday.", lasting=True)
    propose_amendment(caller, row, NewAmendment("target", 8, "Two markets start later."))
    return goal


def test_the_page_of_an_objective_shows_both_truths_and_how_its_progress_comes_about(client):
    caller = founder()
    goal = full(caller)
    text = entered(client, caller).get(url("objective", goal.key)).content.decode()
    for words in ("How 10", "Watermelon", "It ships on Friday.", "Legal review", "Clinics care.", "Seven.",
                  "Two markets start later.", "Rebuild the checkout", "Third.", "Above"):  # fmt: skip
        assert words in text, words


def test_an_objective_with_nothing_on_it_says_what_is_missing(client):
    caller = founder()
    goal = objective(caller)
    goal.key_results.update(archived_at=caller.now)
    text = entered(client, caller).get(url("objective", goal.key)).content.decode()
    assert "No key result yet" in text


@pytest.mark.parametrize("role", ["member", "viewer", "guest", "auditor"])
def test_those_who_may_only_look_get_no_forms(client, role):
    caller = founder()
    goal = full(caller)
    other = colleague(caller, role=role)
    text = entered(client, other).get(url("objective", goal.key)).content.decode()
    assert "status-dialog" not in text
    assert goal.title in text


def test_who_else_looks_after_a_new_objective_and_that_it_runs_on_is_said_at_once(client):
    caller = founder()
    ruth, cycle = colleague(caller), quarter(caller)
    form = {
        "title": "Value in 72 hours", "ambition": "aspirational", "owner": caller.person.key,
        "unit": company(caller).key, "cycle": cycle.key, "due": "2027-02-28", "runs_on": "on",
        "co_owners": [ruth.person.key], "kr-TOTAL_FORMS": 1, "kr-INITIAL_FORMS": 0,
        "kr-0-title": "Days", "kr-0-baseline": "4", "kr-0-target": "1",
    }  # fmt: skip
    answer = entered(client, caller).post(url("new-objective"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Objective.objects.get()
    assert (list(made.co_owners.all()), made.runs_on, str(made.due)) == ([ruth.person], True, "2027-02-28")


def test_a_new_objective_is_drafted_with_key_results_in_a_grid(client):
    caller = founder()
    kpi = metric(caller)
    cycle = quarter(caller)
    entered(client, caller)
    assert client.get(url("new-objective")).status_code == 200
    form = {
        "title": "Value in 72 hours", "why": "Trials end early.", "ambition": "aspirational",
        "owner": caller.person.key, "unit": company(caller).key, "cycle": cycle.key, "assumptions": "One\nTwo",
        "kr-TOTAL_FORMS": 3, "kr-INITIAL_FORMS": 0,
        "kr-0-title": "Days to first value", "kr-0-unit": "d", "kr-0-baseline": "4", "kr-0-target": "1",
        "kr-1-metric": kpi.key.lower(), "kr-1-baseline": "12", "kr-1-target": "20", "kr-1-title": "",
        "kr-2-title": "Revenue", "kr-2-unit": "€", "kr-2-baseline": "100", "kr-2-target": "+25 %",
    }  # fmt: skip
    with count_statements() as ran:
        answer = client.post(url("new-objective"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    ran.assert_at_most(14)
    made = Objective.objects.get()
    rows = list(
        made.key_results.order_by("pk").values_list("title", "unit_kind", "unit_label", "scale", "baseline", "target")
    )
    assert rows == [
        ("Days to first value", "duration", "d", 0, 4, 1),
        ("Trial-to-paid conversion", "percent", "", 1, 120, 200),
        ("Revenue", "money", "EUR", 0, 100, 125),
    ]
    assert made.assumptions.count() == 2


def test_work_is_written_down_with_a_new_objective_and_what_is_too_long_is_kept_and_told(client):
    caller = founder()
    form = {
        "title": "Value in 72 hours", "ambition": "aspirational", "owner": caller.person.key,
        "unit": company(caller).key, "cycle": quarter(caller).key, "kr-TOTAL_FORMS": 0, "kr-INITIAL_FORMS": 0,
    }  # fmt: skip
    entered(client, caller)
    refused = client.post(url("new-objective"), form | {"initiatives": f"A guide\n{'x' * 201}"})
    assert refused.status_code == 422
    assert "has 201 characters, and an initiative may have 200" in str(refused.context["form"].errors["initiatives"])
    assert refused.context["form"]["initiatives"].value().startswith("A guide\n")
    assert not Objective.objects.exists()
    assert client.post(url("new-objective"), form | {"initiatives": "A guide\n\n A film "}).status_code == 302
    made = Objective.objects.get()
    assert list(made.initiatives.values_list("title", "owner__key")) == [
        ("A guide", caller.person.key), ("A film", caller.person.key),
    ]  # fmt: skip


def test_making_an_objective_under_a_parent_six_levels_deep_stays_cheap(client):
    caller = founder()
    kpi = metric(caller)
    above = [objective(caller, f"Level {level}", steps()) for level in range(6)]
    for lower, upper in zip(above[1:], above, strict=False):
        align(caller, lower, upper)
    check_in(caller, CheckInDraft(only_kr(above[-1]), value=10))
    entered(client, caller)
    form = {
        "title": "Value in 72 hours", "why": "Trials end early.", "ambition": "aspirational",
        "owner": caller.person.key, "unit": company(caller).key, "cycle": quarter(caller).key,
        "assumptions": "One\nTwo", "parent": above[-1].key, "kr-TOTAL_FORMS": 2, "kr-INITIAL_FORMS": 0,
        "kr-0-title": "Days to first value", "kr-0-unit": "d", "kr-0-baseline": "4", "kr-0-target": "1",
        "kr-1-metric": kpi.key, "kr-1-baseline": "12", "kr-1-target": "20", "kr-1-title": "",
    }  # fmt: skip
    with count_statements() as ran:
        answer = client.post(url("new-objective"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    ran.assert_at_most(20)  # the roll-up to the root included
    made = Objective.objects.get(title="Value in 72 hours")
    assert [edge.parent.key for edge in made.parents.select_related("parent")] == [above[-1].key]
    assert full_refold(caller) == []


def test_a_draft_with_mistakes_names_each_and_keeps_what_was_typed(client):
    caller = founder()
    form = {"title": "", "owner": caller.person.key, "unit": company(caller).key, "cycle": quarter(caller).key,
            "ambition": "committed", "kr-TOTAL_FORMS": 2, "kr-INITIAL_FORMS": 0, "kr-0-title": "Twice",
            "kr-0-baseline": "1,2,3", "kr-0-target": "5", "kr-1-metric": "K-77"}  # fmt: skip
    answer = entered(client, caller).post(url("new-objective"), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "1,2,3" in text
    assert "K-77" in text
    assert not Objective.objects.exists()


def test_a_key_result_that_is_refused_is_named_by_its_row_and_column_and_nothing_typed_is_lost(client):
    caller = founder()
    kept = {
        "title": "Value in 72 hours", "why": "Trials end early.", "assumptions": "Sales helps",
        "kr-0-title": "Days to first value", "kr-0-unit": "d", "kr-0-baseline": "4", "kr-0-target": "1",
        "kr-2-title": "Teams that stay", "kr-2-baseline": "12", "kr-2-target": "12",
    }  # fmt: skip
    form = {"owner": caller.person.key, "unit": company(caller).key, "cycle": quarter(caller).key,
            "ambition": "committed", "kr-TOTAL_FORMS": 4, "kr-INITIAL_FORMS": 0} | kept  # fmt: skip
    answer = entered(client, caller).post(url("new-objective"), form)
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert '<a href="#kr-2-target">Key result 3, To</a>: The target is the same as the baseline' in text
    (focused,) = re.findall(r"<[^>]*data-focus[^>]*>", text)
    assert 'id="kr-2-target"' in focused
    assert 'aria-label="To, key result 3" aria-invalid="true" aria-describedby="kr-2-error"' in focused
    assert '<td colspan="5" id="kr-2-error"> <p>To: The target is the same as the baseline' in text
    for value in kept.values():
        assert f'value="{value}"' in text or f">\n{value}</textarea>" in answer.content.decode()
    assert not Objective.objects.exists()


def test_every_wording_that_is_not_filled_in_is_named_by_its_row_at_once(client):
    caller = founder()
    form = {"owner": caller.person.key, "unit": company(caller).key, "cycle": quarter(caller).key,
            "ambition": "committed", "kr-TOTAL_FORMS": 3, "kr-INITIAL_FORMS": 0, "title": "Value in 72 hours",
            "kr-0-title": "Raise <measure>", "kr-0-baseline": "1", "kr-0-target": "5",
            "kr-2-title": "Latency <200 ms, from <now>", "kr-2-baseline": "1", "kr-2-target": "5"}  # fmt: skip
    text = " ".join(entered(client, caller).post(url("new-objective"), form).content.decode().split())
    assert '<a href="#kr-0-title">Key result 1, What moves</a>: The blank &lt;measure&gt; is not filled in yet.' in text
    assert '<a href="#kr-2-title">Key result 3, What moves</a>: The blank &lt;now&gt; is not filled in yet.' in text
    form |= {"kr-0-title": "Value", "kr-2-title": "Latency <200 ms", "title": "<Who> has value in 72 hours"}
    text = " ".join(client.post(url("new-objective"), form).content.decode().split())
    assert '<a href="#id_title">What shall become true?</a>: The blank &lt;Who&gt; is not filled in yet.' in text
    assert not Objective.objects.exists()


def test_an_edit_made_from_an_old_version_is_not_lost_silently(client):
    caller = founder()
    goal = objective(caller)
    entered(client, caller)
    page = client.get(url("edit-objective", goal.key))
    form = {
        k: v for k, v in page.context["form"].initial.items() if v is not None and k not in {"owner", "unit", "cycle"}
    }
    form |= {"owner": caller.person.key, "unit": goal.unit.key, "cycle": goal.cycle.key, "version": goal.version}
    form.pop("private")
    assert client.post(url("edit-objective", goal.key), form | {"title": "First"}).status_code == 302
    late = client.post(url("edit-objective", goal.key), form | {"title": "Second"})
    assert late.status_code == 422
    assert "changed by somebody else" in late.content.decode()
    goal.refresh_from_db()
    assert goal.title == "First"


def test_the_page_of_a_key_result_and_its_check_in(client):
    caller = founder()
    row = only_kr(objective(caller))
    entered(client, caller)
    assert "No value has arrived yet" in client.get(url("key-result", row.key)).content.decode()
    with count_statements() as ran:
        client.post(url("check-ins", row.key), {"say-value": "4", "say-confidence": "7", "say-note": "Fourth."})
    ran.assert_at_most(18)
    text = client.get(url("key-result", row.key)).content.decode()
    assert "Fourth." in text
    wrong = client.post(url("check-ins", row.key), {"say-value": "4.5"})
    assert wrong.status_code == 422
    assert "4.5" in wrong.content.decode()
    first = CheckIn.objects.get()
    assert client.get(url("correct-check-in", first.key)).status_code == 200
    client.post(url("correct-check-in", first.key), {"value": "5", "confidence": "7", "note": "Fifth."})
    row.refresh_from_db()
    assert row.current == 5


def test_the_grid_takes_what_was_typed_and_the_last_values_for_the_rest(client):
    caller = founder()
    goal = objective(caller, "Two", steps("One"), steps("Two"), steps("On a KPI", metric=metric(caller)))
    one, two, _ = goal.key_results.select_related(
        "workspace", "objective__cycle", "owner", "updater", "metric"
    ).order_by("pk")
    check_in(caller, CheckInDraft(two, value=2))
    goal.key_results.update(checked_in_at=None)
    entered(client, caller)
    assert client.get(url("check-in")).status_code == 200
    typed = {f"{one.key}-value": "5", f"{one.key}-note": "Half."}
    effect = client.post(url("effect"), typed).content.decode()
    assert goal.title in effect
    assert CheckIn.objects.count() == 1
    client.post(url("check-in"), typed | {"rest": "last"})
    assert sorted(CheckIn.objects.values_list("key_result__key", "value")) == [(one.key, 5), (two.key, 2), (two.key, 2)]


def test_a_wrong_row_in_the_grid_sends_nothing_and_says_why(client):
    caller = founder()
    row = only_kr(objective(caller))
    answer = entered(client, caller).post(url("check-in"), {f"{row.key}-value": "NaN", f"{row.key}-confidence": "11"})
    assert answer.status_code == 422
    assert "NaN" in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_a_cycle_is_scored_learned_from_and_carried_forward(client):
    caller = founder()
    goal = full(caller)
    cycle = quarter(caller)
    entered(client, caller)
    assert client.get(url("cycles")).status_code == 200
    assert client.post(url("calendar")).status_code == 302
    client.post(url("cycle-state", cycle.key), {"move-state": "scoring"})
    row = goal.key_results.first()
    assert client.get(url("score", goal.key)).status_code == 200
    far = client.post(url("score", goal.key), {"grade": "0.9", row.key: "0.3"})
    assert far.status_code == 422
    assert "0.2" in far.content.decode()
    client.post(url("score", goal.key), {"grade": "0.9", "rationale": "The step came.", row.key: "0.3"})
    client.post(url("retrospective", goal.key), {"lessons": "Ask legal first."})
    following = next(one for _, one in client.get(url("cycles")).context["cycles"] if one.start > cycle.end)
    starts = {f"{kr.key}-{name}": n for kr in goal.key_results.all() for name, n in (("baseline", 3), ("target", 9))}
    client.post(url("carry", goal.key), {"carry": "continue", "cycle": following.key, **starts})
    goal.refresh_from_db()
    assert goal.retrospective.carried_to.cycle == following
    assert "Ask legal first." in client.get(url("retrospectives"), {"words": "legal"}).content.decode()
    assert "Ask legal first." in client.get(url("similar"), {"title": "Clinics that pay sooner"}).content.decode()
    client.post(url("close-objective", goal.key))
    assert "0.9" in client.get(url("cycle", cycle.key)).content.decode()
    assert client.get(url("objective", goal.key)).status_code == 200


def test_every_small_form_does_what_it_says(client):
    caller = founder()
    goal = full(caller)
    entered(client, caller)
    one = goal.assumptions.get()
    client.post(url("judge-assumption", one.key), {"state": "broken"})
    client.post(url("add-assumption", goal.key), {"text": "Prices hold."})
    added = goal.assumptions.get(text="Prices hold.")
    client.post(url("judge-assumption", added.key), {"state": "archived"})
    assert list(goal.assumptions.filter(archived_at=None)) == [one]
    assert client.post(url("judge-assumption", added.key), {"state": "holds"}).status_code == 404
    client.post(url("initiative-state", goal.initiatives.get().key), {"state": "done"})
    client.post(url("objective-status", goal.key), {"resume": "1"})
    client.post(url("remove-companion", goal.companions.get().key))
    client.post(url("unalign", goal.parents.get().key))
    row = goal.key_results.first()
    client.post(url("decide-amendment", row.amendments.get().key), {"accept": "1"})
    client.post(url("blocker", row.blockers.get().key), {"resolved": "1"})
    client.post(url("withdraw-check-in", row.check_ins.get().key))
    for found in (goal, row, one):
        found.refresh_from_db()
    assert (goal.hand_status, one.state, row.target, row.current) == ("", "broken", 8, None)
    assert goal.initiatives.get().done_at is not None
    assert not goal.companions.exists()
    assert not goal.parents.exists()


def test_a_member_may_not_touch_what_is_not_theirs(client):
    caller = founder()
    goal = full(caller)
    other = colleague(caller)
    entered(client, other)
    row = goal.key_results.first()
    for name, key in [("edit-objective", goal.key), ("archive-objective", goal.key), ("check-ins", row.key),
                      ("score", goal.key), ("shares", goal.key), ("withdraw-check-in", row.check_ins.get().key),
                      ("decide-amendment", row.amendments.get().key)]:  # fmt: skip
        assert client.post(url(name, key), {"say-value": "3", "accept": "1"}).status_code == 403, name


def test_a_private_goal_answers_like_one_that_never_existed(client):
    caller = founder()
    goal = objective(caller, "Secret", private=True)
    other = entered(client, colleague(caller))
    never = other.get(url("objective", "O-999"))
    hidden = other.get(url("objective", goal.key))
    assert (hidden.status_code, never.status_code) == (404, 404)
    assert _without_token(hidden).replace(goal.key, "O-999") == _without_token(never)
    assert other.get(url("key-result", only_kr(goal).key)).status_code == 404
    assert "Secret" not in other.get("/lumen/objectives").content.decode()
    assert other.get("/lumen/objectives").context["total"] == 0


def test_a_score_shows_what_it_means_for_a_goal_that_was_committed(client):
    caller = founder()
    goal = objective(caller, ambition="committed")
    check_in(caller, CheckInDraft(only_kr(goal), value=5))
    score_objective(caller, goal, 50)
    write_retrospective(caller, goal, Learned("Start earlier."))
    move_cycle(caller, quarter(caller), "scoring")
    text = entered(client, caller).get(url("score", goal.key)).content.decode()
    assert "committed goals are expected whole" in text


def test_a_check_in_may_say_what_became_of_assumptions_and_propose_another_target(client):
    caller = founder()
    goal = full(caller)
    entered(client, caller)
    row = goal.key_results.filter(metric=None, kind="move").first()
    one = goal.assumptions.get()
    before = row.amendments.count()
    said = {"say-value": "3", f"say-assumption_{one.key}": "holds", "say-new_target": "9"}
    refused = client.post(url("check-ins", row.key), said).content.decode()
    assert "Another target needs a reason" in refused
    client.post(url("check-ins", row.key), said | {"say-new_target_reason": "Two markets came."})
    one.refresh_from_db()
    assert (one.state, row.amendments.count()) == ("holds", before + 1)
    assert row.amendments.latest("pk").reason == "Two markets came."
