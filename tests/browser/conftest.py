"""Journeys in Chromium: pages, their console, accessibility and pictures.

A journey asks for ``page`` (desktop, light), ``phone``, or ``open_page(...)`` for any other view, and for
``live_server`` to go to. A page that writes an error to its console fails its test, and so does anything
the Content-Security-Policy blocks; a journey that expects such an error opens its page with
``errors_expected=True``.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import chromium
from tests.browser.accessible import WCAG, told, violations
from tests.browser.serving import load_demo_once, served

SIZES = {"desktop": {"width": 1440, "height": 1000}, "phone": {"width": 390, "height": 844}}
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PATIENCE = 30_000  # a slow moment of a shared machine is no failure
EVERYWHERE = {"locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce"}
"""What is alike in every view."""


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the worker."""
    program = chromium.find()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"There is no Chromium. {chromium.HOW_TO_GET}")
    # Playwright keeps an event loop in this thread, and Django takes any such thread for an async one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        yield running
        running.close()


class Console(list[str]):
    """The errors that pages wrote to their consoles, or threw."""

    def listen(self, page):
        page.on("console", lambda message: message.type == "error" and self._note(page, message.text))
        page.on("pageerror", lambda error: self._note(page, error))

    def _note(self, page, text):
        self.append(f"{text} ({page.url})")


@pytest.fixture
def open_page(browser):
    """``open_page(size="desktop"|"phone", scheme="light"|"dark", errors_expected=False, **context)``."""
    contexts, console = [], Console()

    def open_(size="desktop", scheme="light", errors_expected=False, **options):
        options = EVERYWHERE | options
        context = browser.new_context(viewport=SIZES[size], has_touch=size == "phone", color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if not errors_expected:
            console.listen(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not console, "The browser's console holds errors:\n" + "\n".join(console)


@pytest.fixture
def page(open_page):
    """A desktop page in light colours."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A phone's page, 390 pixels wide, in light colours."""
    return open_page("phone")


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in ("light", "dark")], ids="-".join)
def any_view(request, open_page):
    """A page in each of the four views in turn: desktop and phone, light and dark."""
    return open_page(*request.param)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """A data folder with the demo company, loaded once a run and copied for each worker."""
    copy = tmp_path_factory.mktemp("demo") / "data"
    return Path(shutil.copytree(load_demo_once(Path(os.environ["HEADWAY_DATA"])), copy))


@pytest.fixture(scope="session")
def demo(demo_data):
    """The address of a Headway with the demo company, served as ``headway demo`` serves it; read it, do not write."""
    with served(demo_data, "demo") as headway:
        yield headway.url


@pytest.fixture(scope="session")
def axe():
    """``axe(page)`` asserts that axe-core finds nothing against WCAG 2.2 AA and its own best practices.

    ``rules=OF_COLOUR`` is for a page that was looked at in its other scheme.
    """

    def check(page, within=None, rules=WCAG):
        found = violations(page, within, rules=rules)
        report = "\n".join(map(told, found))
        assert not found, f"axe finds {len(found)} violations on {page.url}:\n{report}"

    return check


@pytest.fixture(scope="session")
def shot(request):
    """``shot(page, name)`` saves docs/pictures/NAME.png, but only when pytest is given ``--pictures``."""

    def take(page, name, full_page=False):
        if request.config.option.pictures:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page, animations="disabled")

    return take


@pytest.fixture(scope="session")
def sideways():
    """``sideways(page)`` tells by how many pixels the page is wider than the window; it should be 0."""

    def overflow(page):
        return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    return overflow
