"""Paths and words that are kept are those that Django finds."""

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from headway.ui.quickly import path_to


def said(text: str, **values: object) -> str:
    return (
        Engine(builtins=["django.templatetags.i18n", "headway.ui.templatetags.ui"])
        .from_string(text)
        .render(Context(values))
    )


@pytest.mark.parametrize("key", ["O-12", "a b", "{0}", "part-0-of-it", "50%", "&"])
def test_a_path_is_the_one_that_django_finds(key):
    for _ in range(2):
        assert path_to("okrs:objective", "lumen", key) == reverse("okrs:objective", args=["lumen", key])


def test_a_path_that_takes_a_number_or_is_not_there_is_left_to_django():
    assert path_to("pages:undo", "lumen", 7) == "/lumen/undo/7"
    for args in (("lumen",), ("lumen", "a/b"), ("lumen", "")):
        with pytest.raises(NoReverseMatch):
            path_to("okrs:objective", *args)
    with pytest.raises(NoReverseMatch):
        path_to("okrs:nothing", "lumen")


def test_the_tag_writes_the_path_escapes_it_and_keeps_it_under_a_name():
    assert said('{% url "okrs:objective" slug key %}', slug="lumen", key="O-1") == "/lumen/objectives/O-1"
    assert said('{% url "okrs:objective" slug key %}', slug="lumen", key="a&b") == "/lumen/objectives/a&amp;b"
    assert said('{% url "okrs:nothing" slug as it %}-{{ it }}', slug="lumen") == "-"


def test_words_are_kept_for_each_language_and_others_are_asked_for_each_time(monkeypatch):
    template = Engine(builtins=["django.templatetags.i18n", "headway.ui.templatetags.ui"]).from_string(
        '{% translate "Not 100 % & more" %}|{% translate it %}'
    )
    for _ in range(2):
        assert template.render(Context({"it": "One"})) == "Not 100 % & more|One"
        assert template.render(Context({"it": "<b>"})) == "Not 100 % & more|&lt;b&gt;"
    with translation.override("de"):
        monkeypatch.setattr("django.template.base.gettext_lazy", lambda text: f"[{text}]")
        assert template.render(Context({"it": "One"})) == "[Not 100 % &amp; more]|[One]"
        monkeypatch.undo()
        assert template.render(Context({"it": "One"})) == "[Not 100 % &amp; more]|One"
    assert template.render(Context({"it": "One"})) == "Not 100 % & more|One"


@pytest.mark.parametrize(
    "passage",
    [
        "{% blocktranslate %}100 % of {{ it }}, {{ missing }}{% endblocktranslate %}",
        "{% blocktranslate trimmed with one=it|upper %}\n  Of {{ one }}\n  and {{ it }}\n{% endblocktranslate %}",
        "{% blocktranslate count n=n with one=it %}one {{ one }}{% plural %}{{ n }} {{ it }}{% endblocktranslate %}",
        '{% blocktranslate context "a thing" asvar kept %}It is {{ it }}{% endblocktranslate %}[{{ kept }}]',
    ],
)
def test_a_passage_is_what_django_makes_of_it_each_time(passage):
    plain = Engine(builtins=["django.templatetags.i18n"]).from_string(passage)
    quick = Engine(builtins=["django.templatetags.i18n", "headway.ui.templatetags.ui"]).from_string(passage)
    for values in ({"it": "<b>", "n": 1}, {"it": "two", "n": 2}, {"it": "%(it)s", "n": 1}):
        for language in ("en", "de"):
            with translation.override(language):
                assert quick.render(Context(values)) == plain.render(Context(values))
