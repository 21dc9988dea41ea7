"""Findings about a workspace: by unit, on pages, over the API and from the command line; waved away with a reason."""

import json

import pytest
from click.testing import CliRunner

from headway.coaching.actions.dismissing import dismiss_finding, lift_dismissal
from headway.coaching.actions.health import keep_health
from headway.coaching.findings import Findings
from headway.coaching.models import Dismissal
from headway.kpis.tests.company import bearer
from headway.okrs.actions.objectives import change_objective
from headway.people.actions.units import create_unit
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.models import Role
from tests.world import MONDAY, company, founder

from .scene import goal, kpi, member, quarter, row, sales

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


def codes(caller, **more):
    return {told.found.code for told in Findings(caller, **more).open}


def one(caller, code):
    return next(told for told in Findings(caller).open if told.found.code == code)


def test_texts_and_sets_are_found_with_evidence(caller):
    cycle = quarter(caller)
    made = goal(caller, cycle, "Modern onboarding", row("Launch the new onboarding", kind="done"),
                row("Write the handbook", kind="done"))  # fmt: skip
    found = codes(caller)
    assert {"task_not_outcome", "all_outputs", "okrs_before_kpis"} <= found
    told = one(caller, "all_outputs")
    assert told.about.key == made.key
    assert "Launch the new onboarding" in told.found.evidence
    assert told.found.level == "error"


def test_what_the_form_asked_for_is_not_held_against_the_text(caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Customers stay with us", row("Net revenue retention"), row("Trial-to-paid conversion"))
    assert not codes(caller) & {"no_target", "no_baseline", "unmeasurable", "static_kpi"}


def test_limits_are_those_of_the_workspace_and_are_quoted(caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Customers stay", *(row(f"Measure {n}") for n in "ABCDE"))
    assert "where 2 to 4 are usual" in one(caller, "too_many_key_results").found.evidence
    caller.workspace.options = {"objective_krs_max": 6}
    caller.workspace.save()
    assert "too_many_key_results" not in codes(caller)


def test_a_waved_away_finding_comes_back_with_another_text(caller):
    cycle = quarter(caller)
    made = goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"))
    told = one(caller, "objective_is_metric")
    kept = dismiss_finding(caller, told.found.digest, "The board wrote it.")
    assert "objective_is_metric" not in codes(caller)
    assert [each.dismissed.reason for each in Findings(caller).dismissed] == ["The board wrote it."]
    change_objective(caller, made, {"title": "Grow EBITDA by 12%"})
    assert "objective_is_metric" in codes(caller)
    change_objective(caller, made, {"title": "Grow EBITDA by 10%"})
    assert "objective_is_metric" not in codes(caller)
    lift_dismissal(caller, kept)
    assert "objective_is_metric" in codes(caller)


def test_waving_away_takes_a_reason_and_who_looks_after_it(caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"))
    digest = one(caller, "objective_is_metric").found.digest
    with pytest.raises(Refused, match="Say in a sentence"):
        dismiss_finding(caller, digest, "  ")
    with pytest.raises(NotAllowed):
        dismiss_finding(member(caller), digest, "I do not like it.")
    with pytest.raises(NotHere, match="no such finding"):
        dismiss_finding(caller, "0" * 32, "What?")
    dismiss_finding(caller, digest, "The board wrote it.")
    with pytest.raises(Refused, match="waved this away already"):
        dismiss_finding(caller, digest, "Again.")
    assert Dismissal.objects.count() == 1


def test_a_private_goal_is_found_only_by_those_who_see_it(caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("Secret launch"), row("B"), private=True)
    other = member(caller)
    assert "objective_is_metric" in codes(caller)
    assert all("EBITDA" not in told.found.evidence for told in Findings(other).all)
    digest = one(caller, "objective_is_metric").found.digest
    with pytest.raises(NotHere):
        dismiss_finding(other, digest, "Guessed.")


def test_the_page_of_a_unit_tells_its_findings_and_waves_them_away(caller, signed_in):
    cycle, unit = quarter(caller), sales(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"), unit=unit)
    page = signed_in.get(f"/lumen/units/{unit.key}/coach")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Grow EBITDA by 10%" in text
    assert "Wave it away" in text
    digest = one(caller, "objective_is_metric").found.digest
    sent = {"digest": digest, "reason": "The board wrote it.", "next": f"/lumen/units/{unit.key}/coach"}
    answer = signed_in.post("/lumen/coach/dismissals", sent, follow=True)
    assert answer.redirect_chain[0][0] == sent["next"]
    assert "The board wrote it." in answer.content.decode()
    kept = Dismissal.objects.get()
    signed_in.post(f"/lumen/dismissals/{kept.key}/end")
    assert "objective_is_metric" in codes(caller)


def test_who_may_only_read_is_shown_no_way_to_wave_a_finding_away(caller, client):
    cycle, unit = quarter(caller), sales(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"), unit=unit)
    dismiss_finding(caller, one(caller, "objective_is_metric").found.digest, "The board wrote it.")
    client.force_login(member(caller, role=Role.AUDITOR).someone.user)
    for path in ("/lumen/coach", f"/lumen/units/{unit.key}/coach"):
        text = client.get(path).content.decode()
        assert "The board wrote it." in text
        assert "Wave it away" not in text
        assert "Show it again" not in text


def test_an_objective_shows_what_the_coach_says_of_it(caller, signed_in):
    cycle = quarter(caller)
    made = goal(caller, cycle, "Grow EBITDA by 10%", row("Launch the app", kind="done"), row("B"))
    text = signed_in.get(f"/lumen/objectives/{made.key}").content.decode()
    assert "The objective is a metric" in text or "objective_is_metric" in text or "Coach:" in text
    for told in Findings(caller).open:
        if told.found.code in {"objective_is_metric", "task_not_outcome"}:
            dismiss_finding(caller, told.found.digest, "We know.")
    assert "Coach:" not in signed_in.get(f"/lumen/objectives/{made.key}").content.decode()


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_coach_reads_any_number_of_goals_with_as_many_statements(caller, signed_in, count, count_statements):
    cycle = quarter(caller)
    for n in range(count // 3 + 1):
        goal(caller, cycle, f"Win place {n}", *(row(f"Launch thing {n} {m}") for m in range(min(3, count))))
    unit = company(caller).key
    # Each of these pages shows two panels or more: eight statements, and two for each of two.
    for path in ("coach", f"units/{unit}/coach", "coach/health", f"units/{unit}/health"):
        with count_statements() as ran:
            assert signed_in.get(f"/lumen/{path}").status_code == 200
        ran.assert_at_most(10 if path.endswith(f"{unit}/coach") else 12)


def test_findings_and_units_come_page_by_page(caller, signed_in, monkeypatch):
    monkeypatch.setattr("headway.coaching.views.findings.MOST", 2)
    monkeypatch.setattr("headway.coaching.views.findings.FINDINGS", 2)
    cycle = quarter(caller)
    for n in range(3):
        goal(caller, cycle, f"Win place {n}", *(row(f"Launch thing {n} {m}") for m in range(3)))
        create_unit(caller, f"Unit {n}", company(caller))
    units = [signed_in.get("/lumen/coach", {"page": n}).context["rows"] for n in (1, 2)]
    assert [row.unit.name for rows in units for row in rows][1:] == ["Unit 0", "Unit 1", "Unit 2"]
    found, path = len(Findings(caller).open), f"/lumen/units/{company(caller).key}/coach"
    pages = [signed_in.get(path, {"page": n}) for n in range(1, found // 2 + 2)]
    digests = [told.found.digest for page in pages for told in page.context["findings"]]
    assert set(digests) == {told.found.digest for told in Findings(caller).open}
    assert f"1 to 2 of {found}" in " ".join(pages[0].content.decode().split())


def test_the_api_and_the_command_line_tell_the_same(client, caller):
    cycle = quarter(caller)
    kpi(caller, "Churn")
    goal(caller, cycle, "Grow EBITDA by 10%", row("Launch the app", kind="done"), row("B"))
    headers = bearer(caller)
    listed = client.get("/api/v1/lumen/coach/findings", headers=headers).json()
    from headway.coaching.cli import dismiss, findings

    run = CliRunner()
    told = json.loads(run.invoke(findings, ["--json"], catch_exceptions=False).output)
    assert [each["digest"] for each in told] == [each["digest"] for each in listed]
    errors = client.get("/api/v1/lumen/coach/findings?level=error", headers=headers).json()
    assert {each["level"] for each in errors} == {"error"}
    digest = listed[0]["digest"]
    answer = run.invoke(dismiss, [digest, "--reason", "Known.", "--json"], catch_exceptions=False)
    key = json.loads(answer.output)["key"]
    left = client.get("/api/v1/lumen/coach/findings", headers=headers).json()
    assert digest not in {each["digest"] for each in left}
    every = client.get("/api/v1/lumen/coach/findings?dismissed=true", headers=headers).json()
    assert next(each for each in every if each["digest"] == digest)["dismissed"]["reason"] == "Known."
    client.delete(f"/api/v1/lumen/dismissals/{key}", headers=headers)
    assert len(client.get("/api/v1/lumen/coach/findings", headers=headers).json()) == len(listed)


def test_a_text_is_read_over_the_api(client, caller):
    sent = {"text": "Launch the app", "declared": "key_result"}
    answer = client.post(
        "/api/v1/lumen/coach/reading", sent, content_type="application/json", headers=bearer(caller)
    ).json()
    assert answer["kind"] == "task"
    (found,) = [each for each in answer["findings"] if each["code"] == "task_not_outcome"]
    assert found["wording"].startswith("Raise the share of <users>")


def test_a_large_company_is_read_unit_by_unit(signed_in, caller, monkeypatch):
    monkeypatch.setattr("headway.coaching.at_large.MANY", 1)
    unit, cycle = sales(caller), quarter(caller)
    above = goal(caller, cycle, "Become the first choice of clinics")
    ours = goal(caller, cycle, "Be the first choice for clinics", row("Launch the portal", kind="done"),
                row("Write the manual", kind="done"), unit=unit)  # fmt: skip
    goal(caller, cycle, "Elsewhere", row("Launch the other portal"), unit=create_unit(caller, "Far", company(caller)))
    found = Findings(caller, [unit.key])
    assert {row.key for row in found.snapshot.objectives} == {above.key, ours.key}
    told = next(each for each in found.open if each.found.code == "all_outputs")
    shown = signed_in.get("/lumen/coach").content.decode()
    assert f"/lumen/units/{unit.key}/coach" in shown
    assert "unit by unit" in shown
    page = signed_in.get(f"/lumen/units/{unit.key}/coach").content.decode()
    assert told.found.digest in page
    assert "takes the whole company to say" in page
    sent = {"digest": told.found.digest, "reason": "They are its effect.", "unit": unit.key}
    signed_in.post("/lumen/coach/dismissals", sent)
    assert Dismissal.objects.get().digest == told.found.digest


def test_a_large_company_is_told_over_the_api_a_few_units_at_a_time(client, caller, monkeypatch):
    cycle = quarter(caller)
    for n in range(7):
        unit = create_unit(caller, f"Unit {n}", company(caller))
        goal(caller, cycle, f"Goal {n}", row(f"Launch portal {n}", kind="done"), unit=unit)
    monkeypatch.setattr("headway.coaching.at_large.MANY", 3)
    headers, following, told = bearer(caller), "/api/v1/lumen/coach/findings?dismissed=true", []
    for _page in range(2):
        answer = client.get(following, headers=headers)
        told += answer.json()
        following = answer.headers.get("Link", "").partition("<")[2].partition(">")[0]
    assert following == ""
    by_unit = {key for each in told for key in [each["unit"]]}
    assert len(by_unit) >= 7
    alone = client.get(f"/api/v1/lumen/coach/findings?unit={told[0]['unit']}", headers=headers).json()
    assert [each for each in told if each["unit"] == told[0]["unit"]] == alone
    sent = {"digest": alone[0]["digest"], "reason": "It is only a start."}
    post = lambda more: client.post(  # noqa: E731
        "/api/v1/lumen/coach/dismissals", sent | more, content_type="application/json", headers=headers
    )
    assert post({}).status_code == 422
    assert post({"unit": told[0]["unit"]}).status_code == 201


def test_the_health_of_a_large_company_is_that_of_the_week(signed_in, caller, monkeypatch):
    unit = sales(caller)
    goal(caller, quarter(caller), "Win clinics", row("Launch the portal", kind="done"), unit=unit)
    keep_health(caller)
    live = [signed_in.get(url).content.decode() for url in ("/lumen/coach/health", f"/lumen/units/{unit.key}/health")]
    monkeypatch.setattr("headway.coaching.at_large.MANY", 0)
    for url, before in zip(("/lumen/coach/health", f"/lumen/units/{unit.key}/health"), live, strict=True):
        shown = signed_in.get(url).content.decode()
        assert "Counted on" in shown
        assert "Counted on" not in before
        value = '<p class="value">'
        assert shown.partition(value)[2][:3] == before.partition(value)[2][:3]
    assert Dismissal.objects.count() == 0


def test_a_large_company_whose_health_was_never_kept_says_so(signed_in, caller, monkeypatch):
    monkeypatch.setattr("headway.coaching.at_large.MANY", -1)
    assert "It is counted once a week" in signed_in.get("/lumen/coach/health").content.decode()
    assert signed_in.get("/lumen/coach").status_code == 200


def test_the_evidence_of_a_finding_keeps_its_keys_whole_and_what_people_typed_escaped(signed_in, caller):
    unit, cycle = sales(caller), quarter(caller)
    goal(caller, cycle, "Clinics choose us", row("Trials"), row("Calls"), unit=unit)
    goal(caller, cycle, "Lean & <b>calm</b>", row("Days to an answer"), row("Complaints"))
    page = signed_in.get(f"/lumen/units/{unit.key}/coach").content.decode()
    assert '“Lean &amp; &lt;b&gt;calm&lt;/b&gt;” (<span class="whole">O-2</span>)' in page


def test_what_is_said_of_all_findings_of_a_pattern_is_said_once_and_each_is_waved_away_alone(signed_in, caller):
    unit, cycle = sales(caller), quarter(caller)
    for n in range(3):
        goal(caller, cycle, f"Goal {n}", row(f"Launch portal {n}", kind="done"), row("Calls"), unit=unit)
    url = f"/lumen/units/{unit.key}/coach"
    tasks = [told for told in Findings(caller, [unit.key]).open if told.found.code == "task_not_outcome"]
    page = signed_in.get(url).content.decode()
    assert len(tasks) >= 3
    assert page.count(tasks[0].found.why) == 1
    assert all(f'id="f-{told.found.digest}"' in page for told in tasks)
    sent = {"digest": tasks[0].found.digest, "reason": "It is a start.", "unit": unit.key}
    signed_in.post("/lumen/coach/dismissals", sent)
    left = signed_in.get(url).content.decode()
    assert [f'id="f-{told.found.digest}"' in left for told in tasks] == [False] + [True] * (len(tasks) - 1)
    assert left.count(tasks[0].found.why) == 1


def test_going_on_after_a_unit_that_is_not_here_is_refused(client, caller):
    answer = client.get("/api/v1/lumen/coach/findings", {"after": "U-99"}, headers=bearer(caller))
    assert (answer.status_code, "U-99" in answer.json()["detail"]) == (404, True)
    from headway.coaching.cli import findings

    told = CliRunner().invoke(findings, ["--after", "U-99"])
    assert (told.exit_code, "U-99" in told.stderr) == (1, True)


HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("whole", [True, False])
def test_a_finding_is_waved_away_and_taken_back_in_its_place(caller, signed_in, whole):
    cycle, unit = quarter(caller), sales(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"), unit=unit)
    told = one(caller, "objective_is_metric")
    sent = {"digest": told.found.digest, "unit": unit.key, "of": "" if whole else unit.key}
    before = len(Findings(caller, None if whole else [unit.key]).open)
    text = signed_in.post("/lumen/coach/dismissals", sent | {"reason": "So it is."}, headers=HTMX).content.decode()
    kept = Dismissal.objects.get()
    assert f'id="away-{kept.key}" data-passed' in text
    assert f"/lumen/dismissals/{kept.key}/end" in text
    assert 'id="lede" hx-swap-oob="true"' in text
    assert 'id="dismissed" aria-labelledby="h-dismissed" hx-swap-oob="true">' in text
    assert ('id="by-unit" hx-swap-oob="true"' in text) == whole
    assert f"{told.lesson.title}, {told.about.key}: It stays away" in text
    assert f'id="f-{told.found.digest}"' not in text
    back = signed_in.post(f"/lumen/dismissals/{kept.key}/end", {"of": sent["of"]}, headers=HTMX).content.decode()
    assert f'<li id="f-{told.found.digest}">' in back
    assert "data-stop autofocus" in back
    assert len(Findings(caller, None if whole else [unit.key]).open) == before
    again = signed_in.post(f"/lumen/dismissals/{kept.key}/end", {"of": sent["of"]}, headers=HTMX)
    assert "was lifted already" in again.content.decode()


def test_a_finding_that_cannot_be_waved_away_says_why_beside_the_reason(caller, signed_in):
    cycle = quarter(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"))
    digest = one(caller, "objective_is_metric").found.digest

    def refused(**sent):
        answer = signed_in.post("/lumen/coach/dismissals", {"digest": digest, **sent}, headers=HTMX)
        assert answer.headers["HX-Retarget"] == f"#wave-{sent.get('digest', digest)}"
        return answer.content.decode()

    assert "Say in a sentence" in refused(reason=" ")
    assert "no such finding now" in refused(reason="Why not.", digest="0" * 32)
    dismiss_finding(caller, digest, "The board wrote it.")
    text = refused(reason="I say so, too.")
    assert "waved this away already" in text
    assert 'value="I say so, too."' in text


def test_without_a_script_one_goes_on_at_the_next_finding_and_comes_back_to_one_that_shows_again(caller, signed_in):
    cycle, unit = quarter(caller), sales(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("Launch the app", kind="done"), row("B"), unit=unit)
    here = f"/lumen/units/{unit.key}/coach"
    digests = [told.found.digest for told in signed_in.get(here).context["findings"]]
    text = signed_in.get(here).content.decode()
    assert [f'name="then" value="{place}"' in text for place in (f"f-{digests[1]}", "dismissed")] == [True, True]
    sent = {"digest": digests[0], "reason": " ", "next": here, "then": f"f-{digests[1]}"}
    assert signed_in.post("/lumen/coach/dismissals", sent).url == f"{here}#f-{digests[0]}"
    sent["reason"] = "So it is."
    assert signed_in.post("/lumen/coach/dismissals", sent).url == f"{here}#f-{digests[1]}"
    assert f'name="then" value="f-{digests[0]}"' in signed_in.get(here).content.decode()


def test_a_page_that_does_not_show_findings_is_loaded_again(signed_in, caller, monkeypatch):
    unit, cycle = sales(caller), quarter(caller)
    goal(caller, cycle, "Grow EBITDA by 10%", row("A"), row("B"), unit=unit)
    digest = one(caller, "objective_is_metric").found.digest
    monkeypatch.setattr("headway.coaching.at_large.MANY", 0)
    sent = {"digest": digest, "reason": "So it is.", "unit": unit.key}
    assert signed_in.post("/lumen/coach/dismissals", sent, headers=HTMX).headers["HX-Refresh"] == "true"
