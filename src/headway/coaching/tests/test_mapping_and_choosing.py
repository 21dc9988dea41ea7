"""What each KPI is in a cycle, and the way from a thought to a form that is filled in."""

import json
from copy import copy
from functools import reduce

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from headway.coaching.actions.mapping import map_kpis
from headway.coaching.cli import map_command
from headway.coaching.mapping import Answer, mapped
from headway.coaching.models import Mapping
from headway.kpis.models import Metric
from headway.kpis.tests.company import bearer
from headway.okrs.actions.cycles import move_cycle
from headway.people.errors import NotAllowed, Refused
from tests.world import MONDAY, founder

from .scene import goal, kpi, member, quarter, row

pytestmark = pytest.mark.django_db


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


def roles(caller, cycle):
    return {each.kpi.name: each.role for each in mapped(caller, cycle)}


def test_answers_and_ties_make_a_role(caller):
    cycle = quarter(caller)
    churn, calls, cash = (kpi(caller, name) for name in ("Churn", "Calls", "Cash"))
    goal(caller, cycle, "Customers stay", row("Churn", metric=churn), row("Calls", metric=calls))
    assert roles(caller, cycle) == {"Churn": "", "Calls": "", "Cash": ""}
    answers = {churn: Answer(True, True), calls: Answer(True, False), cash: Answer(False, True)}
    assert map_kpis(caller, cycle, answers) == 3
    assert roles(caller, cycle) == {"Churn": "key_result", "Calls": "supporting", "Cash": "monitor"}
    assert map_kpis(caller, cycle, answers) == 0
    assert map_kpis(caller, cycle, {churn: Answer(False, True)}) == 1
    assert roles(caller, cycle)["Churn"] == "guardrail"
    assert Mapping.objects.count() == 3


def test_a_closed_cycle_and_a_strangers_kpi_stay_as_they_are(caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    with pytest.raises(NotAllowed):
        map_kpis(member(caller), cycle, {churn: Answer(True, True)})
    move_cycle(caller, cycle, "closed", "Over.")
    with pytest.raises(Refused, match="history"):
        map_kpis(caller, cycle, {churn: Answer(True, True)})


def test_the_page_keeps_what_was_answered_in_whole_or_in_part(signed_in, caller, count_statements):
    cycle, churn, cash = quarter(caller), kpi(caller, "Churn"), kpi(caller, "Cash")
    sent = {f"{churn.key}-movable": "yes", f"{churn.key}-final": "yes", f"{cash.key}-movable": "yes"}
    answer = signed_in.post(f"/lumen/cycles/{cycle.key}/kpis?page=1", sent, follow=True)
    assert answer.redirect_chain == [(f"/lumen/cycles/{cycle.key}/kpis?page=1#keep", 302)]
    assert "Kept. One is answered in part: Cash." in answer.content.decode()
    assert {each.metric_id: (each.movable, each.final) for each in Mapping.objects.all()} == {
        churn.pk: (True, True), cash.pk: (True, None),
    }  # fmt: skip
    with count_statements() as ran:
        page = signed_in.get(f"/lumen/cycles/{cycle.key}/kpis").content
    ran.assert_fits(page)
    assert "1 of 2 are answered, 1 more in part." in page.decode()
    assert f'<a href="?page=1#{cash.key}">Cash</a>' in page.decode()
    assert "1 of 2 answered." in page.decode()


def test_answers_after_htmx_leave_the_fields_alone(signed_in, caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    url, sent, headers = f"/lumen/cycles/{cycle.key}/kpis", {f"{churn.key}-final": "no"}, {"HX-Request": "true"}
    answer = signed_in.post(url, sent, headers=headers)
    text = answer.content.decode()
    assert f'<td id="role-{churn.key}" hx-swap-oob="true">' in text
    assert "Can the team move it?" in text
    assert 'type="radio"' not in text
    assert "answered in part: Churn" in answer.headers["HX-Trigger"]
    move_cycle(caller, cycle, "closed", "Over.")
    refused = signed_in.post(url, sent, headers=headers)
    assert refused.headers["HX-Reswap"] == "none"
    assert "history" in refused.headers["HX-Trigger"]


def test_no_answer_changes_the_order(signed_in, caller):
    cycle = quarter(caller)
    kpis = [kpi(caller, name) for name in ("Cash", "Churn", "Debt")]
    shown = []
    for each in kpis:
        map_kpis(caller, cycle, {each: Answer(False)})
        shown.append([line.row.kpi.key for line in signed_in.get(f"/lumen/cycles/{cycle.key}/kpis").context["lines"]])
    assert shown == [[each.key for each in kpis]] * 3


def test_a_kpi_is_tied_to_goals_by_their_names(signed_in, caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    made = goal(caller, cycle, "Customers stay", *(row(f"Churn {n}", metric=churn) for n in range(5)))
    text = signed_in.get(f"/lumen/cycles/{cycle.key}/kpis").content.decode()
    first = made.key_results.order_by("pk").first()
    assert f'<a href="/lumen/key-results/{first.key}">Churn 0</a>' in text
    assert "and 2 more" in text


SAID = st.sampled_from([None, True, False])


@given(st.lists(st.builds(Answer, SAID, SAID)))
def test_what_was_answered_last_to_each_question_holds(said):
    now = reduce(lambda before, answer: answer.after(before), said, Answer())
    for name in ("movable", "final"):
        given_ = [getattr(each, name) for each in said if getattr(each, name) is not None]
        assert getattr(now, name) == (given_[-1] if given_ else None)
    assert now.is_whole + now.is_in_part + (now == Answer()) == 1


def test_those_that_one_may_answer_come_first(client, caller):
    cycle, worker = quarter(caller), member(caller)
    kpi(caller, "Adoption")
    own = kpi(caller, "Zeal", owner=worker.person)
    client.force_login(worker.person.user)
    lines = client.get(f"/lumen/cycles/{cycle.key}/kpis").context["lines"]
    assert lines[0][0].kpi.key == own.key


def test_what_is_only_watched_needs_one_answer(signed_in, caller):
    cycle, cash = quarter(caller), kpi(caller, "Cash")
    signed_in.post(f"/lumen/cycles/{cycle.key}/kpis", {f"{cash.key}-movable": "no"})
    assert roles(caller, cycle) == {"Cash": "monitor"}


def test_what_is_only_watched_is_kept_as_it_was_answered(signed_in, caller):
    cycle, cash = quarter(caller), kpi(caller, "Cash")
    signed_in.post(f"/lumen/cycles/{cycle.key}/kpis", {f"{cash.key}-movable": "no"})
    kept = Mapping.objects.get()
    assert (kept.movable, kept.final) == (False, None)


def test_answers_in_part_come_together_over_the_api_and_on_the_command_line(client, caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    url, headers = f"/api/v1/lumen/cycles/{cycle.key}/kpis", bearer(caller)

    def put(**answer):
        sent = [{"kpi": churn.key, **answer}]
        return client.put(url, sent, content_type="application/json", headers=headers)

    assert put().status_code == 422
    (shown,) = put(movable=True).json()
    assert (shown["movable"], shown["final"], shown["role"]) == (True, None, None)
    told = CliRunner().invoke(map_command, [cycle.key], catch_exceptions=False).output
    assert "1 of 2 answered" in told
    told = CliRunner().invoke(map_command, [cycle.key, churn.key, "--sign"], catch_exceptions=False).output
    assert told.rstrip().endswith("monitor")
    (shown,) = client.get(url, headers=headers).json()
    assert (shown["movable"], shown["final"]) == (True, False)
    assert "Name the KPI" in CliRunner().invoke(map_command, [cycle.key, "--sign"]).output
    with pytest.raises(Refused, match="Nothing is answered"):
        map_kpis(caller, cycle, {churn: Answer()})


def test_a_key_result_that_is_there_is_judged_and_not_asked_for(caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    goal(caller, cycle, "Customers stay", row("Churn", metric=churn), row("Calls"))
    for answer, says in [
        (Answer(True, True), "in the right place"),
        (Answer(True, False), "put one on the result itself"),
        (Answer(False, True), "keep it as a guardrail"),
    ]:
        map_kpis(caller, cycle, {churn: answer})
        (shown,) = mapped(caller, cycle)
        assert says in shown.advice


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_page_costs_as_much_whatever_the_number_of_kpis(signed_in, caller, count, count_statements):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    more = [copy(churn) for _ in range(count - 1)]
    for number, each in enumerate(more):
        each.pk, each.key, each.name = None, f"K-{1000 + number}", f"KPI {number}"
    Metric.objects.bulk_create(more)
    with count_statements() as ran:
        page = signed_in.get(f"/lumen/cycles/{cycle.key}/kpis").content
    ran.assert_at_most(9)
    assert f"of {count} are answered" in page.decode()
    assert page.count(b'<th scope="row">') == min(count, 60)


def test_mapping_over_the_api_and_from_the_command_line(client, caller):
    cycle, churn = quarter(caller), kpi(caller, "Churn")
    headers = bearer(caller)
    sent = [{"kpi": churn.key, "movable": True, "final": True}]
    url = f"/api/v1/lumen/cycles/{cycle.key}/kpis"
    answer = client.put(url, sent, content_type="application/json", headers=headers).json()
    assert answer[0]["role"] == "monitor"
    told = CliRunner().invoke(
        map_command, [cycle.key, churn.key, "--watch", "--sign", "--json"], catch_exceptions=False
    )
    assert json.loads(told.output)[0]["movable"] is False


def test_a_level_to_keep_ends_in_a_kpi_form(signed_in):
    page = signed_in.get("/lumen/coach/choose", {"text": "Keep uptime above 99.9%"})
    way = page.context["way"]
    assert way.choice.kind == "kpi"
    form = signed_in.get(way.url)
    assert form.status_code == 200
    assert form.context["form"]["name"].value() == "Uptime"
    assert form.context["form"]["lower"].value() == "99.9"


def test_a_push_ends_in_an_objective_with_its_key_result(signed_in):
    answers = {"improve": "yes", "continuous": "yes", "end": "yes", "next_year": "yes", "push": "yes"}
    page = signed_in.get("/lumen/coach/choose", {"text": "Raise NPS from 45 to 60 by June", **answers})
    way = page.context["way"]
    assert way.choice.kind == "okr"
    form = signed_in.get(way.url)
    (first, *_rest) = form.context["rows"]
    assert first["title"].value() == "Raise NPS from 45 to 60"
    assert (first["baseline"].value(), first["target"].value()) == ("45", "60")


KPI = {"improve": "no", "continuous": "yes", "end": "no", "next_year": "yes", "push": "no"}
OKR = {"improve": "yes", "continuous": "yes", "end": "yes", "next_year": "yes", "push": "yes"}


@pytest.mark.parametrize(
    ("text", "measure", "band"),
    [
        ("Keep uptime above 99.9%", ("percent", "up"), (999, None)),
        ("Keep churn below 3%", ("percent", "down"), (None, 30)),
        ("Keep billable utilisation between 70% and 80%", ("percent", "within"), (700, 800)),
        ("Keep first reply under 4 hours", ("duration", "down"), (None, 40)),
        ("Keep delivery within 2 weeks", ("duration", "down"), (None, 140)),
        ("Hold cash above €500k", ("money", "up"), (5_000_000, None)),
        ("Maintain NPS above 60", ("number", "up"), (600, None)),
        ("Fewer than 3 incidents a month", ("number", "down"), (None, 30)),
        ("Resolve tickets within 4 hours", ("duration", "down"), (None, 40)),
        ("Fill open positions within 3 months", ("number", "down"), (None, 30)),
        ("Pay 98% of supplier invoices on time", ("percent", "up"), (980, None)),
        ("Book-to-bill ratio above 1.1", ("number", "up"), (11, None)),
        ("No wrong-site surgeries", ("number", "down"), (None, 0)),
    ],
)
def test_a_filled_kpi_is_made_with_its_unit_side_and_band(signed_in, text, measure, band):
    form = signed_in.get(signed_in.get("/lumen/coach/choose", {"text": text, **KPI}).context["way"].url).context["form"]
    sent = {bound.name: bound.value() or "" for bound in form}
    sent |= {"owner": "P-1", "unit": "U-1", "definition": "As billed.", "response": "Somebody looks."}
    answer = signed_in.post("/lumen/kpis/new", {**sent, "cumulative": "", "private": ""})
    assert answer.status_code == 302, answer.context["form"].errors
    made = Metric.objects.get()
    assert (made.unit_kind, made.direction) == measure
    limits = made.bands.get()
    tenths = [None if value is None else value * 10 // 10**made.scale for value in (limits.lower, limits.upper)]
    assert tuple(tenths) == band


@pytest.mark.parametrize(
    ("text", "title", "row"),
    [
        ("Grow ARR from €0.5m to €750k", "", ("Grow ARR from €0.5m to €750k", "EUR", "500000", "750000")),
        ("Cut first reply from 9 h to 2 h", "", ("Cut first reply from 9 h to 2 h", "h", "9", "2")),
        ("Reduce rework by 25%", "", ("Reduce rework by 25%, from <now> to <then>", "", "", "-25%")),
        ("Win 12 enterprise customers", "", ("Win 12 enterprise customers", "customers", "", "12")),
        ("Become the best place to learn", "Become the best place to learn",
         ("Raise <measure> from <now> to <then>", "", "", "")),
        ("Hire four engineers", "", ("Raise <what they are hired for> from <now> to <then>", "", "", "")),
    ],
)  # fmt: skip
def test_a_filled_objective_says_what_the_text_gives_and_leaves_the_rest_open(signed_in, text, title, row):
    form = signed_in.get(signed_in.get("/lumen/coach/choose", {"text": text, **OKR}).context["way"].url)
    (first, *_rest) = form.context["rows"]
    assert (form.context["form"]["title"].value() or "") == title
    assert tuple(first[name].value() or "" for name in ("title", "unit", "baseline", "target")) == row


def test_another_text_is_read_anew_and_what_was_answered_by_hand_stays(signed_in):
    before = {"text": "Raise NPS from 45 to 60", "was": "Keep churn under 3%", **KPI, "continuous": "no"}
    page = signed_in.get("/lumen/coach/choose", before)
    answers = page.context["form"]
    assert answers["improve"].value() == "yes"
    assert answers["push"].value() == "yes"
    assert answers["continuous"].value() == "no"


def test_questions_that_are_left_are_asked(signed_in):
    page = signed_in.get("/lumen/coach/choose", {"improve": "yes"})
    assert page.context["way"] is None
    assert page.context["left"] == 4
