"""Teach the coach's second reader: python -m bench.teach_second_reader [--network NAME] PIECES.npz FILE…

PIECES.npz holds the pieces of words to know ("pieces") and a row of numbers to begin with for each ("rows"); where it
also holds the other weights, it is these that are taught on. "reaches" says how far each layer hears, if not as REACHES
does: the glance that ships hears one row away in all four. A line of the others holds a statement as {"text",
"declared", "chances"}: a chance per code in the order of CODES, or instead "issues", the codes it shows.

The network is the one that the second reader answers with: it is taught in the same whole numbers, while its gradients
pass through the rounding as if there were none (Bengio, Léonard and Courville 2013, arXiv:1308.3432). Steps are Adam's
with decoupled decay (Loshchilov and Hutter 2019, arXiv:1711.05101). The same files give the same weights on one
machine.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from headway.coach.reader.slot import SLOTS
from headway.coach.second_reader import CODES, pieces
from headway.coach.second_reader.network import MOST, SHARED, STEP, with_empty
from headway.coach.second_reader.table import laid

REACHES, HIDDEN = (1, 2, 4, 1), 192
ROUNDS, TOGETHER, SEED = 8, 256, 0
RATE, WARMING, DECAY, LEFT_OUT = 1.5e-3, 0.05, 1e-2, 0.1
STRAIGHT = 0.05
"""What the square of the distance between logits counts beside the cross entropy."""
UNIT = 16
"""What 1 is in a row's whole numbers."""
FARTHEST = 5.0
"""Logits of chances further from 0 than this are as good as certain."""
Weights = dict[str, np.ndarray]


class Taught(NamedTuple):
    """Statements to learn from: numbers of pieces, number of the slot, and a chance per code (n, 9)."""

    statements: list[list[int]]
    slots: np.ndarray
    chances: np.ndarray


def read(files: Sequence[Path], known: pieces.Pieces) -> Taught:
    """The statements of JSON lines, in `known` pieces."""
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    chances = [row.get("chances") or [float(code in row["issues"]) for code in CODES] for row in rows]
    words = [[match.group() for match in pieces.words_of(row["text"])] for row in rows]
    slots = np.array([SLOTS.index(row["declared"]) for row in rows])
    return Taught([known.numbers_of(each) for each in words], slots, np.array(chances, np.float32))


def begun(
    rows: np.ndarray, chance: np.random.Generator, reaches: Sequence[int] = REACHES, hidden: int = HIDDEN
) -> Weights:
    """Weights to begin with; `rows` (pieces, d) are those of pieces."""
    layers, wide = len(reaches), rows.shape[1]

    def drawn(*shape: int, spread: float) -> np.ndarray:
        return chance.normal(0, spread, shape).astype(np.float32)

    return {
        "rows": np.concatenate([rows, drawn(len(SLOTS), wide, spread=1)]).astype(np.float32),
        "layers": drawn(layers, 3 * wide, wide, spread=0.7 * (2 / (3 * wide)) ** 0.5),
        "layer_biases": np.zeros((layers, wide), np.float32),
        "hidden": drawn(4 * wide, hidden, spread=(4 * wide) ** -0.5),
        "hidden_bias": np.zeros(hidden, np.float32),
        "answers": drawn(1, hidden, len(CODES), spread=0.08) + drawn(len(SLOTS), hidden, len(CODES), spread=0.02),
        "answers_bias": np.full((len(SLOTS), len(CODES)), -2, np.float32),
    }


def whole(weights: Weights) -> Weights:
    """The weights in the whole numbers that the second reader keeps."""
    told = {name: np.rint(each * _scale(name)) for name, each in weights.items()}
    return {name: each if _is_bias(name) else np.clip(each, -MOST, MOST) for name, each in told.items()}


def rounded(weights: Weights) -> Weights:
    """The weights as the second reader will have them, on the scale they are taught on."""
    return {name: (each / _scale(name)).astype(np.float32) for name, each in whole(weights).items()}


def _scale(name: str) -> int:
    """What 1 is in the whole numbers of the weights called `name`; biases are on the scale of sums of products."""
    if _is_bias(name):
        return UNIT * STEP
    return UNIT if name == "rows" else STEP


def _is_bias(name: str) -> bool:
    return name.endswith(("bias", "biases"))


def _lowered(sums: np.ndarray) -> np.ndarray:
    """What is above 0, in the steps of a row."""
    return np.minimum(np.floor(np.maximum(sums, 0) * UNIT), MOST) / UNIT


class Pass:
    """One reading of some statements, and what each weight should change by to read them better."""

    def __init__(
        self,
        weights: Weights,
        reaches: Sequence[int],
        taught: Taught,
        chosen: np.ndarray,
        chance: np.random.Generator | None = None,
    ) -> None:
        self.weights, self.reaches, self.chance = weights, reaches, chance
        self.slots, self.wanted = taught.slots[chosen], taught.chances[chosen]
        self.table = laid([taught.statements[at] for at in chosen], self.slots, len(weights["rows"]) - len(SLOTS))
        self.numbers, self.starts = self.table.numbers, self.table.starts
        self.around = {reach: self.table.around(reach) for reach in set(reaches)}
        self._read()

    def _kept(self, *shape: int, share: float = LEFT_OUT) -> np.ndarray | float:
        """What is left when a share of numbers is left out by chance, as in Srivastava et al. 2014."""
        if self.chance is None:
            return 1.0
        return (self.chance.random(shape, dtype=np.float32) >= share).astype(np.float32) / np.float32(1 - share)

    def _read(self) -> None:
        weights, many = self.weights, len(self.numbers)
        self.seen = np.ones((many, 1), np.float32)
        if self.chance is not None:
            dropped = self.chance.random(many, dtype=np.float32) < LEFT_OUT / 2
            dropped[self.starts] = False
            self.seen[dropped] = 0
        rows = with_empty(weights["rows"][self.numbers] * self.seen)
        said = rows[:-1]
        self.layers = []
        for reach, matrix, bias in zip(self.reaches, weights["layers"], weights["layer_biases"], strict=True):
            heard = rows[self.around[reach]].reshape(many, -1)
            sums = heard @ matrix + bias
            kept = self._kept(*sums.shape)
            said += _lowered(sums) * kept
            self.layers.append((heard, sums > 0, kept, np.abs(said) <= MOST / UNIT))
            np.clip(said, -MOST / UNIT, MOST / UNIT, out=said)
        self.rows = said
        self.of = np.repeat(np.arange(len(self.starts)), self.table.lengths)
        self.highest = np.maximum.reduceat(said, self.starts)
        shared = np.floor(np.add.reduceat(said, self.starts) / SHARED * UNIT) / UNIT
        self.shared_kept = self._kept(len(self.starts), 4 * rows.shape[1])
        parts = [rows[self.starts], rows[self.table.second()], self.highest, np.clip(shared, -MOST / UNIT, MOST / UNIT)]
        self.pooled = np.concatenate(parts, axis=1) * self.shared_kept
        sums = self.pooled @ weights["hidden"] + weights["hidden_bias"]
        self.hidden_above, self.hidden_kept = sums > 0, self._kept(*sums.shape)
        self.hidden = _lowered(sums) * self.hidden_kept
        self.logits = np.empty((len(self.starts), len(CODES)), self.hidden.dtype)
        for slot in range(len(SLOTS)):
            here = self.slots == slot
            self.logits[here] = self.hidden[here] @ weights["answers"][slot] + weights["answers_bias"][slot]

    def wrong(self) -> tuple[float, np.ndarray]:
        """How far the answers are from the chances, on average, and by what each logit should change (n, 9)."""
        chances, wanted = 1 / (1 + np.exp(-self.logits)), self.wanted
        aim = np.clip(np.log((wanted + 1e-4) / (1 - wanted + 1e-4)), -FARTHEST, FARTHEST)
        off = np.clip(self.logits, -FARTHEST - 0.5, FARTHEST + 0.5) - aim
        told = -(wanted * np.log(chances + 1e-9) + (1 - wanted) * np.log(1 - chances + 1e-9)) + STRAIGHT * off**2
        moves = np.abs(self.logits) <= FARTHEST + 0.5
        return float(told.sum(1).mean()), (chances - wanted + 2 * STRAIGHT * off * moves) / len(wanted)

    def gradients(self, of_logits: np.ndarray) -> Weights:
        """By what each weight changes the sum of `of_logits` times the logits."""
        weights = self.weights
        found = {name: np.zeros_like(each) for name, each in weights.items() if name != "rows"}
        of_hidden = np.empty_like(self.hidden)
        for slot in range(len(SLOTS)):
            here = self.slots == slot
            found["answers"][slot] = self.hidden[here].T @ of_logits[here]
            found["answers_bias"][slot] = of_logits[here].sum(0)
            of_hidden[here] = of_logits[here] @ weights["answers"][slot].T
        of_hidden *= self.hidden_kept * self.hidden_above
        found["hidden"], found["hidden_bias"] = self.pooled.T @ of_hidden, of_hidden.sum(0)
        first, second, highest, shared = np.split(of_hidden @ weights["hidden"].T * self.shared_kept, 4, axis=1)
        at_height = self.rows == self.highest[self.of]
        tied = np.add.reduceat(at_height, self.starts, dtype=np.float32)
        of_rows = with_empty(at_height * (highest / tied)[self.of] + shared[self.of] / SHARED)
        of_rows[self.starts] += first
        of_rows[self.table.second()] += second
        for at in reversed(range(len(self.layers))):
            of_rows = self._through(at, of_rows[:-1], found)
        found["rows"] = self._of_pieces(of_rows[:-1] * self.seen)
        return found

    def _through(self, at: int, of_said: np.ndarray, found: Weights) -> np.ndarray:
        """The gradients of a layer's rows, the empty one too, from those of the rows it made; adds those of its
        weights to `found`."""
        heard, above, kept, inside = self.layers[at]
        of_moved = of_said * inside
        of_sums = of_moved * kept * above
        found["layers"][at], found["layer_biases"][at] = heard.T @ of_sums, of_sums.sum(0)
        of_rows = with_empty(of_moved)
        of_heard = (of_sums @ self.weights["layers"][at].T).reshape(len(of_sums), 3, -1)
        for side, places in enumerate(self.around[self.reaches[at]].T):
            of_rows[places] += of_heard[:, side]  # no row stands at two places of a side, but for the empty one
        return of_rows

    def _of_pieces(self, of_rows: np.ndarray) -> np.ndarray:
        """The gradients of rows summed by piece."""
        order = np.argsort(self.numbers, kind="stable")
        known, firsts = np.unique(self.numbers[order], return_index=True)
        found = np.zeros_like(self.weights["rows"])
        found[known] = np.add.reduceat(of_rows[order], firsts)
        return found


class Adam:
    """Steps by the running mean of each weight's gradients over the root of the mean of their squares."""

    def __init__(self, weights: Weights, steps: int, rate: float) -> None:
        self.weights, self.steps, self.most, self.done = weights, steps, rate, 0
        self.means = {name: np.zeros_like(each) for name, each in weights.items()}
        self.squares = {name: np.zeros_like(each) for name, each in weights.items()}

    def rate(self) -> float:
        """Rises from nothing, then falls as half a cosine."""
        warm = max(1, int(WARMING * self.steps))
        if self.done < warm:
            return self.most * self.done / warm
        return self.most * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * (self.done - warm) / max(1, self.steps - warm))))

    def step(self, gradients: Weights) -> None:
        length = float(np.sqrt(sum(float(np.vdot(each, each)) for each in gradients.values())))
        shrink = np.float32(min(1, 1 / (length + 1e-12)))
        rate, self.done = np.float32(self.rate()), self.done + 1
        first, second = np.float32(1 - 0.9**self.done), np.float32(1 - 0.999**self.done)
        for name, gradient in gradients.items():
            mean, square, weight = self.means[name], self.squares[name], self.weights[name]
            gradient = gradient * shrink
            mean += np.float32(0.1) * (gradient - mean)
            square += np.float32(0.001) * (gradient * gradient - square)
            weight -= rate * (mean / first / (np.sqrt(square / second) + np.float32(1e-8)) + np.float32(DECAY) * weight)


def taught_by(
    weights: Weights, reaches: Sequence[int], taught: Taught, rounds: int = ROUNDS, rate: float = RATE
) -> Iterator[float]:
    """Teach `weights` in place, round by round; yields how wrong the answers of each round were."""
    chance = np.random.default_rng(SEED)
    many = len(taught.slots)
    adam = Adam(weights, rounds * -(-many // TOGETHER), rate)
    for _round in range(rounds):
        order, told = chance.permutation(many), []
        for start in range(0, many, TOGETHER):
            reading = Pass(rounded(weights), reaches, taught, order[start : start + TOGETHER], chance)
            wrong, of_logits = reading.wrong()
            told.append(wrong)
            adam.step(reading.gradients(of_logits))
        yield float(np.mean(told))


def write(weights: Weights, reaches: Sequence[int], folder: Path) -> None:
    """Keep the weights, and how far each layer reaches, in `folder`."""
    kept = {name: each.astype(np.int32 if _is_bias(name) else np.int8) for name, each in whole(weights).items()}
    np.savez(folder / "network.npz", allow_pickle=False, reaches=np.array(reaches, np.int8), **kept)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pieces", type=Path)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--network", choices=("glance", "look"), default="glance", help="which one to teach")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--rate", type=float, default=RATE, help="the longest step of a weight")
    asked = parser.parse_args(arguments)
    with np.load(asked.pieces) as file:
        given = {name: file[name] for name in file.files}
    known, reaches = given.pop("pieces").tolist(), given.pop("reaches", np.array(REACHES)).tolist()
    weights = begun(given["rows"], np.random.default_rng(SEED), reaches) if given.keys() == {"rows"} else given
    taught, began = read(asked.labelled, pieces.Pieces(known)), time.monotonic()
    for number, wrong in enumerate(taught_by(weights, reaches, taught, asked.rounds, asked.rate), 1):
        print(f"Round {number}: {wrong:.4f} after {time.monotonic() - began:.0f} s", flush=True)
    folder = pieces.FOLDER / asked.network
    (folder / "pieces.txt").write_text("\n".join(known) + "\n", encoding="utf-8")
    write(weights, reaches, folder)


if __name__ == "__main__":
    main()
