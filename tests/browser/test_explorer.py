"""The Explorer and the palette with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from headway.explorer import strategy
from headway.explorer.models import View
from headway.okrs.actions.alignments import align
from headway.okrs.models import Objective
from headway.okrs.tests.world import objective
from headway.people.actions.units import create_unit
from tests import world
from tests.browser.clockwork import Clock
from tests.browser.hands import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch, "2026-11-17 12:00")


@pytest.fixture
def ines():
    caller = world.founder()
    for name in ("Clinics pay on time", "Clinics stay", "Nobody waits"):
        objective(caller, name)
    return caller


def test_filter_save_change_many_and_undo_by_keyboard_only(page, live_server, ines, axe):
    hands = sign_in(page, live_server.url, ines)
    page.goto(f"{hands.base}/objectives")
    keys = page.keyboard
    page.get_by_placeholder("in titles, keys and owners").focus()
    keys.type("clinics")
    keys.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    page.get_by_text("Save this view").focus()
    keys.press("Enter")
    page.locator("[data-save-name]").focus()
    keys.type("Clinics")
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Clinics")
    assert View.objects.get().query == "words=clinics"
    keys.press("j")
    keys.press("x")
    keys.press("j")
    keys.press("x")
    expect(page.locator("[data-picked-count]")).to_have_text("2 chosen")
    keys.press("e")
    hands.reads("Change 2 objectives")
    axe(page)
    page.get_by_label("Tags to add").focus()
    keys.type("europe")
    keys.press("Enter")
    hands.reads("2 objectives would change")
    axe(page)
    keys.press("Enter")
    hands.reads("Changed 2 objectives.")
    assert list(Objective.objects.order_by("pk").values_list("tags", flat=True)) == [",europe,", ",europe,", ""]
    page.get_by_role("button", name="Undo").focus()
    keys.press("Enter")
    hands.reads("Taken back.")
    assert set(Objective.objects.values_list("tags", flat=True)) == {""}


def test_the_palette_goes_anywhere_by_typing(page, live_server, ines, axe):
    hands = sign_in(page, live_server.url, ines)
    page.goto(f"{hands.base}/")
    keys = page.keyboard
    keys.press("Control+k")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    keys.type("nobody")
    expect(page.locator("#palette [role=option]").first).to_contain_text("Nobody waits")
    axe(page)
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    page.wait_for_url("**/objectives/O-3")
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_tree_is_walked_with_the_arrows(page, live_server, ines, axe):
    top, middle, low = Objective.objects.select_related("cycle", "unit", "owner").order_by("pk")
    align(ines, middle, top)
    align(ines, low, middle)
    hands = sign_in(page, live_server.url, ines)
    page.goto(f"{hands.base}/map")
    tree = page.get_by_role("tree").first
    tree.get_by_role("treeitem").first.focus()
    page.keyboard.press("ArrowRight")
    expect(tree).to_contain_text(middle.title)
    page.keyboard.press("ArrowRight")
    axe(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/objectives/{middle.key}")


def test_a_map_of_many_units_fetches_the_rest_without_moving_the_reader(page, live_server, ines, monkeypatch):
    monkeypatch.setattr(strategy, "AT_FIRST", 1)
    for n in range(3):
        objective(ines, f"Goal {n}", unit=create_unit(ines, f"Department {n}", world.company(ines)))
    hands = sign_in(page, live_server.url, ines)
    page.goto(f"{hands.base}/map")
    expect(page.locator("section.theme")).to_have_count(4)
    expect(page.locator("p.more")).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate("scrollY") == 0


def test_the_map_goes_on_where_it_is_asked_to(page, live_server, ines, monkeypatch, axe):
    monkeypatch.setattr(strategy, "AT_ONCE", 1)
    monkeypatch.setattr(strategy, "LEAST", 1)
    monkeypatch.setattr(strategy, "STEP", 1)
    hands = sign_in(page, live_server.url, ines)
    page.goto(f"{hands.base}/map")
    blocks, more = page.locator("article.objblock"), page.locator("p.more a")
    expect(blocks).to_have_count(1)
    expect(more).to_have_text("2 more objectives")
    more.focus()
    page.keyboard.press("Enter")
    expect(blocks).to_have_count(2)
    expect(blocks.nth(1).get_by_role("link").first).to_be_focused()
    expect(more).to_have_text("one more objective")
    axe(page)
    more.click()
    expect(blocks).to_have_count(3)
    expect(more).to_have_count(0)
    assert len(set(blocks.locator("h3").all_inner_texts())) == 3
