import re
from copy import copy

import pytest
from django.urls import reverse

from headway.kpis.models import Metric
from headway.loop.actions.answering import Fix, Watch, answer_decision
from headway.loop.models import Decision, Graduation
from headway.okrs.models import Objective
from headway.people.actions.comments import write_comment
from tests.world import MONDAY as NOW
from tests.world import founder

from .scene import HEALTHY, breached, cycle, kpi, member, reached, read
from .test_answers import SOON
from .test_graduations import FLAT

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return founder(now=NOW)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: NOW)


def url(name, caller, *keys):
    return reverse(f"loop:{name}", args=[caller.workspace.slug, *keys])


def enter(client, caller, person=None):
    client.force_login((person or caller.person).user)
    return client


def test_the_loop_page_teaches_while_nothing_is_on_its_way(client, caller):
    page = enter(client, caller).get(url("loop", caller))
    assert page.status_code == 200
    assert "Nothing is on its way round" in page.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_loop_page_shows_each_station(client, caller, count):
    cycle(caller)
    for n in range(count):
        breached(caller, name=f"Number {n}")
    flat = kpi(caller, "NPS")
    read(caller, flat, FLAT)
    page = enter(client, caller).get(url("loop", caller)).content.decode()
    assert f"{3 * count + 1} things are on their way round" in page
    assert "NPS is flat" in page
    assert page.count("Open draft") == count
    assert 'name="choice"' in page


def test_the_statements_of_the_loop_page_do_not_grow_with_its_rows(client, caller, count_statements):
    cycle(caller)
    breached(caller, name="Number 0")
    enter(client, caller).get(url("loop", caller))
    with count_statements() as few:
        client.get(url("loop", caller))
    for n in range(1, 5):
        breached(caller, name=f"Number {n}")
    with count_statements() as many:
        client.get(url("loop", caller))
    assert len(many) <= len(few)
    many.assert_fits(client.get(url("loop", caller)).content)


def more_like(metric, decision, count):
    """Copies of a KPI that left its band, each with its decision."""
    named = ((n, copy(metric)) for n in range(1, count))
    rows = []
    for n, row in named:
        row.pk, row.key, row.name = None, f"K-{1000 + n}", f"Number {n}"
        rows.append(row)
    asked = []
    for row in Metric.objects.bulk_create(rows):
        one = copy(decision)
        one.pk, one.key, one.metric = None, row.key.replace("K", "D"), row
        asked.append(one)
    Decision.objects.bulk_create(asked)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_loop_page_shows_the_first_rows_of_each_station_and_says_how_many_there_are(
    client, caller, count, count_statements
):
    cycle(caller)
    metric, decision = breached(caller, name="Number 0")
    more_like(Metric.objects.get(pk=metric.pk), decision, count)
    enter(client, caller).get(url("loop", caller))
    with count_statements() as ran:
        page = client.get(url("loop", caller))
    ran.assert_fits(page.content)
    text = page.content.decode()
    assert f"{3 * count} things are on their way round" in text
    assert text.count("Open draft") == min(count, 6)
    assert text.count("All 300") == (3 if count == 300 else 0)


def test_a_station_alone_is_read_page_by_page(client, caller, count_statements):
    cycle(caller)
    metric, decision = breached(caller, name="Number 0")
    more_like(Metric.objects.get(pk=metric.pk), decision, 70)
    found = []
    enter(client, caller).get(url("loop", caller))
    for number in (1, 2, 3):
        with count_statements() as ran:
            page = client.get(url("loop", caller), {"of": "decisions", "page": number})
        ran.assert_fits(page.content)
        text = page.content.decode()
        found += re.findall(r"/decisions/(D-\d+)\"", text)
        assert f"of {70}" in " ".join(text.split())
    assert len(found) == len(set(found)) == 70
    assert "Back to the whole loop" in text
    assert 'name="choice"' not in text


def test_a_station_that_is_none_and_a_page_that_is_none_show_what_there_is(client, caller):
    cycle(caller)
    breached(caller)
    enter(client, caller)
    assert "Decide D-1" in client.get(url("loop", caller), {"of": "nowhere"}).content.decode()
    text = client.get(url("loop", caller), {"of": "breaches", "page": "x"}).content.decode()
    assert "A number left its band" in text


def test_a_decision_is_answered_by_watching(client, caller):
    _, decision = breached(caller)
    enter(client, caller)
    page = client.get(url("decision", caller, decision.key)).content.decode()
    assert "Kept with the decision" in page
    assert "9.5" in page
    sent = client.post(
        url("answer", caller, decision.key), {"choice": "watch", "watch_until": "2026-11-30", "why": "Holidays."}
    )
    assert sent.status_code == 302
    decision.refresh_from_db()
    assert decision.choice == "watch"
    after = client.get(sent["Location"]).content.decode()
    assert "watches it until" in after
    assert "/undo/" in after


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"choice": "watch", "watch_until": "2026-11-30", "why": ""}, "kept with its reason"),
        ({"choice": "watch", "watch_until": "yesterday", "why": "x"}, "It is not a date"),
        ({"choice": "fix", "fix_what": "", "why": "x"}, "This choice needs it"),
        ({"choice": "leave", "why": "x"}, "Select a valid choice"),
        ({"why": "x"}, "It is still empty"),
    ],
)
def test_a_wrong_answer_is_shown_beside_its_field_and_nothing_is_written(client, caller, given, sentence):
    _, decision = breached(caller)
    page = enter(client, caller).post(url("answer", caller, decision.key), given)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Decision.objects.get().is_open


def test_a_fix_is_given_to_somebody_and_said_to_be_done(client, caller):
    _, decision = breached(caller)
    enter(client, caller)
    client.post(url("answer", caller, decision.key), {
        "choice": "fix", "fix_what": "Call the last ten.", "fix_owner": caller.person.key, "fix_due": "2026-11-20",
        "why": "It is quick.",
    })  # fmt: skip
    assert "The fix is done" in client.get(url("decision", caller, decision.key)).content.decode()
    client.post(url("fixed", caller, decision.key))
    assert Decision.objects.get().fixed_at is not None


def test_an_objective_is_reviewed_before_it_is_made(client, caller):
    metric, decision = breached(caller)
    cycle(caller)
    enter(client, caller)
    sent = client.post(url("answer", caller, decision.key), {"choice": "objective", "why": "Too low for weeks."})
    assert sent["Location"].startswith(url("draft", caller, decision.key))
    assert not Objective.objects.exists()
    page = client.get(sent["Location"])
    text = page.content.decode()
    assert "Too low for weeks." in text
    assert "a start from there would count luck as progress" in text
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given |= {"baseline": "11.9", "target": "13.5", "start": "2026-11-16", "due": "2026-12-31", "title": "Trials pay"}
    made = client.post(sent["Location"], given)
    objective = Objective.objects.get()
    assert made["Location"] == reverse("okrs:objective", args=[caller.workspace.slug, objective.key])
    row = objective.key_results.get()
    assert (row.baseline, row.target, row.metric) == (119, 135, metric)
    assert Decision.objects.get().objective == objective


def test_a_draft_that_cannot_stand_says_why(client, caller):
    _, decision = breached(caller)
    cycle(caller)
    page = enter(client, caller).get(url("draft", caller, decision.key))
    assert b'data-coach="objective"' in page.content
    assert b"data-coach-notes" in page.content
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given |= {"baseline": "1e309", "target": "12", "start": "2026-11-16", "due": "2026-12-31", "because": "So."}
    answer = client.post(url("draft", caller, decision.key), given)
    assert answer.status_code == 422
    assert "1e309" in answer.content.decode()
    assert not Objective.objects.exists()


def test_without_a_cycle_the_draft_leads_back_with_a_sentence(client, caller):
    _, decision = breached(caller)
    page = enter(client, caller).get(url("draft", caller, decision.key), follow=True)
    assert "make one first" in page.content.decode()


def test_raising_the_floor_shows_old_and_new(client, caller):
    metric, _ = reached(caller)
    graduation = Graduation.objects.get()
    enter(client, caller)
    page = client.get(url("graduation", caller, graduation.key))
    assert "Raise the floor of" in page.content.decode()
    sent = client.post(url("graduation", caller, graduation.key), {"lower": "14.5", "amber_lower": "14", "reason": ""})
    assert sent.status_code == 302
    assert metric.bands.order_by("-valid_from")[0].lower == 145
    after = client.get(sent["Location"]).content.decode()
    assert "It is watched: 0 of 6" in after
    assert "0 of 6" in client.get(url("loop", caller)).content.decode()


def test_a_laxer_standard_is_refused_beside_its_field(client, caller):
    reached(caller)
    graduation = Graduation.objects.get()
    page = enter(client, caller).post(url("graduation", caller, graduation.key), {"lower": "9", "reason": ""})
    assert page.status_code == 422
    assert "under the one in force" in page.content.decode()


def test_the_old_standard_may_stay(client, caller):
    reached(caller)
    graduation = Graduation.objects.get()
    given = {"lower": "14", "reason": "It was the season.", "decline": "1"}
    enter(client, caller).post(url("graduation", caller, graduation.key), given)
    graduation.refresh_from_db()
    assert graduation.accepted is False


def test_a_graduation_is_proposed_early_with_its_reason(client, caller):
    metric = kpi(caller)
    read(caller, metric, [*HEALTHY[:9]])
    _, row = reached_not_held(caller, metric)
    enter(client, caller)
    assert client.post(url("propose", caller, row.key), {"metrics": [metric.key]}).status_code == 422
    sent = client.post(url("propose", caller, row.key), {"metrics": [metric.key], "early_reason": "It is settled."})
    graduation = Graduation.objects.get()
    assert sent["Location"] == url("graduation", caller, graduation.key)
    client.post(url("withdrawal", caller, graduation.key))
    graduation.refresh_from_db()
    assert graduation.withdrawn_at is not None


def reached_not_held(caller, metric):
    from headway.okrs.actions.key_results import NewKeyResult
    from headway.okrs.actions.objectives import NewObjective, create_objective
    from tests.world import company

    objective = create_objective(caller, NewObjective(
        "Clinics pay", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=122, target=150),),
    ))  # fmt: skip
    return objective, objective.key_results.get()


def test_a_plateau_is_raised_or_left(client, caller):
    first, second = kpi(caller, "NPS"), kpi(caller, "Uptime")
    for metric in (first, second):
        read(caller, metric, FLAT)
    enter(client, caller)
    client.post(url("plateau-left", caller, first.key))
    sent = client.post(url("plateau", caller, second.key))
    decision = Decision.objects.get(metric=second)
    assert sent["Location"] == url("decision", caller, decision.key)
    assert Decision.objects.get(metric=first).choice == "leave"
    assert "Leave it" in client.get(sent["Location"]).content.decode()


def test_taking_an_answer_back_asks_for_the_reason(client, caller):
    _, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Holidays.")
    enter(client, caller)
    assert client.post(url("reopening", caller, decision.key), {"reason": ""}).status_code == 422
    client.post(url("reopening", caller, decision.key), {"reason": "They are over."})
    assert Decision.objects.get().is_open


def test_an_answer_is_undone_from_its_toast(client, caller):
    _, decision = breached(caller)
    enter(client, caller)
    given = {"choice": "watch", "watch_until": "2026-11-30", "why": "Holidays."}
    client.post(url("answer", caller, decision.key), given)
    text = client.get(url("decision", caller, decision.key)).content.decode()
    undo = text.split('action="/lumen/undo/')[1].split('"')[0]
    client.post(f"/lumen/undo/{undo}")
    assert Decision.objects.get().is_open


def test_a_remark_about_a_decision_stands_on_its_page(client, caller):
    _, decision = breached(caller)
    write_comment(caller, decision, "The filter is broken.")
    assert "The filter is broken." in enter(client, caller).get(url("decision", caller, decision.key)).content.decode()


def test_who_may_not_answer_sees_who_does_and_no_form(client, caller):
    _, decision = breached(caller)
    stranger = member(caller, "Jonas Petersen")
    enter(client, caller, stranger)
    page = client.get(url("decision", caller, decision.key)).content.decode()
    assert 'name="choice"' not in page
    refused = client.post(
        url("answer", caller, decision.key), {"choice": "watch", "watch_until": "2026-11-30", "why": "x"}
    )
    assert refused.status_code == 403
    assert client.get(url("draft", caller, decision.key)).status_code == 403
    assert client.post(url("reopening", caller, decision.key), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("role", ["viewer", "auditor", "guest"])
def test_who_only_reads_changes_nothing(client, caller, role):
    _, decision = breached(caller)
    reader = member(caller, "Ada Reader", role)
    given = {"choice": "watch", "watch_until": "2026-11-30", "why": "x"}
    answer = enter(client, caller, reader).post(url("answer", caller, decision.key), given)
    assert answer.status_code in {403, 404}
    assert Decision.objects.get().is_open


def test_a_private_number_shows_nowhere_in_the_loop(client, caller):
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    _, secret = breached(caller, name="Salaries over plan", owner=owner, private=True)
    flat = kpi(caller, "Secret flatness", owner=owner, private=True)
    read(caller, flat, FLAT)
    for person, sees in ((owner, True), (stranger, False)):
        page = enter(client, caller, person).get(url("loop", caller)).content.decode()
        assert ("Salaries over plan" in page) is sees
        assert ("Secret flatness" in page) is sees
        assert (client.get(url("decision", caller, secret.key)).status_code == 200) is sees
        assert client.get(url("decision", caller, "D-99")).status_code == 404


def test_another_workspace_is_not_there(client, caller):
    other = founder("other", NOW)
    _, decision = breached(other)
    enter(client, caller)
    assert client.get(url("decision", caller, decision.key)).status_code == 404
    assert client.get(url("decision", other, decision.key)).status_code == 404


def test_what_is_decided_and_running_is_listed(client, caller):
    _, decision = breached(caller)
    fixer = member(caller, "Jonas Petersen")
    answer_decision(caller, decision, Fix("Call the last ten trials now.", fixer, SOON), "It is quick.")
    page = enter(client, caller).get(url("loop", caller)).content.decode()
    assert "Decided, and running" in page
    assert "Call the last ten trials now." in page
    assert fixer.name in page
