"""How many actions it takes: the journeys that Headway promises, played in Chromium and counted.

An action is a click, a tap, one field typed and committed, or a key press that sends; following a link counts, and so
does every entry of the contents. A journey begins on Today, where one is after signing in; signing in does not count.
The counts are those of a demo company of its own, and for the first day those of an empty Headway of its own.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from bench.frame import Measure
from headway.clock import read_clock
from tests import chromium
from tests.browser.hands import Hands, enter, paste
from tests.browser.serving import load_demo_once, served

PATIENCE = 30_000
FIRST_DAY = {
    "Your name": "Ines Marchetti",
    "Your e-mail address": "ines@lumen.example",
    "Password": "correct horse battery",
    "Name of your organisation": "Lumen",
}
SHEET = (
    "Objective\tKey result\tFrom\tTo\tUnit\n"
    "Deals with clinics close sooner\tMedian days to signature\t40\t25\td\n"
    "\tWin rate in the ideal segment\t20\t28\t%\n"
)
TYPED = "table[data-grid] input[name$='-value']"


def measures() -> Iterator[Measure]:
    """Every journey, each on a fresh page."""
    with tempfile.TemporaryDirectory(prefix="headway-clicks-") as folder, _chromium() as browser:
        yield from first_day(browser, Path(folder))
        with served(load_demo_once(Path(folder)), "demo") as demo:
            for journey in (contributor, team_lead, founder, department_head, hr, auditor):
                yield journey(browser, demo.url)


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        sys.exit(f"The journeys need Chromium, which is not here. {chromium.HOW_TO_GET}")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        yield running
        running.close()


def _enter(browser: Browser, url: str, name: str) -> Hands:
    """Somebody of the demo company, on Today."""
    page = browser.new_page(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    return Hands(page, enter(page, url, name))


def _counted(name: str, hands: Hands, at_most: float, note: str = "", per: int = 1) -> Measure:
    hands.page.close()
    return Measure(name, hands.actions / per, "actions", at_most=at_most, note=note, firm=True)


def first_day(browser: Browser, folder: Path) -> Iterator[Measure]:
    """From the printed link of an empty Headway to the first real check-in."""
    with served(folder / "empty") as headway:
        hands, began = Hands(browser.new_page(locale="en-GB")), time.monotonic()
        hands.open(headway.url)
        for label, text in FIRST_DAY.items():
            hands.type(label, text)
        hands.click("Make the workspace")
        for button in ("Go on", "Add these KPIs", "Keep these bands"):
            hands.click(button)
        hands.type("Objective", "Every clinic can plan a year ahead")
        hands.type("It stands at", "18000")
        hands.type("It shall reach", "25000")
        hands.click("Open the objective")
        hands.type("How sure are you that it will be reached? 0 to 10", "6")
        hands.click("Send the first check-in")
        hands.reads("You are set up.")
        took = (time.monotonic() - began) / 60
        yield _counted("anyone: printed link to first real check-in", hands, 15)
    yield Measure("the same, in time", took, "min", at_most=5, note="without thinking and typing")


def contributor(browser: Browser, url: str) -> Measure:
    """Update what is mine this week, seeing what it does above before it is sent."""
    hands = _enter(browser, url, "Hanna Vogt")
    fields = hands.page.locator("input[name$='-value']")
    count = fields.count()
    for at in range(count):
        _say_the_last(hands, at, fields)
    expect(hands.page.locator("#effect")).to_contain_text("What this does above")
    hands.press("Enter")
    hands.reads("Sent")
    return _counted("contributor: update my key results, each", hands, 2, f"{count} on Today, effect seen first", count)


def team_lead(browser: Browser, url: str) -> Measure:
    """A check-in meeting: everybody's key results in one table; those on a KPI take nothing."""
    hands = _enter(browser, url, "Ines Marchetti")
    hands.turn_to("Check in")
    hands.click("Units I lead", "link")
    heard = hands.page.locator("table[data-grid] tbody tr").count()
    fields = hands.page.locator(TYPED)
    for at in range(fields.count()):
        _say_the_last(hands, at, fields)
    expect(hands.page.locator("#effect")).to_contain_text("stays")
    hands.press("Control+Enter")
    hands.reads("Sent")
    return _counted("team lead: check-in meeting, each key result", hands, 1, f"a meeting over {heard}", heard)


def _say_the_last(hands: Hands, at: int, fields: Locator) -> None:
    """Type a key result's last value again; the count is the same whatever is typed."""
    hands.actions += 1
    fields.nth(at).press_sequentially(fields.nth(at).get_attribute("placeholder") or "1")


def founder(browser: Browser, url: str) -> Measure:
    """What changed is on Today; why is one click further; then the whole on one page."""
    hands = _enter(browser, url, "Ines Marchetti")
    hands.reads("What changed, and why")
    hands.follow(".changes h3 a")
    hands.reads("Band and response")
    hands.turn_to("Strategy map")
    hands.reads("KPIs hold the floor")
    return _counted("founder: what changed, why, and the whole", hands, 5, "the map prints; there is no board pack yet")


def department_head(browser: Browser, url: str) -> Measure:
    """Plan the next quarter: paste from a sheet, read the coach beside it, submit."""
    hands = _enter(browser, url, "Ruth Adeyemi")
    hands.turn_to("Cycles")
    hands.follow("main tr:has-text('Planning') th a")
    hands.click("Plan it", "link")
    hands.click("Type or paste goals", "link")
    hands.page.get_by_label("objective, row 1", exact=True).focus()
    paste(hands.page, SHEET)
    hands.actions += 1
    expect(hands.page.locator("#preview")).to_contain_text("would be drafted")
    hands.click("Draft and submit to Ines Marchetti")
    hands.reads("submitted")
    return _counted("department head: plan a quarter, and submit", hands, 6, "a paste is one action")


def hr(browser: Browser, url: str) -> Measure:
    """Who has not checked in, a nudge for them, and the health of the program."""
    hands = _enter(browser, url, "Omar Haddad")
    hands.turn_to("Check in")
    hands.click("Who has checked in", "link")
    if hands.page.get_by_role("button", name="Nudge those ticked").count():
        hands.click("Nudge those ticked")
        hands.reads("asked to check in")
    hands.click("Program health", "link")
    hands.reads("Program health")
    return _counted("HR: who is silent, nudge them, program health", hands, 4)


def auditor(browser: Browser, url: str) -> Measure:
    """The tree of goals as it was shown on a day, opened down to an objective."""
    hands = _enter(browser, url, "Kenji Mori")
    hands.follow("a[href*='/as-of']")
    hands.type("As of the end of", (read_clock() - timedelta(days=30)).date().isoformat())
    hands.press("Enter")
    hands.reads("As Headway showed it at the end of")
    return _counted("auditor: the tree as of a date", hands, 4, "the log verifies by command; no bundle yet")
