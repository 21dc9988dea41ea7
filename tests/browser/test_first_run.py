"""From the printed link to the first real check-in: five minutes and fifteen actions at most."""

import time

from playwright.sync_api import expect

from tests.browser.hands import Hands
from tests.browser.serving import served

MOST_ACTIONS, MOST_SECONDS = 15, 300
WORKER_SECONDS = 30
SIZE, KPIS, BANDS = "How large is Lumen?", "Which numbers would you ask for", "When is each number healthy?"
OBJECTIVE, CHECK_IN = "What shall be better by the end of the quarter?", "Where do you stand?"
OWNER = {
    "Your name": "Ines Marchetti",
    "Your e-mail address": "ines@lumen.example",
    "Password": "correct horse battery",
    "Name of your organisation": "Lumen",
}


def test_from_the_printed_link_to_the_first_check_in(page, axe, shot, sideways, tmp_path):
    with served(tmp_path / "data") as headway:
        hands, began = Hands(page), time.monotonic()
        hands.open(headway.url)
        axe(page)
        for label, text in OWNER.items():
            hands.type(label, text)
        hands.click("Make the workspace")
        for heading, button in ((SIZE, "Go on"), (KPIS, "Add these KPIs"), (BANDS, "Keep these bands")):
            hands.reads(heading)
            axe(page)
            assert sideways(page) == 0
            hands.click(button)
        hands.reads(OBJECTIVE)
        axe(page)
        hands.type("Objective", "Every clinic can plan a year ahead")
        hands.type("It stands at", "18000")
        hands.type("It shall reach", "25000")
        hands.click("Open the objective")
        hands.reads(CHECK_IN)
        axe(page)
        shot(page, "first-check-in")
        hands.type("How sure are you that it will be reached? 0 to 10", "6")
        hands.click("Send the first check-in")
        hands.reads("You are set up.", "Every clinic can plan a year ahead")
        assert hands.actions <= MOST_ACTIONS
        assert time.monotonic() - began < MOST_SECONDS
        page.goto("about:blank")


def test_a_reading_out_of_its_band_is_answered_for_by_the_worker_within_seconds(page, tmp_path):
    with served(tmp_path / "data") as headway:
        hands = Hands(page)
        hands.open(headway.url)
        for label, text in OWNER.items():
            hands.type(label, text)
        hands.click("Make the workspace")
        for button in ("Go on", "Add these KPIs", "Keep these bands", "Skip this step"):
            hands.click(button)
        hands.type("Trial-to-paid conversion", "3.5")
        hands.click("Go on")
        page.get_by_text("You are set up.").wait_for()
        until = time.monotonic() + WORKER_SECONDS
        while not page.get_by_role("link", name="Decide", exact=True).count() and time.monotonic() < until:
            page.reload()
        hands.click("Decide", role="link")
        hands.reads("What do we do about Trial-to-paid conversion?", "3.5")
        page.goto("about:blank")


def test_the_guide_says_what_is_wrong_and_fits_a_phone(open_page, axe, sideways, tmp_path):
    with served(tmp_path / "data") as headway:
        page = open_page("phone", "dark")
        hands = Hands(page)
        hands.open(headway.url)
        hands.click("Make the workspace")
        expect(page.get_by_role("alert")).to_be_visible()
        axe(page)
        for label, text in OWNER.items():
            hands.type(label, text)
        hands.click("Make the workspace")
        hands.click("Go on")
        hands.reads(KPIS)
        for box in page.get_by_role("checkbox").all():
            box.uncheck()
        hands.click("Add these KPIs")
        expect(page.get_by_role("alert")).to_contain_text("Nothing is ticked")
        axe(page)
        page.get_by_role("searchbox").fill("churn")
        hands.click("Search")
        page.get_by_role("checkbox", name="Monthly revenue churn").check()
        hands.click("Add these KPIs")
        page.get_by_label("Healthy up to").fill("many")
        hands.click("Keep these bands")
        expect(page.get_by_role("alert")).to_contain_text("many")
        axe(page)
        assert sideways(page) == 0
        hands.click("Skip this step")
        hands.click("Open the objective")
        expect(page.get_by_role("alert")).to_be_visible()
        axe(page)
        hands.click("Skip this step")
        hands.reads(CHECK_IN)
        axe(page)
        hands.click("Skip this step")
        page.goto("about:blank")
