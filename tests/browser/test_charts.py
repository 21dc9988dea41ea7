"""A chart is read point by point: by arrow keys on one stop of the tab key, or by pointing at it."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from headway.kpis.actions.annotations import annotate
from headway.loop.tests.scene import HEALTHY, kpi, reached, read
from tests import world
from tests.browser.clockwork import Clock
from tests.browser.hands import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LAST = re.compile(
    r"^2–8.Nov: 9\.5.%\. Red\. Signal, not noise: Below its usual range\. Note 1, Ines Marchetti: Checkout was down\.$"
)
BEFORE = re.compile(r"^26.Oct–1.Nov: 12\.4.%\. Healthy\.$")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch, "2026-11-17 12:00")


@pytest.fixture
def founder():
    """Ines, with a KPI that left its band in the last of twelve closed weeks, and her remark on that week."""
    ines = world.founder()
    row = kpi(ines)
    read(ines, row, [*HEALTHY, 95])
    annotate(ines, row, date(2026, 11, 4), "Checkout was down.")
    return ines


def test_a_chart_is_gone_through_by_arrow_keys(any_view, live_server, founder, axe):
    hands = sign_in(any_view, live_server.url, founder)
    hands.open("/kpis/K-1")
    slider, said = any_view.get_by_role("slider"), any_view.locator("[data-stop]")
    expect(said).to_contain_text("Point at a reading")
    slider.focus()
    expect(said).to_have_text(LAST)
    expect(slider).to_have_attribute("aria-valuetext", LAST)
    expect(any_view.locator("circle.c-cursor:visible")).to_have_count(1)
    axe(any_view, "figure.walk")
    hands.press("ArrowLeft")
    expect(said).to_have_text(BEFORE)
    expect(slider).to_have_attribute("aria-valuetext", BEFORE)
    hands.press("Home")
    expect(said).to_contain_text("12.0")
    hands.press("End")
    hands.press("Enter")
    expect(any_view).to_have_url(re.compile("#note-1$"))


def test_a_chart_is_one_stop_of_the_tab_key(page, live_server, founder):
    sign_in(page, live_server.url, founder).open("/kpis/K-1")
    page.get_by_role("slider").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figure')") is None
    expect(page.locator("[data-stop]")).to_contain_text("Point at a reading")
    expect(page.locator("circle.c-cursor:visible")).to_have_count(0)


def test_pointing_at_a_chart_tells_the_nearest_reading(page, live_server, founder):
    sign_in(page, live_server.url, founder).open("/kpis/K-1")
    dots = page.locator("svg.only-large .c-line")
    box = dots.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 3)
    expect(page.locator("[data-stop]")).to_have_text(LAST)
    page.mouse.move(5, 5)
    expect(page.locator("[data-stop]")).to_contain_text("Point at a reading")


def test_without_javascript_a_chart_promises_no_keys(open_page, live_server, founder):
    page = open_page(java_script_enabled=False)
    sign_in(page, live_server.url, founder).open("/kpis/K-1")
    expect(page.locator("svg.only-large")).to_be_visible()
    expect(page.locator("[data-stop]")).to_be_hidden()
    expect(page.get_by_role("slider")).to_have_count(0)


@pytest.mark.parametrize("page_of", ["key-results/KR-1", "objectives/O-1"])
def test_the_way_of_a_goal_is_gone_along_by_arrow_keys(any_view, live_server, axe, page_of):
    ines = world.founder()
    reached(ines)
    hands = sign_in(any_view, live_server.url, ines)
    hands.open(f"/{page_of}")
    slider, said = any_view.get_by_role("slider"), any_view.locator("[data-stop]")
    expect(said).to_contain_text("Point at the line")
    slider.focus()
    expect(said).to_have_text(re.compile(r"were due\.$"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"were due\.$"))
    expect(any_view.locator("circle.c-cursor:visible")).to_have_count(1)
    axe(any_view, "figure.walk")
    hands.press("Home")
    expect(said).to_have_text(re.compile("the start"))
