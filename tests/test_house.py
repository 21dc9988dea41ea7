"""Each house rule finds what it is there to find, and nothing else."""

import pytest

from tests import house


def rules_broken(path, text):
    return [(breach.place, breach.rule) for breach in house.breaches_in(path, text)]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<style>", "a <style> element"),
        ('<p\n style="color: red">', "a style attribute"),
        ('<b onclick="go()">', "an on… attribute"),
        ('<b hx-on:click="go()">', "an hx-on attribute"),
        ("<script>go()</script>", "an inline <script>"),
        ('<a href="javascript:go()">', "a javascript: address"),
    ],
)
def test_inline_code_and_style_are_found_in_templates_and_in_the_strings_of_python(markup, name):
    line = 1 + markup.count("\n")
    assert rules_broken("a.html", markup) == [(f"a.html:{line}", f"{name} in the markup")]
    assert rules_broken("a.py", f"x = 1\ny = {markup!r}") == [(f"a.py:{1 + line}", f"{name} in the markup")]


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="a.css">',
        '<script src="a.js" defer></script>',
        '<script type="application/json">{}</script>',
        '{% count one="1" style="bold" %}<p data-style="x" data-online="y">{{ on="x" }}</p>',
    ],
)
def test_files_and_data_are_no_breach(markup):
    assert rules_broken("a.html", markup) == []


def test_the_line_of_a_breach_counts_template_tags_of_several_lines():
    assert rules_broken("a.html", "{% x\n y %}\n<style>") == [("a.html:3", "a <style> element in the markup")]


def test_a_file_and_a_function_have_a_length():
    body = "    pass\n" * 60
    assert rules_broken("a.py", "def f():\n" + body[9:]) == []
    assert rules_broken("a.py", "x = 1\ndef f():\n" + body) == [
        ("a.py:2", "`f` has 61 lines, and a function may have 60")
    ]
    assert rules_broken("a.css", "\n" * 400) == []
    assert rules_broken("a.css", "\n" * 401) == [("a.css", "401 lines, and a file may have 400")]


def test_a_reason_allows_length_and_must_be_needed(monkeypatch):
    monkeypatch.setattr(house, "ALLOWED", {"a.py::f": "it is a table", "gone.py": "it was long"})
    long = "def f():\n" + "    pass\n" * 60
    assert rules_broken("a.py", long) == []
    assert [b.rule for b in house.needless_reasons({"a.py": long})] == ["gone.py is allowed, and is not there"]


@pytest.mark.parametrize("name", ["auto_now", "auto_now_add"])
def test_a_field_with_a_clock_of_its_own_is_found(name):
    assert rules_broken("a.py", f"at = DateTimeField({name}=True)") == [("a.py:1", f"a field with {name}")]
