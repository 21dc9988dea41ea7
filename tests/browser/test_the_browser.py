"""The fixtures of the journeys find what they are there to find."""

import pytest

from tests.browser.accessible import ALIKE, OF_COLOUR, mark_alike, violations
from tests.browser.conftest import Console

GOOD = """<!doctype html><html lang="en"><head><title>Floor</title>
<meta name="viewport" content="width=device-width">
<style>@media (prefers-color-scheme: dark) {html {background: #000; color: #fff}}</style></head>
<body><main><h1>Floor and ceiling</h1><p>KPIs hold the floor.</p></main></body></html>"""
BAD = GOOD.replace("<p>", '<img src="data:,"><p>').replace(' lang="en"', "")


def test_every_view_opens_at_its_size_and_in_its_colours(any_view, request, axe, sideways):
    size, scheme = request.node.callspec.params["any_view"]
    any_view.set_content(GOOD)
    assert any_view.evaluate("innerWidth") == {"desktop": 1440, "phone": 390}[size]
    assert any_view.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
    assert sideways(any_view) == 0
    axe(any_view)


def test_axe_names_the_rule_and_the_element(page, axe):
    page.set_content(BAD)
    with pytest.raises(AssertionError, match=r"(?s)2 violations.*html-has-lang.*image-alt .*\n +img\n +<img"):
        axe(page)


def test_of_siblings_that_differ_in_their_words_alone_two_are_looked_at(page):
    alike = "".join(f"<li>{name} <a href='#{name}'>open</a></li>" for name in ["one", "two", "three", "four"])
    other = '<li class="late">five <a href="#five">open</a></li><li>six <img src="data:,"></li>'
    headed = "<section><h2>Part</h2></section>" * 4
    page.set_content(GOOD.replace("<p>", f"<ul>{alike}{other}</ul>{headed}<p>"))
    mark_alike(page)
    assert page.locator(ALIKE).all_inner_texts() == ["three open", "four open"]
    assert [found["id"] for found in violations(page, without=[ALIKE])] == ["image-alt"]


def test_colours_of_the_dark_scheme_are_found_by_their_rules_alone(open_page):
    page = open_page(scheme="dark")
    page.set_content(GOOD.replace("color: #fff}", "color: #333}"))
    assert [found["id"] for found in violations(page, rules=OF_COLOUR)] == ["color-contrast"]
    page.emulate_media(color_scheme="light")
    assert violations(page, rules=OF_COLOUR) == []


def test_an_element_wider_than_the_window_is_measured(phone, sideways):
    phone.set_content(GOOD.replace("<p>", '<p style="width: 500px">'))
    assert sideways(phone) > 100


@pytest.mark.parametrize("code", ["console.error('a stumble')", "throw Error('a stumble')"])
def test_errors_in_the_console_are_noted_with_their_page(open_page, code):
    page, console = open_page(errors_expected=True), Console()
    console.listen(page)
    page.set_content(f"<!doctype html><script>console.log('fine'); {code}</script>")
    page.evaluate("1")  # by its answer the page's messages have come in too
    assert list(console) == ["a stumble (about:blank)"]


def test_a_strict_policy_hinders_axe_not_and_what_it_blocks_is_noted(open_page, axe):
    page, console = open_page(errors_expected=True), Console()
    console.listen(page)
    strict = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}
    page.route("**/*", lambda route: route.fulfill(body=GOOD, headers=strict))
    page.goto("http://headway.test/")
    axe(page)
    assert len(console) == 1
    assert "Content Security Policy directive 'default-src 'self''" in console[0]


def test_a_picture_is_saved_only_when_asked_for(page, shot, request, monkeypatch, tmp_path):
    monkeypatch.setattr("tests.browser.conftest.PICTURES", tmp_path)
    page.set_content(GOOD)
    monkeypatch.setattr(request.config.option, "pictures", False)
    shot(page, "floor")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(request.config.option, "pictures", True)
    shot(page, "floor")
    assert (tmp_path / "floor.png").read_bytes().startswith(b"\x89PNG")
