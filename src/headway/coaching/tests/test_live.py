"""While one types: read on the server in no time, without a statement of its own."""

import pytest

from headway.coaching.actions.house_rules import set_mandatory
from headway.coaching.lessons import lessons
from tests.world import MONDAY, founder

from .scene import goal, quarter, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY)


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def signed_in(client, caller):
    client.force_login(caller.someone.user)
    return client


def read(client, text, slot="key_result", **more):
    return client.get("/lumen/coach/reading", {"text": text, "slot": slot, **more}).content.decode()


def test_a_task_is_seen_with_its_evidence_and_a_wording_to_take(signed_in):
    text = read(signed_in, "Launch the new onboarding")
    assert lessons()["task_not_outcome"].title in text
    assert 'data-use-wording="Raise &lt;measure&gt; from &lt;now&gt; to &lt;then&gt;"' in text


def test_a_good_text_and_an_empty_one_say_nothing(signed_in):
    assert read(signed_in, "Raise visitor-to-trial conversion from 2% to 4%").strip() == ""
    assert read(signed_in, "   ").strip() == ""


def test_the_slot_decides(signed_in):
    assert lessons()["objective_is_metric"].title in read(signed_in, "Grow EBITDA by 10%", "objective")
    assert lessons()["vanity_metric"].title in read(signed_in, "Page views", "kpi")
    assert read(signed_in, "Churn", "nonsense")


def test_what_is_mandatory_comes_first_and_says_so(signed_in, caller):
    set_mandatory(caller, ["compound"])
    text = read(signed_in, "Increase revenue and margin", "objective")
    assert "not allowed here" in text


def test_hostile_text_is_shown_as_text(signed_in):
    text = read(signed_in, "<script>alert(1)</script> launch \x00 the app")
    assert "<script>" not in text


def test_only_who_asks_is_read(signed_in, count_statements):
    with count_statements() as ran:
        read(signed_in, "Launch the new onboarding")
    ran.assert_at_most(2)


def test_a_stranger_reads_nothing(client, caller):
    assert client.get("/lumen/coach/reading", {"text": "Launch"}).status_code == 302


def test_without_a_script_the_findings_stand_on_the_page_after_it_is_set(signed_in, caller):
    made = goal(
        caller, quarter(caller), "Customers onboard by themselves", row("Launch the app", kind="done"), row("B")
    )
    assert lessons()["task_not_outcome"].title in signed_in.get(f"/lumen/objectives/{made.key}").content.decode()


@pytest.mark.parametrize("path", ["objectives/new", "kpis/new"])
def test_forms_say_where_they_are_read(signed_in, path):
    text = signed_in.get(f"/lumen/{path}").content.decode()
    assert 'data-coach-url="/lumen/coach/reading"' in text
    assert "data-coach-notes" in text
    assert "coaching/coach.js" in text
