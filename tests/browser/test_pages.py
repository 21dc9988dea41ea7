"""Every page of the URL map, as an owner and as a contributor: accessible, within the window, without an error."""

import re
from collections import defaultdict
from functools import cache

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from headway.okrs.actions.cycles import ensure_cycles
from tests import world
from tests.browser.accessible import ALIKE, FRAME, OF_COLOUR, WCAG, mark_alike, told, violations
from tests.browser.atlas import keys_in, places
from tests.browser.conftest import SIZES
from tests.browser.hands import enter, sign_in
from tests.browser.visitor import Visitor

OWNER, CONTRIBUTOR = "Ines Marchetti", "Hanna Vogt"
ALL_VIEWS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
TWO_VIEWS = [("desktop", "light"), ("phone", "dark")]
"""Both sizes and both schemes, for pages that are looked at more than once."""
FRAGMENTS = {
    "objectives/similar", "objectives/{key}/below", "check-in/effect", "coach/reading", "kpis/{kpi}/formula/explained",
}  # fmt: skip
"""Answers to htmx, that are parts of a page."""
LEADS_ON = {"guide/", "undo/{seq}", "key-results/{key}/check-ins", "objectives/changes", "views/{key}"}
"""Addresses that lead to another page, or are only sent to."""
SENT_FIRST = {"kpis/imports/{sheet}"}
"""Pages that are there only after something was sent; the journeys look at them."""
VIEWED_WITH = {
    "kpis": ["kpis?grain=month", "kpis?grain=day", "kpis?view=left"],
    "search": ["search?q=trial", "search?q=nothing-like-it"],
    "objectives": ["objectives?q=trial"],
}
PAGES = [place for place in places() if place.pattern not in FRAGMENTS | LEADS_ON | SENT_FIRST]
BY_PATTERN = pytest.mark.parametrize("place", PAGES, ids=lambda place: place.pattern or "today")


@pytest.fixture(scope="session")
def keys(demo_data):
    return keys_in(demo_data)


@pytest.fixture(scope="session")
def cookies(browser, demo):
    """``cookies(name)``: what the browser keeps of somebody who entered the demo company, and where its pages are."""

    @cache
    def cookies_of(name):
        context = browser.new_context()
        root = enter(context.new_page(), demo, name)
        kept = context.storage_state()
        context.close()
        return kept, root

    return cookies_of


@pytest.fixture(scope="session")
def visitors(browser, cookies):
    """``visitors(name)``: somebody who looks around in the demo company, one for all tests of the worker."""
    return cache(lambda name: Visitor(browser, *cookies(name)))


@pytest.fixture
def visitor(visitors):
    """``visitor(name)`` for one test; what their page writes to its console fails it."""
    came = {}
    yield lambda name: came.setdefault(name, visitors(name))
    errors = [error for each in came.values() for error in each.leave()]
    assert not errors, "The browser's console holds errors:\n" + "\n".join(errors)


@pytest.fixture(scope="session")
def look_over(sideways):
    """``look_over(page, views, of=…)`` collects what is wrong with the page as it stands, in these views of it.

    A second scheme in the same size is looked at for its colours; of what differs in nothing but its words two
    are looked at; and what is around a page, once in each view of pages ``of`` the same person and noun.
    """
    frames_seen = set()

    def faults(page, view, rules, of):
        without = [ALIKE, *(FRAME if (of, view) in frames_seen else [])]
        frames_seen.add((of, view))
        return [told(violation) for violation in violations(page, None, without, rules)]

    def look(page, views=ALL_VIEWS, of=None):
        wrong, sizes_seen = defaultdict(list), set()
        mark_alike(page)
        for size, scheme in views:
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme)
            if wide := sideways(page):
                wrong[f"it is {wide} px wider than the window"].append(size)
            for fault in faults(page, (size, scheme), OF_COLOUR if size in sizes_seen else WCAG, of or page.url):
                wrong[fault].append(f"{size}-{scheme}")
            sizes_seen.add(size)
        page.set_viewport_size(SIZES["desktop"])
        return [f"{page.url}, {', '.join(where)}: {fault}" for fault, where in wrong.items()]

    return look


@BY_PATTERN
def test_every_page_is_accessible_and_fits(visitor, keys, look_over, place):
    ines, wrong = visitor(OWNER), []
    for path, _text in open_to(ines, place, keys, owner=True):
        wrong += look_over(ines.at(path), of=(OWNER, place.noun))
    assert not wrong, "\n".join(wrong)


@BY_PATTERN
def test_every_page_that_a_contributor_sees_otherwise_is_accessible_and_fits(visitor, keys, look_over, place):
    hanna, wrong = visitor(CONTRIBUTOR), []
    for path, text in open_to(hanna, place, keys, owner=False):
        if body_of(text) != body_of(visitor(OWNER).answer(path).text()):
            wrong += look_over(hanna.at(path), TWO_VIEWS, of=(CONTRIBUTOR, place.noun))
    assert not wrong, "\n".join(wrong)


def body_of(text):
    """A page without what is around it, and without the tokens of its forms."""
    main = re.search(r"<main.*</main>", text, re.DOTALL)[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)


def open_to(visitor, place, keys, owner):
    """The paths of a place that this person may open, and their texts; the owner must get to every page."""
    answers = {path: visitor.answer(path) for path in place.filled(keys)}
    statuses = {path: answer.status for path, answer in answers.items()}
    opened = [path for path, status in statuses.items() if status == 200]
    expected = {200, 405} if owner and not place.has_key else {200, 302, 403, 404, 405, 422}
    assert set(statuses.values()) <= expected, statuses
    assert opened or not owner or set(statuses.values()) <= {405}, f"No sample opens {place.pattern}: {statuses}"
    for path in opened if place.is_object else opened[:1]:
        yield path, answers[path].text()
    for path in VIEWED_WITH.get(place.pattern, []):
        yield path, visitor.answer(path).text()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("with_cycles", "view"), [(False, 0), (True, 1)], ids=["no-cycle", "a-quarter"])
def test_a_page_with_nothing_on_it_teaches_and_is_accessible(page, live_server, look_over, with_cycles, view):
    ines = world.founder()
    if with_cycles:
        ensure_cycles(ines)
    root = sign_in(page, live_server.url, ines).base
    page.add_init_script(AXE_SCRIPT)
    wrong = []
    for place in PAGES:
        path = f"{root}/{place.pattern}"
        if not place.has_key and page.request.get(path, max_redirects=0).status == 200:
            page.goto(path)
            wrong += look_over(page, [TWO_VIEWS[view]], of="nothing")
    assert not wrong, "\n".join(wrong)


REFUSED = [
    ("kpis/new", {}, "Create KPI"),
    ("kpis/imports", {}, "Look at it"),
    ("kpis/K-5/band", {"Floor": "eleven"}, "Set the band"),
    ("kpis/K-5/readings", {}, "Record"),
    ("objectives/new", {}, "Set this objective"),
    ("objectives/{objectives}/key-results/new", {}, "Add the key result"),
    ("objectives/{objectives}/edit", {"What shall become true?": ""}, "Save"),
    ("key-results/{key-results}/edit", {"What moves?": ""}, "Save"),
    ("decisions/{decisions}", {}, "Decide"),
    ("decisions/{decisions}/draft", {"Objective": "", "To": "a lot"}, "Open the objective"),
    ("cycles", {}, "Make the cycle"),
]


@pytest.mark.parametrize(("path", "typed", "button"), REFUSED, ids=[path for path, *_ in REFUSED])
def test_a_refused_form_says_why_and_stays_accessible(open_page, cookies, keys, look_over, path, typed, button):
    kept, root = cookies(OWNER)
    page = open_page(
        storage_state=kept, errors_expected=True
    )  # the browser calls the answer to a refused form an error
    page.goto(root + path.format(**{noun: found[0] for noun, found in keys.items() if found}))
    page.evaluate("document.querySelectorAll('main details').forEach(part => {part.open = true})")
    for label, text in typed.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("[role=alert], .error").first).to_be_visible()
    assert not (wrong := look_over(page, TWO_VIEWS)), "\n".join(wrong)


DIALOGS = [
    ("objectives/{objectives}", "[data-opens='status-dialog']"),
    ("key-results/{key-results}", "[data-opens='amend-dialog']"),
    ("objectives/{objectives}", "form[data-confirm] button"),
]


@pytest.mark.parametrize(("path", "opener"), DIALOGS, ids=["status", "amendment", "confirmation"])
def test_a_page_with_a_dialog_open_is_accessible(open_page, cookies, keys, look_over, path, opener):
    kept, root = cookies(OWNER)
    page = open_page(storage_state=kept)
    page.goto(root + path.format(**{noun: found[0] for noun, found in keys.items() if found}))
    for reason in page.locator("[data-confirm] [required]").all():  # a question comes once its form is filled in
        reason.fill("It was done by others.")
    page.locator(opener).first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    assert not (wrong := look_over(page, TWO_VIEWS)), "\n".join(wrong)
