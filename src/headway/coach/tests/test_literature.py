"""The examples of the literature, one by one, where the labelled file of them is at hand.

It is not part of the repository: HEADWAY_DATA_DIR names the folder that holds goals/dev.jsonl.
"""

import json

import pytest

from headway.coach.lint import lint
from tests.realdata import DATA, require_at_hand

FILE = DATA / "goals" / "dev.jsonl"
STATEMENTS = [json.loads(line) for line in FILE.read_text().splitlines()] if FILE.exists() else []
EXAMPLES = [each for each in STATEMENTS if each["provenance"] == "article"]


def test_the_examples_of_the_literature_are_at_hand():
    """Away from them the test below has nothing to run, and in CI nobody would notice."""
    require_at_hand(EXAMPLES, FILE)
    assert len(EXAMPLES) > 100


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_an_example_of_the_literature_is_read_as_labelled(example):
    read = lint(example["text"], example["declared"], example["parent_objective"]).as_dict()
    assert set(read["issues"]) == set(example["issues"])
    for name in ("kind", "baseline", "target", "relative"):
        assert read[name] == example[name], name
