"""How well and how fast the coach reads labelled goals of real organisations.

The rules were written, and the second reader taught, with these statements in view, so their figures flatter; goals
of other organisations are read less well (see docs/decisions/goals-are-read-by-rules.md for figures on statements
that nothing of the coach had seen). Each figure comes with the 95 % interval of a bootstrap that draws whole
organisations, and the spread between organisations is printed beside it, with the confusion table and the worst
mistakes.

What the rules say alone, and the network of the second reader, stands beside what ships. What a model learns from
these statements alone is cross-validated over organisations: one of the words, and one that also sees what the rules
found. Neither reads better than the rules do: it took a language model, and many thousand statements more, to teach
the second reader that ships.
"""

import gc
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from bench.frame import Measure
from bench.words import WordModel, features_of
from headway.coach import second_reader
from headway.coach.hearing import DOUBT
from headway.coach.jsonl import readings
from headway.coach.lint import Reading, kind_of, lint, lint_by_rules

DATA = Path(os.environ.get("HEADWAY_DATA_DIR") or Path(__file__).resolve().parents[2] / "shared" / "data")
CODES = second_reader.CODES
KINDS = ("objective", "key_result", "kpi", "task")
FIGURES = ("direction", "baseline", "target", "unit", "relative")
ROUNDS, SEED = 1_000, 5
FOLDS, SURE = 10, 0.3


@dataclass(frozen=True)
class Judged:
    """A labelled statement and how the coach reads it."""

    truth: dict
    reading: Reading
    told: dict

    @property
    def wrong(self) -> set[str]:
        """Codes that one side has and the other has not."""
        return (set(self.truth["issues"]) ^ set(self.told["issues"])) - {"ok"}


Figure = Callable[[list[Judged]], float]


def measures() -> Iterator[Measure]:
    file = DATA / "goals" / "dev.jsonl"
    if not file.exists():
        raise SystemExit(f"The labelled goals are not at {file}. Name their folder in HEADWAY_DATA_DIR.")
    truths = [json.loads(line) for line in file.read_text().splitlines()]
    judged = [_judge(truth, lint) for truth in truths]
    yield _with_interval("macro-F1 of nine issues", macro_f1, judged, at_least=0.85)
    yield _with_interval("kind, share right", kind_accuracy, judged, at_least=0.88)
    for code in CODES:
        positives = sum(code in each.truth["issues"] for each in judged)
        yield _with_interval(f"F1 {code}", f1_of(code), judged, at_least=0.70, note=f"{positives} positives")
    for name in FIGURES:
        yield _with_interval(f"{name} where stated", stated(name), judged)
        yield _with_interval(f"{name} with nulls", overall(name), judged)
    by_rules = [_judge(truth, lint_by_rules) for truth in truths]
    yield _with_interval("macro-F1, rules alone", macro_f1, by_rules)
    yield _with_interval("kind, rules alone", kind_accuracy, by_rules)
    by_network = _by_network(by_rules)
    yield _with_interval("macro-F1, second reader alone", macro_f1, by_network)
    yield _with_interval("kind, second reader alone", kind_accuracy, by_network)
    yield from _learned(by_rules)
    yield Measure("statements a second, one core", throughput(truths), "1/s", at_least=2_000)
    _print_details(judged)


def _judge(truth: dict, read: Callable[..., Reading]) -> Judged:
    reading = read(truth["text"], truth["declared"], truth["parent_objective"])
    return Judged(truth, reading, reading.as_dict())


def _by_network(judged: list[Judged]) -> list[Judged]:
    """`judged` as the second reader alone tells it, where more speaks for a pattern than against it."""
    asked = [(each.reading.statement.text, each.reading.statement.slot) for each in judged]
    seen = [
        {code for code, speaks in leaning.items() if speaks > 0} for leaning in second_reader.leanings(asked, _unsure)
    ]
    return [
        replace(each, told={**each.told, "issues": sorted(codes), "kind": kind_of(each.reading.statement, codes)})
        for each, codes in zip(judged, seen, strict=True)
    ]


def _unsure(_at: int, leaning: second_reader.Leaning, looks: int) -> bool:
    return any(abs(speaks) < DOUBT[looks - 1] for speaks in leaning.values())


def f1_of(code: str) -> Figure:
    """F1 of one issue code over a list of statements."""

    def f1(judged: list[Judged]) -> float:
        pairs = Counter((code in each.truth["issues"], code in each.told["issues"]) for each in judged)
        hits, misses = pairs[True, True], pairs[True, False] + pairs[False, True]
        return 2 * hits / (2 * hits + misses) if hits + misses else 1.0

    return f1


def macro_f1(judged: list[Judged]) -> float:
    return mean(f1_of(code)(judged) for code in CODES)


def kind_accuracy(judged: list[Judged]) -> float:
    return mean(each.told["kind"] == each.truth["kind"] for each in judged)


def stated(name: str) -> Figure:
    """Share right among the statements whose label has a value for `name`."""

    def share(judged: list[Judged]) -> float:
        there = [each for each in judged if each.truth[name] is not None]
        return mean(each.told[name] == each.truth[name] for each in there) if there else 1.0

    return share


def overall(name: str) -> Figure:
    """Share right among all statements, a null where the label has one included."""
    return lambda judged: mean(each.told[name] == each.truth[name] for each in judged)


def _with_interval(
    name: str, figure: Figure, judged: list[Judged], at_least: float | None = None, note: str = ""
) -> Measure:
    low, high = interval(figure, judged)
    spread = f"95 % {low:.2f}–{high:.2f} over organisations"
    return Measure(name, figure(judged), "", at_least=at_least, note=f"{spread}; {note}" if note else spread)


def interval(figure: Figure, judged: list[Judged], rounds: int = ROUNDS) -> tuple[float, float]:
    """The 95 % interval of `figure` when whole organisations are drawn with replacement."""
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.truth["org"], []).append(each)
    names, chance = sorted(groups), random.Random(SEED)
    drawn = sorted(
        figure([each for name in chance.choices(names, k=len(names)) for each in groups[name]]) for _ in range(rounds)
    )
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds)]


def _learned(judged: list[Judged]) -> Iterator[Measure]:
    """What a model learns from nine tenths of the organisations and knows of the last tenth."""
    for name, sees_rules in (("words alone, learned", False), ("rules and words, learned", True)):
        told = cross_validated(judged, sees_rules)
        note = ", ".join(f"{code} {f1_of(code)(told):.2f}" for code in CODES)
        yield Measure(f"macro-F1 {name}", macro_f1(told), "", note=f"{FOLDS} folds of organisations; {note}")


def cross_validated(judged: list[Judged], sees_rules: bool) -> list[Judged]:
    """`judged` as a learned model tells it that has not seen the organisation it is asked about."""
    sizes = Counter(each.truth["org"] for each in judged)
    fold = {name: place % FOLDS for place, name in enumerate(sorted(sizes, key=lambda name: (-sizes[name], name)))}
    told: list[Judged] = []
    for number in range(FOLDS):
        own = [each for each in judged if fold[each.truth["org"]] == number]
        rest = [each for each in judged if fold[each.truth["org"]] != number]
        model = WordModel([_seen(each, sees_rules) for each in rest], [_codes(each) for each in rest], CODES)
        chances = model.chances([_seen(each, sees_rules) for each in own])
        told += [
            replace(each, told={**each.told, "issues": [c for c, p in zip(CODES, row, strict=True) if p > SURE]})
            for each, row in zip(own, chances, strict=True)
        ]
    return told


def _seen(each: Judged, sees_rules: bool) -> frozenset[str]:
    return features_of(each.truth["text"], each.truth["declared"], each.told["issues"] if sees_rules else ())


def _codes(each: Judged) -> set[str]:
    return set(each.truth["issues"])


def throughput(truths: Sequence[dict], rounds: int = 8) -> float:
    """Statements read and told as JSON lines in a second of processor time, the best of some rounds, as the command
    does it: without the collector. No statement of one round stands in another."""
    best = 0.0
    gc.disable()
    for turn in range(1, rounds + 1):
        statements = [
            {"id": at, "text": text, **{name: truths[at][name] for name in ("declared", "parent_objective")}}
            for at, text in enumerate(reworded([truth["text"] for truth in truths], turn))
        ]
        start = time.process_time()
        told = sum(1 for _line in readings(statements))
        best = max(best, told / (time.process_time() - start))
    gc.enable()
    return best


def reworded(texts: Sequence[str], turn: int) -> list[str]:
    """The first half of each text and the second half of the one that stands `turn` places further on.

    That leaves as much doubt as statements do that the second reader was not taught: a look at a fifth of them, a study
    of one in twenty.
    """
    words = [text.split() for text in texts]
    seconds = [each[len(each) // 2 :] for each in words]
    return [" ".join([*each[: len(each) // 2], *seconds[(at + turn) % len(texts)]]) for at, each in enumerate(words)]


def _print_details(judged: list[Judged]) -> None:
    _print_confusion(judged)
    _print_organisations(judged)
    print("\nWorst mistakes (labels against what the coach said):")
    for each in sorted(judged, key=lambda each: (-_badness(each), each.truth["id"]))[:10]:
        print(f"  {each.truth['id']} [{each.truth['declared']}] {each.truth['text'][:100]}")
        print(f"      {each.truth['kind']}: {', '.join(each.truth['issues'])}")
        print(f"      {each.told['kind']}: {', '.join(each.told['issues'])} ({each.reading.statement.nature.name})")


def _badness(each: Judged) -> int:
    return 2 * len(each.wrong) + (each.told["kind"] != each.truth["kind"])


def _print_confusion(judged: list[Judged]) -> None:
    table = Counter((each.truth["kind"], each.told["kind"]) for each in judged)
    print("\nKind (rows: label, columns: coach)")
    print(" " * 12 + "".join(f"{kind:>12}" for kind in KINDS))
    for truth in KINDS:
        print(f"{truth:<12}" + "".join(f"{table[truth, told]:>12}" for told in KINDS))
    print("\nIssue                 hit  missed  false")
    for code in CODES:
        pairs = Counter((code in each.truth["issues"], code in each.told["issues"]) for each in judged)
        print(f"{code:<20}{pairs[True, True]:>5}{pairs[True, False]:>8}{pairs[False, True]:>7}")


def _print_organisations(judged: list[Judged]) -> None:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.truth["org"], []).append(each)
    print("\nOrganisation                 n   kind  all issues right (95 %)")
    for name, own in sorted(groups.items(), key=lambda item: -len(item[1])):
        if len(own) >= 10:
            low, high = wilson(sum(not each.wrong for each in own), len(own))
            print(f"{name:<25}{len(own):>5}{kind_accuracy(own):>7.2f}{_all_right(own):>18.2f} ({low:.2f}–{high:.2f})")


def _all_right(judged: list[Judged]) -> float:
    return mean(not each.wrong for each in judged)


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share `hits / n` (Wilson 1927)."""
    share, weight = hits / n, z * z / n
    middle, half = share + weight / 2, z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return (middle - half) / (1 + weight), (middle + half) / (1 + weight)
