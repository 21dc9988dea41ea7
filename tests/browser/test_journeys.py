"""The shorter ways through Headway, each by hand: import, invitation, search, a quick update, no JavaScript."""

import pytest
from playwright.sync_api import expect

from headway.kpis.models import Reading
from headway.loop.models import Decision
from headway.loop.tests.scene import HEALTHY, breached, cycle, kpi, read
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import CheckIn, KeyResult
from headway.people.models import Person
from headway.people.tests.world import joined
from tests import world
from tests.browser.clockwork import Clock
from tests.browser.hands import Hands, paste, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
CALLS = "Trials called within a day"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch, "2026-11-17 12:00")


@pytest.fixture
def ines():
    return world.founder()


@pytest.fixture
def ruth(ines):
    """A contributor with a key result that is counted by hand, from 0 to 40."""
    ruth = joined(ines, "Ruth")
    calls = NewKeyResult(title=CALLS, baseline=0, target=40, owner=ruth.person)
    goal = NewObjective(
        "Trials see the value", ines.person, world.company(ines), cycle(ines),
        key_results=(calls, NewKeyResult(title="Guides written", baseline=0, target=10)),
    )  # fmt: skip
    create_objective(ines, goal)
    return ruth


def test_a_contributor_updates_a_key_result_in_two_actions(page, live_server, ruth):
    hands = sign_in(page, live_server.url, ruth)
    page.goto(f"{hands.base}/check-in")
    hands.type(f"{CALLS}, now", "10")
    expect(page.locator("#effect")).to_contain_text("13 %")
    assert not CheckIn.objects.exists(), "the effect is shown before anything is sent"
    hands.press("Control+Enter")
    hands.reads("Sent one check-in.")
    assert hands.actions == 2
    assert CheckIn.objects.get().value == 10


def test_a_check_in_is_taken_back_with_undo(page, live_server, ruth):
    hands = sign_in(page, live_server.url, ruth)
    hands.open("/check-in")
    hands.type(f"{CALLS}, now", "10")
    hands.click("Send the check-ins")
    hands.click("Undo")
    expect(hands.page.locator("tr.due")).to_contain_text(CALLS)
    expect(hands.field(f"{CALLS}, now")).to_have_value("")
    assert KeyResult.objects.get(title=CALLS).current is None


def test_today_takes_a_value_too(phone, live_server, ruth):
    hands = sign_in(phone, live_server.url, ruth)
    phone.goto(f"{hands.base}/")
    hands.type(f"{CALLS}, value now", "12")
    hands.press("Enter")
    expect(phone.locator(".toast")).to_be_visible()
    assert CheckIn.objects.get().value == 12


def test_a_block_pasted_into_the_board_is_recorded_and_taken_back(page, live_server, ines):
    metric = kpi(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open("/kpis?grain=week")
    page.locator(f"input[name='{metric.key}@2026-10-26']").focus()
    paste(page, "12.4\t12.9\t13.3")
    hands.reads("Recorded 3 readings.")
    expect(page.locator("td.cell.o")).to_have_count(3)
    assert list(Reading.objects.order_by("period").values_list("value", flat=True)) == [124, 129, 133]
    hands.click("Undo")
    expect(page.locator("td.cell.n input").first).to_be_visible()
    expect(page.locator("td.cell.o")).to_have_count(0)
    assert not Reading.objects.exists()


def test_a_sheet_names_every_wrong_line_and_is_recorded_once_it_is_right(page, live_server, axe, ines):
    metric = kpi(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open("/kpis/imports")
    rows = ["kpi,date,value", f"{metric.key},2026-10-26,12.4", "K-99,2026-11-02,12.9", f"{metric.key},2026-11-09,a lot"]
    hands.type("or rows pasted from a sheet", "\n".join(rows))
    hands.click("Look at it")
    hands.reads("2 lines are wrong, so nothing can be recorded yet.", "K-99", "a lot")
    expect(page.locator("tbody th[scope=row]")).to_contain_text(["3", "4"])
    axe(page)
    assert not Reading.objects.exists()
    hands.click("Send another", role="link")
    right = "\n".join(rows).replace("K-99", metric.key).replace("a lot", "13.3")
    hands.type("or rows pasted from a sheet", right)
    hands.click("Look at it")
    hands.reads("3 readings are ready to be recorded.")
    axe(page)
    hands.click("Record 3 readings")
    hands.reads("Recorded 3 readings from the sheet.")
    assert Reading.objects.count() == 3


def test_an_invitation_is_accepted_by_its_link_in_another_browser(page, open_page, live_server, ines):
    hands = sign_in(page, live_server.url, ines)
    hands.open("/people/invitations")
    hands.type("E-mail address", "mei@lumen.example")
    hands.click("Invite")
    link = page.locator("code.secret").inner_text()
    other = Hands(open_page("phone"))
    other.open(link)
    other.reads("Ines Marchetti invited mei@lumen.example")
    other.type("Your name", "Mei-Lin Zhou")
    other.type("Password", "a horse of another colour")
    other.click("Join")
    other.page.wait_for_url("**/lumen/")
    assert Person.objects.get(email="mei@lumen.example").name == "Mei-Lin Zhou"
    again = Hands(open_page("phone", errors_expected=True))
    again.open(link)
    assert "Join Lumen" not in again.page.inner_text("body")


def test_a_slash_and_a_word_find_the_number(page, live_server, ines):
    breached(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open("/")
    page.locator("h1").click()
    hands.press("/")
    page.keyboard.type("conversion")
    hands.press("Enter")
    hands.click("Trial-to-paid conversion", role="link")
    page.wait_for_url("**/lumen/kpis/K-1")


def test_a_check_in_and_a_decision_work_without_javascript(open_page, live_server, ines, ruth):
    page = open_page(java_script_enabled=False, errors_expected=True)  # the browser calls a refused form an error
    hands = sign_in(page, live_server.url, ruth)
    hands.open("/check-in")
    hands.type(f"{CALLS}, now", "ten")
    hands.click("Send the check-ins")
    hands.reads("Nothing was sent: one row cannot be read.")
    hands.type(f"{CALLS}, now", "10")
    hands.click("Send the check-ins")
    hands.reads("Sent one check-in.")
    _, decision = breached(ines)
    hands = sign_in(page, live_server.url, ines)
    hands.open(f"/decisions/{decision.key}")
    hands.choose("Fix now")
    hands.type("What is done", "Call the last ten trials.")
    hands.type("Why", "Nobody called them.")
    hands.click("Decide")
    hands.reads("Ines Marchetti fixes it by")
    decision.refresh_from_db()
    assert decision.choice == "fix"


def test_a_reading_is_typed_without_javascript(open_page, live_server, ines):
    metric = kpi(ines)
    read(ines, metric, HEALTHY)
    hands = sign_in(open_page(java_script_enabled=False), live_server.url, ines)
    hands.open("/kpis?grain=week")
    hands.page.locator(f"input[name='{metric.key}@2026-11-09']").fill("9.4")
    hands.click("Record")
    hands.reads("Recorded")
    assert not Decision.objects.exists(), "the worker opens decisions, not the page"
    metric.refresh_from_db()
    assert metric.state == "red"
