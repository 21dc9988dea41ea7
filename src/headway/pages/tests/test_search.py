import pytest
from django.urls import reverse

from headway.loop.actions.answering import Watch, answer_decision
from headway.loop.tests.scene import as_person, breached, cycle, kpi, member
from headway.loop.tests.test_answers import SOON
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Retrospective
from headway.pages import finding
from tests.world import company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return founder()


def find(client, caller, text, person=None):
    client.force_login((person or caller.person).user)
    return client.get(reverse("pages:search", args=["lumen"]), {"q": text})


def objective(caller, title):
    rows = (NewKeyResult("Reference clinics", baseline=2, target=6),)
    new = NewObjective(title, caller.person, company(caller), cycle(caller), key_results=rows)
    return create_objective(caller, new)


def test_an_empty_search_says_what_can_be_found(client, caller):
    assert "Type words, or a key" in find(client, caller, "").content.decode()


def test_nothing_found_says_so(client, caller):
    page = find(client, caller, "zebra").content.decode()
    assert "Nothing that you may see fits" in page


@pytest.mark.parametrize("count", [1, 15])
def test_numbers_are_found_by_words_in_any_order(client, caller, count):
    for n in range(count):
        kpi(caller, f"Trial conversion {n}")
    page = find(client, caller, "conversion trial").content.decode()
    assert page.count("Trial conversion") == min(count, 12)
    assert ("and more: add a word" in page) is (count > 12)


def test_any_part_of_a_key_finds_it_and_no_other_word_is_looked_for_in_keys(caller):
    key = kpi(caller, "Trial conversion").key
    parts = [key[a:b] for a in range(len(key)) for b in range(a + 1, len(key) + 1)]
    for text in [*parts, *map(str.lower, parts)]:
        assert key in [hit.key for kind in finding.find(caller, text) for hit in kind.hits], text
    assert finding.IN_A_KEY.fullmatch("onboarding") is None


def test_goals_decisions_lessons_and_people_are_found(client, caller):
    goal = objective(caller, "Clinics recommend us")
    _, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Clinics are closed.")
    Retrospective.objects.create(
        workspace=caller.workspace, key="R-1", objective=goal, lessons="Ask clinics sooner.", at=caller.now
    )
    member(caller, "Clinical Carla")
    page = find(client, caller, "clinic").content.decode()
    for words in ("Clinics recommend us", "Reference clinics", "Clinics are closed.", "Ask clinics sooner.", "Carla"):
        assert words in page


def test_a_key_leads_straight_there(client, caller):
    metric = kpi(caller)
    assert find(client, caller, "k-1")["Location"] == f"/lumen/kpis/{metric.key}"
    assert find(client, caller, "K-99").status_code == 200


def test_what_is_private_is_found_by_nobody_else(client, caller):
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    mine = as_person(caller, owner)
    hidden = NewObjective("A hidden plan", owner, company(caller), cycle(caller), private=True, why="hidden")
    goal = create_objective(mine, hidden)
    Retrospective.objects.create(
        workspace=caller.workspace, key="R-1", objective=goal, lessons="A hidden lesson.", at=caller.now
    )
    metric, decision = breached(caller, name="Hidden salaries", owner=owner, private=True)
    for text in ("hidden", goal.key, metric.key, decision.key):
        page = find(client, caller, text, stranger)
        assert page.status_code == 200
        assert "idden plan" not in page.content.decode()
        assert "Hidden salaries" not in page.content.decode()
        assert "lesson." not in page.content.decode()
    assert "Hidden salaries" in find(client, caller, "hidden", owner).content.decode()


def test_odd_input_breaks_nothing(client, caller):
    for text in ("%", "_", "'; DROP", "x" * 5000, "\x00", "O-999999999999"):
        assert find(client, caller, text).status_code == 200
