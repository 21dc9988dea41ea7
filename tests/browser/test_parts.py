"""The parts page under its strict policy: accessible, within the window, and quick on the keyboard."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from headway.ui.samples import parts_context

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
GROWING = """{% extends "ui/base.html" %}{% block title %}Plan{% endblock %}{% block main %}<h1>Plan</h1><form>
<input type="hidden" name="k-TOTAL_FORMS" value="1"><table id="plan" data-grid="grow"><caption>Plan</caption>
<tbody><tr><td><input name="k-0-name" aria-label="Name"></td><td><input name="k-0-to" aria-label="To"></td></tr></tbody>
<template data-row><tr><td><input name="k-__n__-name" aria-label="Name, __nth__"></td><td><input name="k-__n__-to"
aria-label="To"></td></tr></template></table><button type="button" data-add-row="plan">Add</button>
</form>{% endblock %}"""


@pytest.fixture(autouse=True)
def _own_shell(settings):
    """The page brings its own shell; there is no workspace to read one from."""
    processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    templates = {**settings.TEMPLATES[0]}
    templates["OPTIONS"] = {
        **templates["OPTIONS"],
        "context_processors": [p for p in processors if p.endswith((".request", ".messages"))],
    }
    settings.TEMPLATES = [templates]


def shell():
    names = [[("Today", 4), ("Strategy map", None), ("Objectives", 25), ("KPIs", 14)], [("Cycle", None)]]
    return SimpleNamespace(
        workspace=SimpleNamespace(name="Lumen", key="lumen"),
        person=SimpleNamespace(name="Ruth Adeyemi", title="Head of Growth"),
        cycle_line="Q4 2026, day 46 of 92",
        now=NOW,
        search_url="/search",
        signout_url="/out",
        nav=[[SimpleNamespace(name=n, url="#", count=c, current=n == "KPIs") for n, c in g] for g in names],
    )


class Site:
    """Answers the browser in the place of a server and keeps what it was sent."""

    def __init__(self):
        self.sent = []
        self.template = "ui/parts.html"
        self.source = ""

    def answer(self, route):
        request = route.request
        path = urlsplit(request.url).path
        if request.method == "POST":
            self.sent.append((path, parse_qs(request.post_data or "", keep_blank_values=True)))
        if path.startswith("/static/"):
            file = Path(finders.find(path.removeprefix("/static/")))
            return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        theme = "dark" if "theme=dark" in request.headers.get("cookie", "") else ""
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        return route.fulfill(body=self.page(theme), headers=headers)

    def page(self, theme):
        request = RequestFactory().get("/")
        request.COOKIES["theme"] = theme
        context = {**parts_context(NOW), "shell": shell()}
        if self.source:
            from django.template import engines

            return engines["django"].from_string(self.source).render(context, request)
        return render_to_string(self.template, context, request)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def parts(page, site):
    return opened(page, site)


def opened(page, site):
    page.route("**/*", site.answer)
    page.goto("http://headway.test/parts/")
    return page


def field(page, name):
    return page.locator(f"[name='{name}']")


def paste(page, text):
    page.evaluate(
        """text => {const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste',
        {clipboardData: data, bubbles: true, cancelable: true}))}""",
        text,
    )


def test_every_component_is_accessible_and_fits(any_view, site, axe, sideways):
    page = opened(any_view, site)
    assert sideways(page) == 0
    axe(page)


@pytest.mark.parametrize("template", ["404.html", "500.html", "ui/bare.html"])
def test_pages_without_contents_are_accessible(page, site, axe, template):
    site.template = template
    site.source = (
        '{% extends "'
        + template
        + '" %}'
        + (
            "{% block title %}In{% endblock %}{% block main %}<h1>Sign in</h1>{% endblock %}"
            if "bare" in template
            else ""
        )
    )
    axe(opened(page, site))


def test_a_slash_goes_to_the_search_and_escape_leaves_it(parts):
    parts.locator("h1").click()
    parts.keyboard.press("/")
    assert parts.evaluate("document.activeElement.id") == "search"
    parts.keyboard.type("a/b")
    assert parts.locator("#search").input_value() == "a/b"
    parts.keyboard.press("Escape")
    assert parts.evaluate("document.activeElement.id") != "search"


def test_the_summary_of_errors_takes_the_focus(parts):
    assert parts.evaluate("document.activeElement.className") == "summary-error"


def test_the_workings_of_a_number_open_and_close(parts):
    parts.locator("details.explain summary").click()
    assert parts.locator(".popover").is_visible()
    parts.keyboard.press("Escape")
    assert parts.locator(".popover").is_hidden()
    parts.locator("details.explain summary").click()
    parts.locator("h1").click()
    assert parts.locator(".popover").is_hidden()


def test_enter_goes_down_arrows_move_and_equals_takes_the_value_before(parts):
    field(parts, "now-1").focus()
    parts.keyboard.press("=")
    assert field(parts, "now-1").input_value() == "48"
    parts.keyboard.press("Enter")
    parts.keyboard.type("51")
    parts.keyboard.press("ArrowRight")
    parts.keyboard.type("9")
    parts.keyboard.press("ArrowUp")
    assert parts.evaluate("document.activeElement.name") == "conf-1"
    parts.keyboard.press("ArrowDown")
    parts.keyboard.press("Shift+Enter")
    assert parts.evaluate("document.activeElement.name") == "conf-1"
    assert field(parts, "now-2").input_value() == "51"
    assert field(parts, "conf-2").input_value() == "9"


def test_an_equals_sign_inside_a_text_stays_a_sign(parts):
    field(parts, "note-1").focus()
    parts.keyboard.type("a=b")
    assert field(parts, "note-1").input_value() == "a=b"


def test_control_enter_sends_the_grid(parts, site):
    field(parts, "now-1").fill("50")
    with parts.expect_navigation():
        field(parts, "now-1").press("Control+Enter")
    path, sent = site.sent[-1]
    assert path == "/parts/"
    assert sent["now-1"] == ["50"]


def test_a_block_from_a_sheet_fills_the_grid_from_the_focused_cell(parts):
    field(parts, "now-2").focus()
    paste(parts, "50\t8\tTwo markets live\r\n51\t9\tThree\r\n52\t9\tlost\r\n")
    assert [field(parts, n).input_value() for n in ("now-2", "conf-2", "note-2", "now-3", "note-3")] == [
        "50", "8", "Two markets live", "51", "Three",
    ]  # fmt: skip
    assert "were left out: 1." in parts.locator("#toasts").inner_text()


def test_a_single_value_is_pasted_by_the_browser_itself(parts):
    field(parts, "now-2").focus()
    paste(parts, "50")
    assert field(parts, "now-2").input_value() == ""


def test_a_growing_grid_takes_as_many_rows_as_are_pasted(page, site):
    site.source = GROWING
    opened(page, site)
    field(page, "k-0-name").focus()
    paste(page, "A\t1\nB\t2\nC\t3")
    assert field(page, "k-2-name").input_value() == "C"
    assert field(page, "k-2-to").input_value() == "3"
    page.get_by_role("button", name="Add").click()
    assert page.evaluate("document.activeElement.name") == "k-3-name"
    assert field(page, "k-3-name").get_attribute("aria-label") == "Name, 4"
    assert field(page, "k-TOTAL_FORMS").input_value() == "4"


def test_what_is_typed_is_kept_until_it_is_sent(parts):
    note = parts.locator("[data-draft-note]")
    assert note.is_hidden()
    field(parts, "now-1").fill("50")
    field(parts, "now-2").focus()
    parts.keyboard.press("=")
    assert note.is_visible()
    parts.reload()
    assert field(parts, "now-1").input_value() == "50"
    assert field(parts, "now-2").input_value() == "48"
    assert note.is_visible()
    with parts.expect_navigation():
        field(parts, "now-1").press("Control+Enter")
    assert field(parts, "now-1").input_value() == ""


def test_signing_out_forgets_what_was_kept(parts):
    field(parts, "now-1").fill("50")
    with parts.expect_navigation():
        parts.get_by_role("button", name="Sign out").click()
    assert parts.evaluate("localStorage.length") == 0


def test_a_question_is_asked_before_and_no_means_no(parts):
    parts.get_by_role("button", name="Archive, after a question").click()
    dialog = parts.locator("#confirm")
    assert dialog.get_by_role("heading").inner_text() == "Archive K-5?"
    dialog.get_by_role("button", name="Not now").click()
    assert dialog.is_hidden()
    parts.get_by_role("button", name="Archive, after a question").click()
    with parts.expect_navigation():
        dialog.get_by_role("button", name="Archive", exact=True).click()


def test_a_dialog_opens_and_closes_by_button_and_escape(parts, axe):
    dialog = parts.locator("#sample-dialog")
    parts.get_by_role("button", name="Decide").first.click()
    assert dialog.is_visible()
    axe(parts, "#sample-dialog")
    parts.keyboard.press("Escape")
    assert dialog.is_hidden()
    parts.get_by_role("button", name="Decide").first.click()
    dialog.get_by_role("button", name="Not now").click()
    assert dialog.is_hidden()


def test_chosen_colours_hold_on_the_next_page(parts):
    switch = parts.locator("[data-theme-switch]:visible")
    assert switch.inner_text() == "Colours: As the system"
    switch.click()
    switch.click()
    assert switch.inner_text() == "Colours: Dark"
    parts.reload()
    assert parts.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_toast_says_what_happened_and_undo_is_sent(parts, site):
    parts.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: '<b>Sent</b>', undo: '/undo/1'}}))")
    toast = parts.locator("#toasts .toast")
    assert "<b>Sent</b>" in toast.inner_text()
    with parts.expect_navigation():
        toast.get_by_role("button", name="Undo").click()
    path, sent = site.sent[-1]
    assert path == "/undo/1"
    assert sent["csrfmiddlewaretoken"][0]


def test_a_toast_without_undo_can_be_closed(parts):
    parts.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: 'Sent.'}}))")
    parts.locator("#toasts").get_by_role("button", name="Close").click()
    assert parts.locator("#toasts .toast").count() == 0


def test_htmx_swaps_under_the_policy_and_says_when_it_fails(open_page, site):
    page = open_page(errors_expected=True)
    opened(page, site)
    page.evaluate(
        """() => {const b = document.createElement('button'); b.id = 'try'; b.setAttribute('hx-get', '/gone');
        document.querySelector('main').prepend(b); htmx.process(b)}"""
    )
    page.route("**/gone", lambda route: route.fulfill(status=422, content_type="text/plain", body="12 % is too high."))
    page.locator("#try").dispatch_event("click")
    page.locator("#toasts .toast").wait_for()
    assert "12 % is too high." in page.locator("#toasts").inner_text()


def test_print_is_light_whatever_was_chosen(page, site):
    page.route("**/*", site.answer)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": "http://headway.test"}])
    page.goto("http://headway.test/parts/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.locator(".contents").is_hidden()


def test_a_phone_shows_the_drawings_made_for_it(phone, site):
    opened(phone, site)
    shown = phone.locator("svg.chart:visible")
    assert all("only-large" not in shown.nth(i).get_attribute("class") for i in range(shown.count()))
    assert shown.count() >= 4
