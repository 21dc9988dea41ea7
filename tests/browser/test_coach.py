"""The coach by hand: it speaks while one types, its wording is taken, a finding is waved away, an audit cuts a KPI."""

import re

import pytest
from playwright.sync_api import expect

from headway.coaching.findings import Findings
from headway.coaching.models import Audit, Dismissal
from headway.coaching.tests.scene import goal, kpi, quarter, row
from headway.okrs.models import Objective
from tests import world
from tests.browser.hands import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_task_is_seen_while_it_is_typed_and_its_rewrite_is_taken(page, live_server, axe, sideways):
    ines = world.founder()
    quarter(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open("/coach/choose")
    hands.click("Which is it?")
    hands.reads("Nothing is said yet")
    expect(page.get_by_label("What is it about?")).to_be_focused()
    axe(page)
    hands.open("/objectives/new")
    hands.type("What shall become true?", "New teams work in Headway within a day")
    first = page.locator("#kr-0-title")
    first.press_sequentially("Launch the new onboarding", delay=15)
    note = page.locator(".note.live").first
    expect(note).to_contain_text("A task, not an outcome")
    expect(first).to_have_accessible_description(re.compile("^Coach: A task, not an outcome Seen: “Launch the new"))
    assert note.bounding_box()["y"] < page.locator("#kr-1-title").bounding_box()["y"]
    axe(page)
    assert sideways(page) == 0
    note.get_by_role("button", name="Use this wording").click()
    expect(first).to_have_value("Raise the share of <users> who <reach what it is for> from <now> to <then>")
    expect(first).to_be_focused()
    page.keyboard.type("teams")
    expect(first).to_have_value("Raise the share of teams who <reach what it is for> from <now> to <then>")
    expect(note).to_contain_text("Fill in <reach what it is for>, <now> and <then>")
    axe(page)
    note.get_by_role("button", name="Go to <reach what it is for>").click()
    page.keyboard.type("are active")
    expect(first).to_have_value("Raise the share of teams who are active from <now> to <then>")
    first.fill("Raise the share of teams active after a week from 40 to 65 %")
    expect(page.locator(".note.live")).to_have_count(0)
    expect(first).to_have_accessible_description("")
    page.locator("#kr-3-title").press_sequentially("Publish the handbook", delay=15)
    expect(page.locator(".note.live")).to_be_in_viewport(ratio=1)
    page.locator("#kr-3-title").fill("")
    page.locator('[name="kr-0-baseline"]').fill("40")
    page.locator('[name="kr-0-target"]').fill("65")
    hands.click("Set this objective")
    page.wait_for_url("**/objectives/O-*")
    assert Objective.objects.get().key_results.get().title.startswith("Raise the share of teams")


def test_a_finding_is_waved_away_with_a_reason_in_its_place(page, live_server, axe):
    ines = world.founder()
    goal(ines, quarter(ines), "Grow EBITDA by 10%", row("Margin"), row("Price"))
    hands = sign_in(page, live_server.url, ines)
    hands.open("/coach")
    told = Findings(ines).open[0]
    item = page.locator(f"#f-{told.found.digest}")
    beyond = page.locator(f"#f-{told.found.digest} + li")
    beyond.get_by_text("It does not hold here").click()
    beyond.get_by_label("Why not?").fill("Typed beside.")
    item.get_by_text("It does not hold here").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(item.get_by_text("Say in a sentence")).to_be_visible()
    expect(item.get_by_label("Why not?")).to_be_focused()
    axe(page)
    page.keyboard.type("The board wrote it.")
    page.keyboard.press("Enter")
    hands.reads("Waved away", "The board wrote it.")
    expect(item).to_have_count(0)
    assert Dismissal.objects.get().about == told.about.key
    beyond = page.locator(".waved + li")
    expect(beyond.get_by_role("heading")).to_be_focused()
    expect(beyond.get_by_label("Why not?")).to_have_value("Typed beside.")
    expect(page.get_by_role("status").filter(has_text="It stays away")).to_have_count(1)
    axe(page)
    page.locator(".waved").get_by_role("button").press("Enter")
    expect(item.get_by_role("heading")).to_be_focused()
    expect(page.locator("#dismissed")).to_be_hidden()


def test_an_audit_goes_from_kpi_to_kpi_by_keyboard(page, live_server, axe):
    ines = world.founder()
    views, visits, clicks = (kpi(ines, name) for name in ("Page views", "Visits", "Clicks"))
    hands = sign_in(page, live_server.url, ines)
    hands.open("/coach/audit")
    expect(page.locator(".findings > li", has=page.locator(f"#{views.key}"))).to_contain_text("It has no band")
    why = {each: page.locator(f"#why-{each.key}") for each in (views, visits, clicks)}
    why[clicks].fill("Typed beside.")
    why[views].press("Enter")
    expect(page.locator(f"#{views.key}")).to_contain_text("Say why, in a sentence")
    expect(why[views]).to_be_focused()
    axe(page)
    page.keyboard.type("It guards the reach.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{views.key}")).to_contain_text("Kept. “It guards the reach.”")
    expect(why[visits]).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=f"{views.key} is kept")).to_have_count(1)
    page.keyboard.type("Nobody looks at it.")
    page.locator(f"#{visits.key}").get_by_role("button", name="Cut").press("Enter")
    hands.reads(f"{visits.key} is cut", "1 KPI has not been decided on")
    visits.refresh_from_db()
    assert not visits.is_kpi
    assert Audit.objects.get(metric=visits).verdict == "cut"
    expect(why[clicks]).to_be_focused()
    expect(why[clicks]).to_have_value("Typed beside.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Everything above is decided.")).to_be_focused()
    axe(page)
    page.locator(f"#{views.key}").get_by_role("button", name="Take that back").press("Enter")
    expect(why[views]).to_be_focused()
    expect(why[views]).to_have_value("It guards the reach.")
    expect(page.get_by_text("Everything above is decided.")).to_be_hidden()


def test_what_kpis_are_in_a_cycle_is_kept_where_one_is(page, live_server, axe):
    ines = world.founder()
    cycle, churn, cash = quarter(ines), kpi(ines, "Churn"), kpi(ines, "Cash")
    hands = sign_in(page, live_server.url, ines)
    hands.open(f"/cycles/{cycle.key}/kpis")
    page.locator(f"#{cash.key}").get_by_role("radio", name="move").check()
    chosen = page.locator(f"#{churn.key}").get_by_role("radio", name="only watch")
    chosen.press("Space")
    chosen.press("Enter")
    hands.reads("Kept. One is answered in part: Cash.", "1 of 2 are answered, 1 more in part.")
    expect(chosen).to_be_focused()
    expect(page.locator(f"#{cash.key}")).to_contain_text("1 of 2 answered. Is it the final result, or an early sign?")
    expect(page.locator(f"#{churn.key}")).to_contain_text("Watch")
    axe(page)


def test_the_coach_stays_silent_for_those_without_a_script_until_it_is_set(open_page, live_server):
    ines = world.founder()
    made = goal(ines, quarter(ines), "Grow EBITDA by 10%", row("Margin"), row("Price"))
    page = open_page("desktop", "light", java_script_enabled=False)
    hands = sign_in(page, live_server.url, ines)
    hands.open(f"/objectives/{made.key}")
    hands.reads("Coach:", "The objective is a metric")


def test_a_finding_is_waved_away_while_one_types_and_taken_back(page, live_server, axe, sideways):
    ines = world.founder()
    quarter(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open("/objectives/new")
    hands.type("What shall become true?", "Grow EBITDA by 10%")
    note = page.locator("[data-coach-notes] .note")
    expect(note).to_contain_text("The objective is a metric")
    note.get_by_text("It does not hold here").click()
    note.get_by_role("button", name="Wave it away").click()
    expect(note).to_contain_text("Say in a sentence")
    axe(page)
    assert sideways(page) == 0
    note.get_by_label("Why not?").fill("The board wrote it.")
    note.get_by_label("Why not?").press("Enter")
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Take that back").click()
    expect(note).to_have_count(1)
    note.get_by_text("It does not hold here").click()
    note.get_by_label("Why not?").fill("The board wrote it.")
    note.get_by_role("button", name="Wave it away").click()
    expect(note).to_have_count(0)
    page.locator("#kr-0-title").fill("Margin")
    page.locator('[name="kr-0-baseline"]').fill("40")
    page.locator('[name="kr-0-target"]').fill("65")
    hands.click("Set this objective")
    page.wait_for_url("**/objectives/O-*")
    assert Dismissal.objects.get(about=Objective.objects.get().key).reason == "The board wrote it."


def test_on_a_phone_the_note_stands_below_what_is_typed(open_page, live_server):
    ines = world.founder()
    quarter(ines)
    page = open_page(size="phone")
    hands = sign_in(page, live_server.url, ines)
    hands.open("/objectives/new")
    hands.type("What shall become true?", "Grow EBITDA by 10%")
    note = page.locator(".note.live")
    expect(note).to_have_count(1)
    assert note.bounding_box()["y"] < page.locator("#id_owner").bounding_box()["y"]


def test_on_a_phone_the_note_on_a_key_result_stands_below_its_row_and_its_fields_are_none_of_the_grids(
    open_page, axe, live_server
):
    ines = world.founder()
    quarter(ines)
    page = open_page(size="phone")
    hands = sign_in(page, live_server.url, ines)
    hands.open("/objectives/new")
    page.locator("#kr-0-title").fill("Publish the handbook")
    note = page.locator(".note.live")
    expect(note).to_have_count(1)
    assert note.bounding_box()["y"] < page.locator("#kr-1-title").bounding_box()["y"]
    note.get_by_text("It does not hold here").click()
    axe(page)
    page.locator('[name="kr-0-target"]').press("ArrowRight")
    expect(page.locator("#kr-1-title")).to_be_focused()
    page.locator("#kr-0-title").fill("Margin")
    expect(note).to_have_count(0)


def test_on_a_phone_the_bars_begin_with_the_entry_of_the_page_in_sight(open_page, live_server):
    ines = world.founder()
    page = open_page(size="phone")
    hands = sign_in(page, live_server.url, ines)
    hands.open("/coach/patterns")
    for bar in (".contents", ".tabs"):
        expect(page.locator(f"{bar} [aria-current]")).to_be_in_viewport(ratio=0.95)
