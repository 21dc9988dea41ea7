"""The KPI audit: what speaks against each KPI, and keep, sharpen or cut, each recorded."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from headway.coach.audit import Facts, reasons, suggestion
from headway.coaching.actions.auditing import audit_kpi, keep_kpis, withdraw_audit
from headway.coaching.auditing import cases, quarter_of
from headway.coaching.cli import audit
from headway.coaching.models import Audit
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.tests.company import bearer
from headway.people.caller import Caller
from headway.people.errors import NotAllowed, Refused
from headway.people.undo import undo
from headway.signals.together import moving_together
from tests.world import MONDAY, founder

from .scene import goal, kpi, member, quarter, row, sales

pytestmark = pytest.mark.django_db
NOISE = [3, 9, 2, 7, 7, 1, 8, 4, 6, 2, 9, 5]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


def read(caller, metric, values):
    weeks = [date(2026, 11, 2) - timedelta(weeks=n) for n in range(len(values))][::-1]
    record_readings(caller, [Line(metric, week, v) for week, v in zip(weeks, values, strict=True)], source="csv")


def against(caller, metric):
    (case,) = cases(caller, key=metric.key)
    return {each.code for each in case.reasons}


TODAY = date(2026, 11, 16)
GOOD = Facts("K-1", "Churn", "green", date(2026, 1, 5), decisions=2, tied_to=("KR-1",), readings=20)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"decisions": 0}, "no_decision"),
        ({"tied_to": ()}, "unaligned"),
        ({"twin": "K-2", "twin_name": "Leavers", "twin_r": 0.97}, "redundant"),
        ({"state": "stale"}, "stale"),
        ({"owner_gone": True}, "ownerless"),
        ({"banded": False}, "bandless"),
        ({"corrected": 6}, "inaccurate"),
        ({"bands_set": 3}, "changed_often"),
        ({"board": 12, "limit": 10}, "too_many"),
    ],
)
def test_each_thing_that_speaks_against_a_kpi_is_told(facts, code):
    given = {name: getattr(GOOD, name) for name in Facts.__dataclass_fields__} | facts
    assert reasons(GOOD, TODAY) == ()
    (found,) = reasons(Facts(**given), TODAY)
    assert found.code == code
    assert found.told.endswith(".")
    assert found.next_step.endswith(".")


def test_two_grave_things_speak_for_cutting_one_for_sharpening():
    given = {name: getattr(GOOD, name) for name in Facts.__dataclass_fields__}
    assert suggestion(reasons(GOOD, TODAY)) == "keep"
    assert suggestion(reasons(Facts(**given | {"state": "stale"}), TODAY)) == "sharpen"
    assert suggestion(reasons(Facts(**given | {"decisions": 0, "tied_to": ()}), TODAY)) == "cut"


def test_a_new_kpi_is_not_asked_for_decisions_yet():
    given = {name: getattr(GOOD, name) for name in Facts.__dataclass_fields__}
    young = Facts(**given | {"decisions": 0, "promoted": date(2026, 10, 1)})
    assert reasons(young, TODAY) == ()


def test_changes_are_compared_and_not_trends():
    weeks = range(12)
    assert moving_together(dict(enumerate(NOISE)), {n: 3 * NOISE[n] + 5 for n in weeks}) == pytest.approx(1)
    assert moving_together(dict(enumerate(NOISE)), {n: -NOISE[n] for n in weeks}) == pytest.approx(-1)
    growing = {n: 10 * n + NOISE[n] for n in weeks}
    other = {n: 10 * n + NOISE[(5 * n + 3) % 12] for n in weeks}
    assert abs(moving_together(growing, other)) < 0.9
    assert moving_together(dict.fromkeys(weeks, 5), growing) is None
    assert moving_together({1: 1, 2: 3}, {1: 1, 2: 3}) is None


def test_the_evidence_comes_from_what_is_recorded(caller):
    first, twin = kpi(caller, "Churn"), kpi(caller, "Leavers")
    for each in (first, twin):
        read(caller, each, NOISE)
    assert {"bandless", "unaligned", "redundant"} <= against(caller, first)
    set_band(caller, first, NewBand(upper=10, valid_from=date(2026, 1, 5)))
    goal(caller, quarter(caller), "Customers stay", row("Churn", metric=first, baseline=5, target=2), row("B"))
    assert against(caller, first) == {"redundant"}
    weeks = [date(2026, 11, 2) - timedelta(weeks=n) for n in range(4)]
    record_readings(caller, [Line(first, week, 11) for week in weeks], source="csv")
    assert "inaccurate" in against(caller, first)


def test_a_cut_makes_it_a_metric_again_and_keeps_the_evidence(caller):
    metric = kpi(caller, "Churn")
    kept = audit_kpi(caller, metric, "cut", "Nobody looked at it.")
    metric.refresh_from_db()
    assert not metric.is_kpi
    assert metric.retired_at is None
    assert "It has no band, so nobody knows when to act." in kept.evidence
    ended = kpi(caller, "Leavers")
    audit_kpi(caller, ended, "cut", "It measures the same.", how="retire")
    ended.refresh_from_db()
    assert ended.retired_at is not None


def test_a_verdict_holds_until_the_next_quarter(caller):
    metric = kpi(caller, "Churn")
    assert cases(caller)[0].is_due
    kept = audit_kpi(caller, metric, "sharpen", "Set its band.")
    assert not cases(caller)[0].is_due
    january = Caller(caller.workspace, caller.person, MONDAY + timedelta(days=60))
    assert cases(january)[0].is_due
    withdraw_audit(caller, kept)
    assert cases(caller)[0].is_due


@pytest.mark.parametrize(
    ("today", "fiscal", "start"),
    [
        (date(2026, 11, 16), 1, date(2026, 10, 1)),
        (date(2026, 1, 31), 2, date(2025, 11, 1)),
        (date(2026, 4, 1), 4, date(2026, 4, 1)),
        (date(2026, 3, 31), 4, date(2026, 1, 1)),
    ],
)
def test_quarters_follow_the_fiscal_year(today, fiscal, start):
    assert quarter_of(today, fiscal) == start


def test_what_nothing_speaks_against_is_kept_at_once(client, caller):
    client.force_login(caller.someone.user)
    cycle = quarter(caller)
    names = ("Churn", "Cash")
    metrics = [kpi(caller, name) for name in names]
    for metric in metrics:
        set_band(caller, metric, NewBand(upper=10, valid_from=date(2026, 1, 5)))
        read(caller, metric, [5])
    goal(caller, cycle, "Customers stay", *(row(m.name, metric=m, baseline=5, target=2) for m in metrics))
    doubtful = kpi(caller, "Doubtful")
    answer = client.post("/lumen/coach/audit/kept", {"reason": "They guard the quarter."}, follow=True)
    assert "They guard the quarter." in answer.content.decode()
    assert {row.metric_id for row in Audit.objects.all()} == {metric.pk for metric in metrics}
    assert next(case for case in cases(caller) if case.kpi.pk == doubtful.pk).is_due


def test_who_may_not_change_a_kpi_may_not_decide_on_it(caller):
    metric = kpi(caller, "Churn")
    with pytest.raises(NotAllowed):
        audit_kpi(member(caller), metric, "cut", "Because.")
    with pytest.raises(Refused, match="Say why"):
        audit_kpi(caller, metric, "keep", " ")
    with pytest.raises(Refused, match="no verdict"):
        audit_kpi(caller, metric, "maybe", "Because.")
    assert not Audit.objects.exists()


def test_the_page_shows_the_evidence_and_takes_a_verdict(client, caller):
    client.force_login(caller.someone.user)
    metric = kpi(caller, "Churn")
    kpi(caller, "Salaries", private=True)
    text = client.get("/lumen/coach/audit").content.decode()
    assert "It has no band" in text
    other = member(caller)
    client.force_login(other.someone.user)
    assert "Salaries" not in client.get("/lumen/coach/audit").content.decode()
    client.force_login(caller.someone.user)
    client.post(f"/lumen/kpis/{metric.key}/audit", {"verdict": "keep", "reason": "It guards the cash."})
    text = client.get("/lumen/coach/audit").content.decode()
    assert "It guards the cash." in text


def test_what_speaks_against_several_is_said_once(client, caller):
    client.force_login(caller.someone.user)
    made = [kpi(caller, name) for name in ("Churn", "Cash", "Backlog")]
    set_band(caller, made[2], NewBand(upper=10, valid_from=date(2026, 1, 5)))
    answer = client.get("/lumen/coach/audit")
    text = answer.content.decode()
    assert text.count("It has no band, so nobody knows when to act.") == 1
    assert [[one.case.kpi.name for one in group.kpis] for group in answer.context["groups"]] == [
        ["Churn", "Cash"], ["Backlog"],
    ]  # fmt: skip
    assert "The same speaks against 2 KPIs" in text


def test_what_speaks_against_one_alone_stays_beside_it(client, caller):
    client.force_login(caller.someone.user)
    made = [kpi(caller, name) for name in ("Churn", "Leavers")]
    for each in made:
        read(caller, each, NOISE)
    (group,) = client.get("/lumen/coach/audit").context["groups"]
    assert [[each.code for each in one.reasons] for one in group.kpis] == [["redundant"], ["redundant"]]
    assert "redundant" not in {each.code for each in group.common}
    assert group.advice == ("Keep the one that somebody can act on earlier.",)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_any_number_of_kpis_takes_as_many_statements(client, caller, count, count_statements):
    client.force_login(caller.someone.user)
    for n in range(count):
        kpi(caller, f"Number {n}")
    with count_statements() as ran:
        client.get("/lumen/coach/audit")
    ran.assert_at_most(12)


def test_the_api_and_the_command_line_decide_alike(client, caller):
    first, second = kpi(caller, "Churn"), kpi(caller, "Leavers")
    headers = bearer(caller)
    listed = client.get("/api/v1/lumen/coach/audit?due=true", headers=headers).json()
    assert {each["kpi"] for each in listed} == {first.key, second.key}
    sent = {"verdict": "cut", "reason": "Nobody looked."}
    url = f"/api/v1/lumen/kpis/{first.key}/audit"
    answer = client.post(url, sent, content_type="application/json", headers=headers)
    assert answer.status_code == 201
    run = CliRunner().invoke(audit, ["keep", second.key, "--reason", "It guards.", "--json"], catch_exceptions=False)
    assert json.loads(run.output)["verdict"] == "keep"
    left = json.loads(CliRunner().invoke(audit, ["--json"], catch_exceptions=False).output)
    assert [(each["kpi"], each["due"]) for each in left] == [(second.key, False)]


def test_an_audit_can_be_of_one_unit_and_those_below_it(caller, client, monkeypatch):
    monkeypatch.setattr("headway.coaching.views.audit.MOST", 1)
    team = sales(caller)
    own, other = kpi(caller, "New contracts", unit=team), kpi(caller, "Cash")
    client.force_login(caller.someone.user)
    whole = client.get("/lumen/coach/audit").content.decode()
    assert "All units" in whole
    part = client.get("/lumen/coach/audit", {"unit": team.key}).content.decode()
    assert (f'id="{own.key}"' in part, f'id="{other.key}"' in part) == (True, False)
    assert client.get("/lumen/coach/audit", {"unit": "U-99"}).status_code == 404
    listed = client.get(f"/api/v1/lumen/coach/audit?unit={team.key}", headers=bearer(caller)).json()
    assert [each["kpi"] for each in listed] == [own.key]
    run = CliRunner().invoke(audit, ["--unit", team.key], catch_exceptions=False)
    assert own.key in run.output
    assert other.key not in run.output


def test_deciding_leads_back_to_the_page_one_was_on(caller, client):
    metric = kpi(caller, "Cash")
    client.force_login(caller.someone.user)
    here = "/lumen/coach/audit?page=1"
    assert f'name="next" value="{here}"' in client.get(here).content.decode()
    sent = {"verdict": "keep", "reason": "The bank asks for it.", "next": here}
    assert client.post(f"/lumen/kpis/{metric.key}/audit", sent).url == here


HTMX = {"HX-Request": "true"}


def test_one_verdict_changes_the_part_of_its_kpi_alone(caller, client):
    first, second = kpi(caller, "Cash"), kpi(caller, "Churn")
    client.force_login(caller.someone.user)
    sent = {"verdict": "keep", "reason": "The bank asks for it."}
    answer = client.post(f"/lumen/kpis/{first.key}/audit", sent, headers=HTMX)
    text = " ".join(answer.content.decode().split())
    assert f'id="verdict-{first.key}" data-passed' in text
    assert "<strong>Kept.</strong> “The bank asks for it.”" in text
    assert f"verdict-{second.key}" not in text  # what is typed there stays
    assert "<strong>1 KPI</strong> has not been decided on" in text
    assert f'role="status" hx-swap-oob="innerHTML">{first.key} is kept.</p>' in text
    assert 'id="decided" aria-labelledby="h-decided" hx-swap-oob="true">' in text


def test_a_verdict_taken_back_on_the_page_leaves_its_reason_to_be_sent_again(caller, client):
    metric = kpi(caller, "Cash")
    made = audit_kpi(caller, metric, "sharpen", "Its band is old.")
    client.force_login(caller.someone.user)
    for said in ("Taken back.", f"{made.key} was withdrawn already."):
        text = client.post(f"/lumen/audits/{made.key}/end", headers=HTMX).content.decode()
        assert 'value="Its band is old."' in text
        assert said in text
    assert cases(caller)[0].is_due
    assert client.post(f"/lumen/audits/{made.key}/end").url == "/lumen/coach/audit"


def test_what_is_refused_is_said_beside_its_kpi_and_keeps_what_was_typed(caller, client):
    metric, other = kpi(caller, "Cash"), kpi(caller, "Churn")
    client.force_login(caller.someone.user)
    url = f"/lumen/kpis/{metric.key}/audit"
    for headers, status in ((HTMX, 200), ({}, 422)):
        for sent, said in (
            ({"verdict": "keep", "reason": " "}, "Say why, in a sentence"),
            ({"verdict": "maybe", "reason": "The bank asks for it."}, "no verdict of an audit"),
        ):
            answer = client.post(url, sent, headers=headers)
            field = answer.content.decode().split(f'id="why-{metric.key}"')[1].split("</div>")[0]
            assert answer.status_code == status
            assert f'value="{sent["reason"]}"' in field
            assert 'aria-invalid="true" autofocus' in field
            assert said in field
        assert (f'id="why-{other.key}"' in answer.content.decode()) == (not headers)
    assert not Audit.objects.exists()


def test_a_refusal_about_a_kpi_that_the_page_does_not_ask_about_is_said_all_the_same(caller, client):
    metric = kpi(caller, "Cash")
    audit_kpi(caller, metric, "cut", "Nobody looks.")
    client.force_login(caller.someone.user)
    answer = client.post(f"/lumen/kpis/{metric.key}/audit", {"verdict": "keep", "reason": "We do."})
    assert "is no KPI now" in answer.content.decode()


def test_without_a_script_one_goes_on_at_the_next_kpi(caller, client):
    metrics = [kpi(caller, name) for name in ("Cash", "Churn")]
    client.force_login(caller.someone.user)
    page = client.get("/lumen/coach/audit")
    assert page.context["then"] == {metrics[0].key: metrics[1].key, metrics[1].key: "decided"}
    here = f"/lumen/kpis/{metrics[0].key}/audit"
    for then, place in ((metrics[1].key, f"#{metrics[1].key}"), ("no/place", "")):
        sent = {"verdict": "keep", "reason": "It guards.", "then": then}
        assert client.post(here, sent).url == f"/lumen/coach/audit{place}"


def test_keeping_all_that_are_sound_takes_a_reason_and_their_part_alone(caller, client):
    metric = kpi(caller, "Churn")
    set_band(caller, metric, NewBand(upper=10, valid_from=date(2026, 1, 5)))
    read(caller, metric, [5])
    goal(caller, quarter(caller), "Customers stay", row("Churn", metric=metric, baseline=5, target=2), row("B"))
    client.force_login(caller.someone.user)
    for headers, status in ((HTMX, 200), ({}, 422)):
        refused = client.post("/lumen/coach/audit/kept", {"reason": ""}, headers=headers)
        assert refused.status_code == status
        assert "Say why these are kept" in refused.content.decode().split('id="why-kept"')[1].split("</div>")[0]
    text = client.post("/lumen/coach/audit/kept", {"reason": "It guards."}, headers=HTMX).content.decode()
    assert 'data-onward="h-decided" data-passed hidden' in text
    assert "Every KPI was decided on this quarter." in text


def test_undoing_a_verdict_on_several_takes_all_of_them_back(caller):
    metrics = [kpi(caller, name) for name in ("Cash", "Churn")]
    assert keep_kpis(caller, metrics, "They guard.") == 2
    undo(caller, caller.did[-1])
    assert [case.is_due for case in cases(caller)] == [True, True]


def test_a_verdict_is_taken_back_over_the_api_and_on_the_command_line(client, caller):
    metric = kpi(caller, "Churn")
    made = [audit_kpi(caller, metric, "keep", "It guards.") for _ in range(2)]
    answer = client.delete(f"/api/v1/lumen/audits/{made[1].key}", headers=bearer(caller))
    assert answer.json()["key"] == made[1].key
    assert cases(caller)[0].last.key == made[0].key
    run = CliRunner().invoke(audit, ["withdraw", made[0].key], catch_exceptions=False)
    assert run.output == f"{made[0].key}: keep {metric.key} is taken back.\n"
    assert cases(caller)[0].is_due
