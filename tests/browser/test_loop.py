"""The whole way round, by hand: a number leaves its band, and comes back as a new standard that is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.qualification import QUESTIONS
from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle
from tests import world
from tests.browser.clockwork import Clock
from tests.browser.hands import paste, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

HEALTHY = [120, 126, 118, 124, 122, 119, 125, 121, 123, 120, 124]
FIRST = date(2026, 7, 13)
"""Eleven closed weeks before the one whose reading is typed on Tuesday 6 October."""
RISING = "13.2\t14.1\t15.6\t16.9\t17.8\t18.4\t18.9\t18.6\t19.2\t18.8\t19.0"
NAME = "Trial-to-paid conversion"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch, "2026-10-06 12:00")


@pytest.fixture
def founder(clock):
    """Ines, with a KPI that was healthy for eleven weeks and two quarters to set goals in."""
    caller = world.founder(now=datetime(2026, 7, 1, 9, tzinfo=UTC))
    metric = world.metric(caller, NAME, definition="Trials that pay within 30 days, of all trials.")
    band = NewBand(lower=110, amber_lower=100, valid_from=FIRST, low_response="Call the last ten trials.")
    set_band(caller, metric, band)
    promote(caller, metric, {question.slug: "Yes, as everybody agreed." for question in QUESTIONS})
    now = type(caller)(caller.workspace, caller.person, clock.now)
    lines = [Line(metric, FIRST + timedelta(weeks=at), value) for at, value in enumerate(HEALTHY)]
    record_readings(now, lines, source="file")
    for name, first, last in [
        ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
    ]:
        cycle = create_cycle(now, NewCycle(name, first, last))
        if name == "Q4 2026":
            move_cycle(now, cycle, "active")
    clock.work()
    return now


@pytest.fixture
def hands(page, live_server, founder):
    return sign_in(page, live_server.url, founder)


def test_a_number_goes_all_the_way_round(hands, clock, axe):
    page = hands.page
    decision = _leaves_its_band(hands, clock)
    objective = _answered_with_an_objective(hands, decision)
    _checked_in_with_its_effect_in_view(hands, objective)
    _reached_and_held(hands, clock)
    _scored_and_learned_from(hands, clock, objective)
    _graduated_and_watched(hands, clock)
    axe(page)
    _regressed(hands, clock)


def _cell(hands, period):
    return hands.page.locator(f"input[name='K-1@{period}']")


def _leaves_its_band(hands, clock):
    """9.8 % is typed into the board; the worker asks for a decision."""
    hands.open("/kpis?grain=week")
    cell = _cell(hands, date(2026, 9, 28))
    cell.fill("9.8")
    cell.press("Enter")
    expect(hands.page.locator("td.cell.b")).to_have_count(1)
    clock.work()
    hands.open("/loop")
    hands.reads("The next decision is due", "9.8")
    expect(hands.page.get_by_role("link", name=NAME).first).to_be_visible()
    return "D-1"


def _answered_with_an_objective(hands, decision):
    """The draft starts from the mean, and is reviewed before it is made."""
    hands.open(f"/decisions/{decision}")
    hands.choose("Open an objective")
    hands.type("Why", "The trials of September never saw a result.")
    hands.click("Decide")
    hands.reads("An objective on Trial-to-paid conversion", "a start from there would count luck as progress")
    expect(hands.field("From, what it usually shows")).to_have_value("12.0")
    hands.type("Objective", "Every trial sees the value in three days")
    hands.type("To", "18")
    hands.click("Open the objective")
    hands.reads("Every trial sees the value in three days", "Opened O-1.")
    return "O-1"


def _checked_in_with_its_effect_in_view(hands, objective):
    """A key result counted by hand: its effect above is seen, then it is sent, taken back, and sent again."""
    page = hands.page
    hands.open(f"/objectives/{objective}/key-results/new")
    hands.type("What moves?", "Trials called within a day, from 0 to 40")
    hands.type("Baseline", "0")
    hands.type("Target", "40")
    hands.click("Add the key result")
    hands.open("/check-in")
    value = page.get_by_label("Trials called within a day, from 0 to 40, now")
    value.press_sequentially("10")
    expect(page.locator("#effect")).to_contain_text("25 %")
    expect(page.locator("#effect")).to_contain_text(objective)
    value.press("Control+Enter")
    hands.reads("Sent one check-in.")
    hands.click("Undo")
    expect(page.locator("tr.due")).to_contain_text("Trials called within a day")
    page.get_by_label("Trials called within a day, from 0 to 40, now").fill("12")
    page.get_by_label("Trials called within a day, from 0 to 40, confidence").fill("7")
    hands.click("Send the check-ins")
    hands.reads("Sent one check-in.")


def _reached_and_held(hands, clock):
    """Eleven weeks of readings are pasted into the board."""
    clock.move_to("2026-12-29 12:00")
    hands.open("/kpis?grain=week")
    _cell(hands, date(2026, 10, 12)).focus()
    paste(hands.page, RISING)
    hands.reads("Recorded 11 readings.")
    clock.work()
    hands.open("/objectives/O-1")
    hands.reads("On track")


def _scored_and_learned_from(hands, clock, objective):
    clock.move_to("2027-01-05 12:00")
    hands.open("/cycles/C-1")
    hands.click("To Scoring")
    hands.reads("0 of 1 are scored")
    hands.open(f"/objectives/{objective}/score")
    hands.type("Your grade", "0.7")
    hands.type("Why", "Conversion holds above the target; the calls stopped in November.")
    hands.click("Grade it")
    hands.reads("Graded 0.7")
    hands.type("What did we learn?", "Seeing a result matters more than being called.")
    hands.click("Keep what was learned")
    hands.choose("What becomes of it?", "Graduate")
    hands.click("Decide")
    hands.reads("Decided: Graduate")
    hands.open("/retrospectives?words=called")
    hands.reads("Seeing a result matters more than being called.")
    clock.work()


def _graduated_and_watched(hands, clock):
    hands.open("/loop")
    hands.click("Raise the floor", role="link")
    hands.reads("The new standard would be")
    hands.type("Reason", "It held for six weeks.")
    hands.click("Raise the floor")
    hands.reads("The floor is raised, and watched.", "0 of 6 readings are seen")
    hands.open("/loop")
    hands.reads("0 of 6 readings seen")


def _regressed(hands, clock):
    clock.move_to("2027-01-19 12:00")
    hands.open("/kpis?grain=week")
    _cell(hands, date(2027, 1, 4)).fill("11.9")
    _cell(hands, date(2027, 1, 11)).fill("11.6")
    hands.click("Record")
    clock.work()
    hands.open("/graduations/GR-1")
    hands.reads("Regressed")
    hands.open("/loop")
    hands.reads("Its new standard was lost.")
