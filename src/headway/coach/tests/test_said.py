"""Every sentence of the coach can be told in another language, with what it was made of."""

from datetime import date

import pytest

from headway.coach.audit import Facts, reasons
from headway.coach.choose import NAMES, QUESTIONS, choose
from headway.coach.health import health_of
from headway.coach.lint import lint
from headway.coach.patterns import all_patterns
from headway.coach.qualify import CONDITIONS, DESCRIPTIONS
from headway.coach.said import Said, _, in_words, ngettext
from headway.coach.set_patterns import all_set_patterns
from headway.coach.snapshot import Snapshot

TODAY = date(2026, 11, 16)

WORLDS = [(each, example.world) for each in all_set_patterns() for example in each.examples if example.found]


def shout(text: str) -> str:
    """Every word of a template in capitals, its places left alone."""
    parts = text.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(part if part.startswith("{") else part.upper() for part in parts)


def told(text: str) -> str:
    return in_words(text, shout, lambda one, many, n: shout(one if n == 1 else many))


def test_a_sentence_is_a_string_and_remembers_how_it_was_made():
    said = _("{who} waits").format(who=_("Nobody"))
    assert said == "Nobody waits"
    assert told(said) == "NOBODY WAITS"


def test_a_number_chooses_the_words_and_what_people_wrote_stays():
    assert [ngettext("{n} goal", "{n} goals", n).format() for n in (1, 2)] == ["1 goal", "2 goals"]
    assert told(ngettext("{n} goal of {who}", "{n} goals of {who}", 2).format(who="Ines")) == "2 GOALS OF Ines"


def test_blanks_go_in_every_language():
    assert told(_("{a} {b}").format(a="Seven.", b="").strip()) == "Seven."


@pytest.mark.parametrize("pattern", [*all_patterns(), *all_set_patterns()], ids=lambda each: each.code)
def test_what_a_pattern_teaches_can_be_translated(pattern):
    for text in (pattern.title, pattern.what, pattern.why, pattern.rewrite):
        assert isinstance(text, Said)
        assert shout(text.template) == told(text)


@pytest.mark.parametrize(("pattern", "world"), WORLDS, ids=lambda each: getattr(each, "code", ""))
def test_what_a_pattern_of_sets_says_can_be_translated(pattern, world):
    for seen in pattern.find(world):
        for text in (seen.evidence, seen.rewrite):
            assert isinstance(text, Said), text
            assert told(text) != text


@pytest.mark.parametrize("pattern", all_patterns(), ids=lambda each: each.code)
def test_the_rewrite_of_a_text_can_be_translated(pattern):
    for example in pattern.examples:
        for one in lint(example.text, example.declared).findings:
            assert isinstance(one.why, Said)
            assert isinstance(one.rewrite, Said)


def test_health_audit_and_questions_can_be_translated():
    for part in health_of(Snapshot()).parts:
        assert all(isinstance(text, Said) for text in (part.title, part.told, part.advice)), part
    facts = Facts("K-1", "Churn", "stale", TODAY, owner_gone=True, banded=False, twin="K-2", twin_name="Loss")
    for reason in reasons(facts, TODAY):
        assert isinstance(reason.told, Said), reason
        assert isinstance(reason.next_step, Said), reason
    texts = (
        [each.text for each in QUESTIONS] + [each.text for each in CONDITIONS] + [text for _name, text in DESCRIPTIONS]
    )
    texts += choose(dict.fromkeys(NAMES, True), "Raise margin").reasons
    assert all(isinstance(text, Said) for text in texts)
