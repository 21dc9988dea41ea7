"""What a person does on a page, counted the way Headway promises it: a click, a tap, or one field typed."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect


class Hands:
    """Clicks and types by the names that people and screen readers see, and counts each as one action."""

    def __init__(self, page, base=""):
        self.page, self.base, self.actions = page, base, 0

    def open(self, path):
        """Follow a link from outside: one action."""
        self.actions += 1
        self.page.goto(f"{self.base}{path}")

    def click(self, name, role="button"):
        self.actions += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def turn_to(self, name):
        """Follow an entry of the contents."""
        self.actions += 1
        contents = self.page.get_by_role("navigation", name="Contents")
        contents.get_by_role("link", name=re.compile(rf"^{re.escape(name)} ?\d*$")).click()

    def follow(self, selector):
        """Follow the first link that a selector finds."""
        self.actions += 1
        self.page.locator(selector).first.click()

    def choose(self, label, option=None):
        """Tick a radio or a box by the beginning of its label, or choose an option of a list."""
        self.actions += 1
        if option is None:
            self.page.get_by_label(label).first.check()
        else:
            self.field(label).select_option(label=option)

    def type(self, label, text):
        self.actions += 1
        self.field(label).fill(text)

    def field(self, label):
        """The field under a label, whether or not it may stay empty."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+may stay empty)?\s*$")).first

    def press(self, key):
        self.actions += 1
        self.page.keyboard.press(key)

    def reads(self, *texts):
        """The page comes to show every one of these."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        self.page.wait_for_load_state()  # its text is there before its scripts listen


def sign_in(page, url, caller):
    """Sign a person in without the login page, and give their hands in their workspace."""
    client = Client()
    client.force_login(caller.someone.user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return Hands(page, f"{url}/{caller.workspace.slug}")


def enter(page, demo, name):
    """Enter the demo company as somebody, with a click; the address of its pages."""
    page.goto(demo)
    page.locator(".personas button", has_text=name).click()
    page.wait_for_url("**/lumen/")
    return page.url


def paste(page, text):
    """Paste a block from a sheet into the focused cell."""
    page.evaluate(
        """text => {const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste',
        {clipboardData: data, bubbles: true, cancelable: true}))}""",
        text,
    )
