"""What becomes of goals that were committed: amended in the open, and carried into the next cycle by a rule."""

from datetime import date

import pytest
from playwright.sync_api import expect

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle
from headway.okrs.models import Amendment, KeyResult, Objective
from headway.okrs.tests.world import objective, only_kr, quarter, steps
from headway.people.actions.units import create_unit
from headway.people.tests.world import joined
from tests import world
from tests.browser.clockwork import Clock
from tests.browser.hands import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch, "2026-11-17 12:00")


@pytest.fixture
def ines():
    return world.founder()


def test_a_target_is_amended_in_the_open_and_scored_against_both(open_page, live_server, axe, ines):
    ruth, nadia = joined(ines, "Ruth"), joined(ines, "Nadia")
    growth = create_unit(ines, "Growth", world.company(ines), kind="department", lead=ruth.person)
    goal = objective(ines, "Clinics pay in every market", steps(owner=nadia.person), owner=ruth.person, unit=growth)
    row = only_kr(goal)
    check_in(nadia, CheckInDraft(row, 4))

    page = open_page()
    hands = sign_in(page, live_server.url, nadia)
    page.goto(f"{hands.base}/key-results/{row.key}")
    hands.click("Amend target or baseline", "link")
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("New value").fill("8")
    dialog.get_by_label("Why").fill("Two markets open in spring.")
    hands.click("Propose")
    hands.reads("Two markets open in spring.")
    assert KeyResult.objects.get(pk=row.pk).target == 10, "what was committed stands until somebody accepts"
    expect(page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)

    page = open_page()
    hands = sign_in(page, live_server.url, ruth)
    page.goto(f"{hands.base}/key-results/{row.key}")
    hands.click("Accept")
    hands.reads("The amendment is in force.", "Accepted by Ruth.", "40 % against that")
    axe(page)
    assert Amendment.objects.get().accepted

    move_cycle(ines, quarter(ines), "scoring")
    page.goto(f"{hands.base}/objectives/{goal.key}/score")
    cells = page.locator("tbody tr").first
    expect(cells).to_contain_text("0.4")
    expect(cells).to_contain_text("0.5")
    axe(page)
    hands.type("Your grade", "0.5")
    hands.click("Grade it")
    hands.reads("Graded 0.5")


def test_a_cycle_is_rolled_over_by_an_explicit_rule(page, live_server, axe, sideways, ines):
    after = create_cycle(ines, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    goals = {
        name: objective(ines, name, steps(f"Steps of {name}")) for name in ("Carried", "Postponed", "Rolled", "Done")
    }
    for goal in goals.values():
        check_in(ines, CheckInDraft(only_kr(goal), 4))
    hands = sign_in(page, live_server.url, ines)

    page.goto(f"{hands.base}/objectives/{goals['Carried'].key}/score")
    hands.choose("What becomes of it?", "Change")
    hands.choose("It goes on in", "Q1 2027")
    carried = only_kr(goals["Carried"]).key
    hands.type(f"New baseline of {carried}", "5")
    hands.type(f"New target of {carried}", "20")
    axe(page)
    hands.click("Decide")
    hands.reads("Change:", "Carried")

    page.goto(f"{hands.base}/objectives/{goals['Postponed'].key}")
    hands.click("Postpone", "link")
    hands.choose("To", "Q1 2027")
    hands.type("Why", "The lawyers need until January.")
    hands.click("Postpone")
    hands.reads("is in Q1 2027 now.")

    page.goto(f"{hands.base}/cycles/{quarter(ines).key}/roll-over")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    hands.reads("What comes along", "What movements start from", "4 → 10", "0 → 10")
    axe(page)
    assert sideways(page) == 0
    page.get_by_label("Done", exact=True).uncheck()
    hands.choose("From where they stand now")
    hands.click("Roll them over")
    hands.reads("1 objective goes on.")

    page.goto(f"{hands.base}/objectives/{goals['Done'].key}/copy")
    hands.choose("From the same baseline as before")
    hands.choose("In", "The backlog, outside any cycle")
    hands.click("Copy")
    hands.reads("is a copy of")
    starts = {
        row.title: (row.baseline, row.current, row.target)
        for row in KeyResult.objects.filter(objective__cycle=after)
    }  # fmt: skip
    assert starts == {
        "Steps of Carried": (5, None, 20), "Steps of Postponed": (0, 4, 10), "Steps of Rolled": (4, None, 10),
    }  # fmt: skip
    assert Objective.objects.get(cycle=None).title == "Done"
