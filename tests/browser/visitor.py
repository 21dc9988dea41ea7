"""Somebody who looks around in the demo company, from page to page, without changing anything."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import APIResponse, Browser, Page, StorageState

from tests.browser.conftest import EVERYWHERE, PATIENCE, SIZES, Console


class Visitor:
    """One page of the browser that is kept from test to test: to make one takes longer than to look at what it shows.

    It forgets what its pages kept when it leaves, so that no test sees what was done in another. It is for reading
    alone: what types or sends takes a page of its own.
    """

    def __init__(self, browser: Browser, cookies: StorageState, root: str) -> None:
        self.root = root
        self.context = browser.new_context(storage_state=cookies, viewport=SIZES["desktop"], **EVERYWHERE)
        self.context.add_init_script(AXE_SCRIPT)  # sent once, not with every page
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.console = Console()
        self.console.listen(self.page)

    def answer(self, path: str) -> APIResponse:
        """What the server answers to this person, not shown and not followed on."""
        return self.context.request.get(self.root + path, max_redirects=0)

    def at(self, path: str) -> Page:
        """The page at this path, as a desktop in light colours first shows it."""
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self.root + path)
        return self.page

    def leave(self) -> list[str]:
        """Forget what the pages kept; the errors that they wrote to the console."""
        if self.page.url.startswith("http"):
            # By its answer the page's messages have come in too.
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        errors = self.console[:]
        self.console.clear()
        return errors
