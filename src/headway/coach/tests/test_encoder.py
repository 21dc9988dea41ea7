"""The study: layers in which the rows of a statement ask one another."""

import numpy as np
import pytest

from headway.coach.reader.slot import SLOTS
from headway.coach.second_reader import encoder
from headway.coach.second_reader.network import LOGIT

WIDE, ASKED, INNER, PIECES = 24, 2 * encoder.HEAD, 40, 30
SHAPES = {
    "asking": (WIDE, ASKED),
    "holding": (WIDE, 2 * ASKED),
    "telling": (ASKED, WIDE),
    "inner": (WIDE, INNER),
    "outer": (INNER, WIDE),
}
STATEMENTS, THEIR_SLOTS = [[3, 1, 4, 1, 5], [9], [], [2, 6, 5, 3, 5, 8, 9, 7]], [0, 1, 2, 3]
CLOSE = 0.1
"""By how much of a logit whole steps may move an answer."""


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """What the file of an encoder of two layers keeps, drawn by chance; it lies in the folder "small"."""
    chance = np.random.default_rng(5)

    def drawn(*shape):
        return chance.normal(size=shape).astype(np.float32)

    def matrix(name, into, out):
        weights = chance.integers(-127, 128, (into, out)).astype(np.int8)
        powers = chance.integers(-10, -7, out).astype(np.int8)
        return {f"{name}_weights": weights, f"{name}_powers": powers, f"{name}_bias": drawn(out)}

    kept = {
        "layers": np.array(2),
        "rows": chance.integers(-127, 128, (PIECES + len(SLOTS), WIDE)).astype(np.int8),
        "steps": np.full(PIECES + len(SLOTS), 1 / 64, np.float32),
        "places": drawn(63, WIDE),
        "even": np.stack([np.ones(WIDE, np.float32), drawn(WIDE)]),
        **matrix("answers", 2 * WIDE, 9),
    }
    for at in range(2):
        kept[f"even_{at}"] = np.stack([np.stack([1 + drawn(WIDE) / 9, drawn(WIDE)]) for _side in range(2)])
        for name, shape in SHAPES.items():
            kept |= matrix(f"{name}_{at}", *shape)
    (tmp_path / "small").mkdir()
    np.savez(tmp_path / "small" / "network.npz", **kept)
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    encoder.shipped.cache_clear()
    yield kept
    encoder.shipped.cache_clear()


def times(kept, name, rows):
    return rows @ (kept[f"{name}_weights"] * 2.0 ** kept[f"{name}_powers"]) + kept[f"{name}_bias"]


def even(rows, weights):
    return (rows - rows.mean(1, keepdims=True)) / rows.std(1, keepdims=True) * weights[0] + weights[1]


def changed(kept, at, asking, rows):
    """A layer as its paper writes it: one statement, one head at a time, without whole steps."""
    asks, (holds, says) = times(kept, f"asking_{at}", asking), np.split(times(kept, f"holding_{at}", rows), 2, axis=1)
    told = []
    for head in (slice(start, start + encoder.HEAD) for start in range(0, ASKED, encoder.HEAD)):
        weights = np.exp(asks[:, head] @ holds[:, head].T / encoder.HEAD**0.5)
        told.append(weights / weights.sum(1, keepdims=True) @ says[:, head])
    asking = even(asking + times(kept, f"telling_{at}", np.concatenate(told, axis=1)), kept[f"even_{at}"][0])
    inner = np.maximum(times(kept, f"inner_{at}", asking), 0)
    return even(asking + times(kept, f"outer_{at}", inner), kept[f"even_{at}"][1])


def test_rows_ask_each_other_as_the_paper_says_and_the_first_asks_last(kept):
    told = encoder.answers("small", STATEMENTS, THEIR_SLOTS)
    for statement, slot, answers in zip(STATEMENTS, THEIR_SLOTS, told, strict=True):
        numbers = [PIECES + slot, *statement]
        rows = kept["rows"][numbers] * kept["steps"][numbers, None] + kept["places"][: len(numbers)]
        rows = changed(kept, 0, even(rows, kept["even"]), even(rows, kept["even"]))
        seen = np.concatenate([changed(kept, 1, rows[:1], rows), rows.mean(0, keepdims=True)], axis=1)
        assert answers / LOGIT == pytest.approx(times(kept, "answers", seen)[0], abs=CLOSE)


@pytest.mark.usefixtures("kept")
def test_a_statement_is_answered_alone_as_among_others():
    together = encoder.answers("small", STATEMENTS * 9, THEIR_SLOTS * 9)
    alone = [encoder.answers("small", [each], [slot])[0] for each, slot in zip(STATEMENTS, THEIR_SLOTS, strict=True)]
    assert together.tolist() == np.array(alone * 9).tolist()


@pytest.mark.usefixtures("kept")
def test_where_a_piece_stands_matters():
    one, other = encoder.answers("small", [[3, 1, 4], [4, 1, 3]], [0, 0])
    assert one.tolist() != other.tolist()
