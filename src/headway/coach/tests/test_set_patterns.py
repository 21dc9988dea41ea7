"""Each pattern of sets finds itself in its own small worlds, and stays away from the others."""

from dataclasses import replace

import pytest

from headway.coach.finding import LEVELS
from headway.coach.set_patterns import all_set_patterns, look
from headway.coach.snapshot import Objective, Snapshot

EXAMPLES = [(each, example) for each in all_set_patterns() for example in each.examples]
FOUND = [pair for pair in EXAMPLES if pair[1].found]


@pytest.mark.parametrize(
    ("each", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", getattr(value, "told", ""))
)
def test_a_pattern_reads_its_worlds(each, example):
    assert bool(list(each.find(example.world))) == example.found


@pytest.mark.parametrize("each", all_set_patterns(), ids=lambda each: each.code)
def test_a_pattern_teaches(each):
    sides = [example.found for example in each.examples]
    assert True in sides
    assert False in sides
    assert each.title
    assert each.what.endswith(".")
    assert each.why.endswith(".")
    assert len(each.rewrite) > 20


@pytest.mark.parametrize(
    ("each", "example"), FOUND, ids=lambda value: getattr(value, "code", getattr(value, "told", ""))
)
def test_a_finding_is_graded_and_shows_numbers_or_words(each, example):
    world = example.world
    for seen in each.find(world):
        assert seen.level in LEVELS
        assert seen.unit in world.unit
        assert seen.subjects
        assert seen.evidence.endswith(".")
        assert "{" not in seen.rewrite + seen.evidence


@pytest.mark.parametrize("each", all_set_patterns(), ids=lambda each: each.code)
def test_an_empty_workspace_has_nothing_to_answer_for(each):
    assert list(each.find(Snapshot(units=(), cycles=(), people={}))) == []


def test_the_gravest_come_first_and_each_has_a_digest_of_its_own():
    worlds = [example.world for _, example in FOUND]
    for world in worlds:
        found = look(world)
        assert [LEVELS.index(one.level) for one in found] == sorted(LEVELS.index(one.level) for one in found)
        assert len({one.digest for one in found}) == len(found)


def test_a_day_changes_no_digest_and_another_text_does():
    world = Snapshot(objectives=(Objective("O-1", "Customers stay"),))
    tomorrow = replace(world, today=world.today.replace(day=17))
    reworded = replace(world, objectives=(Objective("O-1", "Customers love us"),))
    digests = [
        {one.digest for one in look(each) if one.code == "too_few_key_results"} for each in (world, tomorrow, reworded)
    ]
    assert digests[0] == digests[1] != digests[2]
