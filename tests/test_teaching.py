"""The second reader answers from whole numbers what the model that taught it answers from word vectors."""

import json

import numpy as np
import pytest

from bench import teach_second_reader as teaching
from headway.coach import second_reader
from headway.coach.second_reader import weights

WORDS = ["hire", "write", "raise", "nurses", "guide", "churn", "the", "of", "harbour", "team"]
TEXTS = {
    "key_result": [
        ("Hire 4 nurses", ["task_not_outcome"]),
        ("Write the guide of the harbour", ["task_not_outcome"]),
        ("Raise churn of nurses", ["no_target"]),
        ("The team of the harbour", ["unmeasurable"]),
    ],
    "objective": [("Write the guide", ["task_not_outcome"]), ("Churn of the harbour team", ["objective_is_metric"])],
}
ROWS = [
    {"text": text, "declared": slot, "issues": issues}
    for slot, taught in TEXTS.items()
    for text, issues in taught
    for _again in range(teaching.SEEN)
]
UNTAUGHT = ("Hire the harbour team", "Raise the churn of 12 nurses, write of the guide", "Team", "")


@pytest.fixture
def taught(tmp_path, monkeypatch):
    """What a toy teaching learned; its weights are those that the second reader answers from."""
    for module in (teaching, weights):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(teaching, "LEAST", 0)
    held = (weights.of_features, weights.of_words, weights._table)
    for cached in held:
        cached.cache_clear()
    chance = np.random.default_rng(5)
    vectors = {word: chance.normal(size=4) for word in WORDS}
    learned = teaching.Taught(ROWS, vectors)
    teaching.write(learned, vectors)
    yield learned.model, vectors
    for cached in held:
        cached.cache_clear()


def logits(model, vectors, text, slot):
    """What the model says from features and vectors, by code."""
    features = second_reader.features_of(second_reader.tokens_of(text), slot)
    of_features = sum(model.weights[model.place[name]] for name in features if name in model.place)
    found = of_features + teaching.beside_of(text, slot, vectors) @ model.beside_weights
    return dict(zip(model.names, found, strict=True))


@pytest.mark.parametrize("slot", TEXTS)
def test_a_score_of_whole_numbers_is_that_of_the_model(taught, slot):
    model, vectors = taught
    for text in [*(text for text, _issues in TEXTS[slot]), *UNTAUGHT]:
        expected = logits(model, vectors, text, slot)
        summands = 3 * len(second_reader.tokens_of(text)) + 9
        scores = dict(zip(weights.ASKED[slot], second_reader.scores(text, slot), strict=True))
        assert scores == pytest.approx(
            {code: 1_000 * expected[code] for code in scores}, abs=summands / 2
        )  # halves lost by rounding


@pytest.mark.usefixtures("taught")
def test_a_toy_teaching_tells_work_from_a_measure():
    assert second_reader.scores("Write the guide", "objective")[0] > 0 > second_reader.scores("Churn", "objective")[0]


@pytest.mark.usefixtures("taught")
def test_what_was_taught_is_kept_in_three_files():
    kept = json.loads((weights.FOLDER / "features.json").read_text())
    assert kept.keys() == weights.ASKED.keys()
    assert all(type(weight) is int for by_name in kept.values() for row in by_name.values() for weight in row)
    assert weights.words() == WORDS
    assert len((weights.FOLDER / "words.i16").read_bytes()) == 2 * weights.WIDTH * len(WORDS)
