"""KPI or OKR on the page, over the API and from the command line: the same answers give the same choice."""

import json
from itertools import product

import pytest
from click.testing import CliRunner

from headway.coach.choose import NAMES, answers_from, choose
from headway.coach.choosing import FLAGS, choose_command
from headway.kpis.tests.company import bearer
from headway.okrs.models import Initiative, Objective
from headway.people.models import Role
from tests.world import MONDAY, company, founder

from .scene import member, quarter

pytestmark = pytest.mark.django_db
PAGE, API = "/lumen/coach/choose", "/api/v1/lumen/coach/choice"
PUSH = dict.fromkeys(NAMES, "yes")
LEVEL = "Resolve tickets within 4 hours"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def signed_in(client, caller):
    client.force_login(caller.someone.user)
    return client


def test_every_door_chooses_the_same_whatever_was_answered(signed_in, caller):
    headers, texts = bearer(caller), ["", LEVEL, "Raise NPS from 45 to 60", "Launch the app"]
    for number, said in enumerate(product([True, False, None], repeat=len(NAMES))):
        text = texts[number % len(texts)]
        given = {name: yes for name, yes in zip(NAMES, said, strict=True) if yes is not None}
        known = {**answers_from(text), **given}
        left = [name for name in NAMES if name not in known]
        page = signed_in.get(PAGE, {"text": text} | {name: "yes" if yes else "no" for name, yes in given.items()})
        told = signed_in.get(
            API, {"text": text} | {name: str(yes).lower() for name, yes in given.items()}, headers=headers
        )
        flags = [FLAGS[name][0 if yes else 1] for name, yes in given.items()]
        typed = CliRunner().invoke(choose_command, [text, *flags, "--json"])
        if left:
            assert (page.context["way"], told.status_code, typed.exit_code) == (None, 422, 2)
            assert set(page.context["form"].errors) == (set(left) if text or given else {"text"})
            assert told.json()["errors"][0]["field"] == left[0]
        else:
            expected = json.loads(json.dumps(choose(known, text).as_dict()))
            assert json.loads(json.dumps(page.context["way"].choice.as_dict())) == expected
            assert told.json() == expected
            assert json.loads(typed.stdout) == expected


def test_a_page_sent_empty_says_in_the_field_what_is_missing(signed_in):
    untouched = signed_in.get(PAGE)
    assert not untouched.context["form"].errors
    page = signed_in.get(PAGE, {"text": " "}).content.decode()
    said = "Nothing is said yet: say what you have in mind, or answer the five questions."
    assert page.count(said) == 1
    assert page.split("data-focus")[0].rstrip().split("<input")[-1].count('name="text"') == 1
    assert page.count("data-focus") == 1


def test_each_open_question_says_so_and_the_first_has_the_focus(signed_in):
    page = signed_in.get(PAGE, {"text": "Raise NPS from 45 to 60", "continuous": "maybe"}).content.decode()
    assert page.count("Your words leave this open: answer yes or no.") == 3
    first = page.split("data-focus")[0].split("<input")[-1]
    assert 'name="continuous"' in first
    asked = signed_in.get(PAGE, {"text": "", "improve": "yes"}).content.decode()
    assert asked.count("Not answered yet: answer yes or no.") == 4


def test_a_text_that_is_too_long_is_kept_and_refused_at_every_door(signed_in, caller):
    text = "x" * 301
    page = signed_in.get(PAGE, {"text": text} | PUSH)
    assert page.context["way"] is None
    assert page.context["form"]["text"].value() == text
    assert "at most 300 characters" in page.content.decode()
    answer = signed_in.get(API, {"text": text}, headers=bearer(caller))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "text")


@pytest.mark.parametrize("sent", [{"improve": "perhaps"}, {"improved": "true"}])
def test_the_api_refuses_what_it_does_not_know(signed_in, caller, sent):
    assert signed_in.get(API, sent, headers=bearer(caller)).status_code == 422


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.VIEWER, Role.GUEST])
@pytest.mark.parametrize("answers", [{"text": LEVEL}, {"text": "Raise NPS from 45 to 60"} | PUSH])
def test_who_may_only_read_gets_the_draft_and_no_way_that_ends_in_a_refusal(client, caller, role, answers):
    client.force_login(member(caller, role=role).someone.user)
    page = client.get(PAGE, answers)
    text = page.content.decode()
    assert page.context["way"].url == ""
    assert "Make this KPI" not in text
    assert "Set this objective" not in text
    assert "pass on the address of this page" in text


@pytest.mark.parametrize(
    ("end", "due", "runs_on"),
    [("by 18 December", "2026-12-18", False), ("by 30 June 2027", "2027-06-30", True), ("by June", None, None),
     ("by 1 March 2026", None, None)],
)  # fmt: skip
def test_the_last_day_that_a_text_names_goes_along_too(signed_in, caller, end, due, runs_on):
    quarter(caller)
    way = signed_in.get(PAGE, {"text": f"Raise NPS from 45 to 60 {end}"} | PUSH).context["way"]
    form = signed_in.get(way.url).context["form"]
    assert (form["due"].value() and str(form["due"].value()), form["runs_on"].value()) == (due, runs_on)
    sent = {bound.name: bound.value() or "" for bound in form}
    sent |= {
        "title": "Customers recommend us", "owner": caller.someone.key, "unit": company(caller).key, "cycle": "C-1",
        "private": "", "co_owners": [], "start": "", "kr-TOTAL_FORMS": 0, "kr-INITIAL_FORMS": 0,
    }  # fmt: skip
    if not runs_on:
        del sent["runs_on"]
    answer = signed_in.post("/lumen/objectives/new", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert str(Objective.objects.get().due) == (due or "2026-12-31")


def test_the_work_of_a_draft_goes_along_into_the_objective(signed_in, caller):
    cycle = quarter(caller)
    way = signed_in.get(PAGE, {"text": "Launch the mobile app by March"} | PUSH).context["way"]
    form = signed_in.get(way.url).context["form"]
    assert form["initiatives"].value() == "Launch the mobile app by March"
    sent = {bound.name: bound.value() or "" for bound in form}
    sent |= {
        "title": "Customers do their banking on the way", "owner": caller.someone.key, "unit": company(caller).key,
        "cycle": cycle.key, "private": "", "runs_on": "", "co_owners": [], "start": "", "due": "", "kr-TOTAL_FORMS": 1,
        "kr-INITIAL_FORMS": 0, "kr-0-title": "Share of customers who use it weekly", "kr-0-baseline": "0",
        "kr-0-target": "40",
    }  # fmt: skip
    answer = signed_in.post("/lumen/objectives/new", sent, follow=True)
    made, work = Objective.objects.get(), Initiative.objects.get()
    assert (work.objective, work.owner, work.title) == (made, made.owner, "Launch the mobile app by March")
    assert "Launch the mobile app by March" in answer.content.decode()
