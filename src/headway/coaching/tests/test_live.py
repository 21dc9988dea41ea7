"""While one types: read on the server in no time, and waved away there and then."""

import html
import re
from dataclasses import replace

import pytest

from headway.activity.models import Activity
from headway.coaching.actions.house_rules import set_mandatory
from headway.coaching.findings import Findings
from headway.coaching.lessons import lessons
from headway.coaching.models import Dismissal
from headway.okrs.actions.objectives import change_objective
from headway.people.caller import REMEMBERED
from headway.people.models import Role
from tests.world import MONDAY, founder

from .scene import goal, kpi, member, quarter, row

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


@pytest.mark.parametrize(
    ("page", "field", "slot"),
    [
        ("objectives/new", "title", "objective"),
        ("objectives/new", "kr-0-title", "key_result"),
        ("kpis/new", "name", "kpi"),
        ("kpis/K-1/definition", "name", "kpi"),
        ("backlog", "title", "objective"),
        ("guide/objective", "title", "objective"),
    ],
)
def test_the_coach_reads_wherever_a_goal_or_a_kpi_is_written(signed_in, caller, page, field, slot):
    quarter(caller)
    kpi(caller, "Churn")
    text = signed_in.get(f"/lumen/{page}").content.decode()
    (written,) = re.findall(rf'<input[^>]*name="{field}"[^>]*>', text)
    assert f'data-coach="{slot}"' in written
    assert 'data-coach-url="/lumen/coach/reading"' in text
    assert "data-coach-notes" in text
    assert "coaching/coach" in text


def test_a_task_is_seen_with_its_evidence_and_a_wording_to_take(signed_in):
    text = read(signed_in, "Launch the new onboarding")
    assert lessons()["task_not_outcome"].title in text
    assert 'data-use-wording="Raise the share of &lt;users&gt; who' in text


def test_a_good_text_and_an_empty_one_say_nothing(signed_in):
    assert read(signed_in, "Raise visitor-to-trial conversion from 2% to 4%").strip() == ""
    assert read(signed_in, "   ").strip() == ""


def shown(client, text, slot):
    return " ".join(html.unescape(read(client, text, slot)).split())


def test_while_one_types_the_coach_names_what_is_still_to_be_filled_in(signed_in):
    text = shown(signed_in, "<Who> can <do what was out of reach>", "objective")
    assert "Fill in <Who> and <do what was out of reach>" in text
    assert 'data-blank="<Who>"' in text
    assert text.count("<h2") == 1
    text = shown(signed_in, "Raise the share of <followers> who <sign up, buy or contribute>", "key_result")
    assert text.count("<h2") == 1  # of followers it would say more, were they not its own words
    text = shown(signed_in, "Guests can <do what was out of reach>", "objective")
    assert "Fill in <do what was out of reach>" in text
    assert "Fill in <now> and <then>" in shown(signed_in, "Raise activation from <now> to <then>", "key_result")
    assert "Fill in" not in shown(signed_in, "Guests can order before they land", "objective")
    assert "Fill in" not in shown(signed_in, "p95 latency <200 ms for >99% of calls", "key_result")


def test_a_wording_says_where_its_first_blank_is(signed_in):
    wording = "Raise the share of <users> who <reach what it is for> from <now> to <then>"
    assert f'data-use-wording="{wording}" data-blank="<users>"' in shown(signed_in, "Launch the app", "key_result")
    # what the text itself has behind < is no blank
    assert 'data-blank="<now>"' in shown(signed_in, "Keep latency <200 ms", "key_result")


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
    ran.assert_at_most(3)


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


def wave(client, text, code, reason="The board wrote it.", slot="objective", **more):
    return client.post(
        "/lumen/coach/reading/dismissals", {"text": text, "slot": slot, "code": code, "reason": reason, **more}
    )


def remembering(client, caller):
    """The caller of the login's next page."""
    return replace(caller, remembers=frozenset(client.session[REMEMBERED]))


def test_a_finding_is_waved_away_while_typing_until_the_text_changes(signed_in, caller):
    answer = wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric")
    assert answer.status_code == 200
    assert "Waved away" in answer.content.decode()
    assert lessons()["objective_is_metric"].title not in answer.content.decode()
    assert read(signed_in, "Grow EBITDA by 10%", "objective").strip() == ""
    assert lessons()["objective_is_metric"].title in read(signed_in, "Grow EBITDA by 12%", "objective")
    kept = Dismissal.objects.get()
    assert (kept.about, kept.reason) == (caller.actor, "The board wrote it.")
    signed_in.post(f"/lumen/dismissals/{kept.key}/end")
    assert lessons()["objective_is_metric"].title in read(signed_in, "Grow EBITDA by 10%", "objective")


def test_what_one_waves_away_others_still_read(signed_in, caller, client):
    wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric")
    client.force_login(member(caller).someone.user)
    assert lessons()["objective_is_metric"].title in read(client, "Grow EBITDA by 10%", "objective")


def test_it_stays_away_from_the_goal_that_the_text_becomes_and_the_log_says_so_once(signed_in, caller):
    cycle = quarter(caller)
    wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric")
    wave(signed_in, "Launch the app", "task_not_outcome", slot="key_result", parent="Grow EBITDA by 10%", kind="done")
    caller = remembering(signed_in, caller)
    before = Activity.objects.count()
    made = goal(caller, cycle, "Grow EBITDA by 10%", row("Launch the app", kind="done"), row("B"))
    assert Activity.objects.count() == before + 1
    found = Findings(caller)
    assert not {"objective_is_metric", "task_not_outcome"} & {told.found.code for told in found.open}
    assert {told.dismissed.reason for told in found.dismissed} == {"The board wrote it."}
    change_objective(caller, made, {"title": "Grow EBITDA by 12%"})
    assert "objective_is_metric" in {told.found.code for told in Findings(caller).open}


def test_it_stays_away_from_the_kpi_that_the_text_becomes(signed_in, caller):
    wave(signed_in, "Page views", "vanity_metric", slot="kpi")
    made = kpi(remembering(signed_in, caller), "Page views")
    assert [told.about.key for told in Findings(caller).dismissed] == [made.key]


def test_a_login_that_waved_nothing_away_asks_for_nothing_of_the_kind(caller, count_statements):
    cycle = quarter(caller)
    with count_statements() as ran:
        goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"))
    assert not [sql for sql in ran if "coaching_dismissal" in sql]


def test_on_the_form_of_a_goal_the_finding_of_the_goal_itself_is_waved_away(signed_in, caller):
    made = goal(caller, quarter(caller), "Grow EBITDA by 10%", row("A"), row("B"))
    assert f'data-coach-about="{made.key}"' in signed_in.get(f"/lumen/objectives/{made.key}/edit").content.decode()
    wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric", about=made.key)
    assert Dismissal.objects.get().about == made.key
    assert read(signed_in, "Grow EBITDA by 10%", "objective", about=made.key).strip() == ""
    wave(signed_in, "Grow EBITDA by 12%", "objective_is_metric", about=made.key)
    assert Dismissal.objects.latest("pk").about == caller.actor


def test_waving_away_while_typing_takes_a_reason_a_finding_and_no_house_rule(signed_in, caller):
    assert "Say in a sentence" in wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric", " ").content.decode()
    assert wave(signed_in, "Grow EBITDA by 10%", "compound").status_code == 404
    set_mandatory(caller, ["objective_is_metric"])
    refused = wave(signed_in, "Grow EBITDA by 10%", "objective_is_metric")
    assert refused.headers["Coach-Refused"]
    assert "in no goal" in refused.content.decode()
    assert "data-wave-away" not in read(signed_in, "Grow EBITDA by 10%", "objective")
    assert not Dismissal.objects.exists()


def test_who_may_not_write_waves_nothing_away(client, caller):
    client.force_login(member(caller, role=Role.VIEWER).someone.user)
    assert wave(client, "Grow EBITDA by 10%", "objective_is_metric").status_code == 403
    assert not Dismissal.objects.exists()
