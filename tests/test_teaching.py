"""Teaching the second reader: its gradients are right, and what it was taught is what it answers."""

import json

import numpy as np
import pytest

from bench import teach_second_reader as teaching
from headway.coach import second_reader
from headway.coach.second_reader import network, pieces

KNOWN = [pieces.UNKNOWN, "write", "draft", "churn", "margin", "the", "a", "guide", "plan", "of", "team", "##s", "."]
TASK, METRIC = "task_not_outcome", "objective_is_metric"
TEXTS = [
    (f"{verb} {what}", [TASK]) for verb in ("Write", "Draft") for what in ("the guide", "a plan", "plans of the team")
]
TEXTS += [
    (f"{what} of {whose}", [METRIC]) for what in ("Churn", "Margin") for whose in ("the team", "teams", "the guide")
]
CLOSE = 1e-3


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in the place of the one that ships, with an empty one for the glance."""
    (tmp_path / "glance").mkdir()
    for module in (network, pieces):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    for cached in (network.shipped, pieces.shipped):
        cached.cache_clear()
    yield tmp_path
    for cached in (network.shipped, pieces.shipped):
        cached.cache_clear()


def files(folder, rounds):
    rows = np.random.default_rng(3).normal(size=(len(KNOWN), 8)).astype(np.float32)
    np.savez(folder / "begin.npz", pieces=np.array(KNOWN), rows=rows)
    lines = [json.dumps({"text": text, "declared": "objective", "issues": issues}) for text, issues in TEXTS]
    (folder / "labelled.jsonl").write_text("\n".join(lines))
    return [str(folder / "begin.npz"), str(folder / "labelled.jsonl"), "--rounds", str(rounds)]


@pytest.mark.parametrize(
    "weight", ["rows", "layers", "layer_biases", "hidden", "hidden_bias", "answers", "answers_bias"]
)
def test_a_gradient_is_what_a_small_change_of_a_weight_changes(monkeypatch, weight):
    monkeypatch.setattr(teaching, "UNIT", 2.0**30)  # steps so small that rounding does not show
    monkeypatch.setattr(teaching, "MOST", 2.0**60)
    chance = np.random.default_rng(0)
    reaches = (1, 2, 1)
    begun = teaching.begun(chance.normal(size=(9, 4)), chance, reaches, hidden=5)
    weights = {name: each.astype(np.float64) for name, each in begun.items()}
    statements, slots = [[0, 1, 2], [3], [], [4, 5, 6, 7, 8, 0]], np.arange(4)
    taught = teaching.Taught(statements, slots, chance.random((4, len(second_reader.CODES))))

    def reading():
        return teaching.Pass(weights, reaches, taught, slots)

    told = reading().gradients(reading().wrong()[1])[weight]
    for _try in range(20):
        at = tuple(chance.integers(size) for size in told.shape)
        kept, step = weights[weight][at], 1e-5
        weights[weight][at] = kept + step
        more = reading().wrong()[0]
        weights[weight][at] = kept - step
        less = reading().wrong()[0]
        weights[weight][at] = kept
        assert told[at] == pytest.approx((more - less) / (2 * step), abs=CLOSE)


def test_a_toy_teaching_tells_work_from_a_measure(folder):
    teaching.main(files(folder, 80))
    work, measure = second_reader.leanings([("Draft a guide", "objective"), ("Margin of a plan", "objective")])
    assert work[TASK] > 0 > measure[TASK]
    assert measure[METRIC] > 0 > work[METRIC]


def test_the_same_files_give_the_same_weights(folder):
    kept = []
    for _time in range(2):
        teaching.main(files(folder, 2))
        with np.load(folder / "glance" / "network.npz") as file:
            kept.append({name: file[name].tolist() for name in file.files})
    assert kept[0] == kept[1]


def test_weights_are_kept_as_whole_numbers_in_their_bounds(folder):
    teaching.main(files(folder, 2))
    with np.load(folder / "glance" / "network.npz") as file:
        assert {file[name].dtype.name for name in file.files} == {"int8", "int32"}
        assert all(
            np.abs(file[name]).max() <= network.MOST for name in file.files if not name.endswith(("bias", "biases"))
        )
    assert pieces.shipped("glance").names == tuple(KNOWN)


def test_nothing_is_written_where_a_statement_cannot_be_read(folder):
    asked = files(folder, 1)
    (folder / "labelled.jsonl").write_text('{"text": "Draft a guide"}')
    with pytest.raises(KeyError):
        teaching.main(asked)
    assert not list((folder / "glance").iterdir())
