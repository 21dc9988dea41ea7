"""Teach the coach's second reader: python -m bench.teach_second_reader LABELLED.jsonl… writes its weights.

Each line holds a statement as {"text", "declared", "issues"}; those declared as objective or key result count. The
model is bench.words' logistic regression; weights that would move no answer are left out. The same lines give the
same weights.
"""

import json
import sys
from pathlib import Path

import numpy as np

from bench.words import WordModel
from headway.coach import second_reader

CODE = "task_not_outcome"
SLOTS = frozenset({"objective", "key_result"})
PENALTY, SEEN, LEAST = 3.0, 5, 20
WEIGHTS = Path(second_reader.__file__).with_name("weights.json")


def learned_from(rows: list[dict]) -> dict[str, int]:
    """The weights that labelled statements teach, in thousandths of a logit by feature."""
    seen = [second_reader.features_of(row["text"], row["declared"]) for row in rows]
    model = WordModel(seen, [set(row["issues"]) for row in rows], [CODE], penalty=PENALTY, at_least=SEEN)
    whole = np.rint(1_000 * model.weights[:, 0]).astype(int)
    return {name: int(whole[place]) for name, place in model.place.items() if abs(whole[place]) >= LEAST}


def main(files: list[str]) -> None:
    lines = [json.loads(line) for file in files for line in Path(file).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in lines if row["declared"] in SLOTS]
    if not rows:
        raise SystemExit("Name at least one file of labelled statements: JSON lines with text, declared and issues.")
    weights = learned_from(rows)
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights learned from {len(rows)} statements, in {WEIGHTS}.")


if __name__ == "__main__":
    main(sys.argv[1:])
