"""The Numenta Anomaly Benchmark: its files and its scorer with the standard profile.

Lavin & Ahmad, "Evaluating Real-Time Anomaly Detection Algorithms", ICMLA 2015: a detection in a labelled
window earns up to 1.0, the more the earlier; a window without one costs 1.0; a detection outside costs up
to 0.11; the first 15 % of a file (of 5,000 readings at most) is probation. One threshold serves all
files; 0 is the score of a detector that never fires, 100 that of a perfect one.
"""

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TRUE_POSITIVE, FALSE_POSITIVE, FALSE_NEGATIVE = 1.0, 0.11, 1.0
PROBATION, PROBATION_AT_MOST = 0.15, 750


@dataclass(frozen=True)
class File:
    name: str
    times: list[datetime]
    values: list[float]
    windows: list[tuple[int, int]]  # first and last reading of each


def load(folder: Path) -> list[File]:
    windows = json.loads((folder / "windows.json").read_text())
    return [_file(folder, name, spans) for name, spans in windows.items()]


def score(files: list[File], scores: list[list[float]], threshold: float | None = None) -> tuple[float, float]:
    """(normalised score, threshold): of the given threshold, or of the best one for all files together."""
    events = sorted(
        (event for file, own in zip(files, scores, strict=True) for event in _events(file, own)), reverse=True
    )
    windows = sum(len(file.windows) for file in files)
    total = best = -FALSE_NEGATIVE * windows
    best_at = math.inf
    for index, (level, gain) in enumerate(events):
        if threshold is not None and level < threshold:
            break
        total += gain
        ends = index + 1 == len(events) or events[index + 1][0] < level
        if threshold is not None or (ends and total > best):
            best, best_at = total, level
    return 100 * (best / windows + FALSE_NEGATIVE) / (TRUE_POSITIVE + FALSE_NEGATIVE), threshold or best_at


def _file(folder: Path, name: str, spans: list[list[str]]) -> File:
    with (folder / name).open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    times = [datetime.fromisoformat(row["timestamp"]) for row in rows]
    windows: list[tuple[int, int]] = []
    for begin, end in spans:
        first, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
        inside = [at for at, time in enumerate(times) if first <= time <= last]
        windows.append((inside[0], inside[-1]))
    return File(name, times, [float(row["value"]) for row in rows], windows)


def _events(file: File, scores: list[float]) -> Iterator[tuple[float, float]]:
    """(score, gain): what the file's sum wins or loses when the threshold falls to that score."""
    begin = min(math.floor(PROBATION * len(scores)), PROBATION_AT_MOST)
    last: tuple[int, int] | None = None
    at = begin
    for window in [*file.windows, None]:
        until = window[0] if window else len(scores)
        yield from ((scores[i], FALSE_POSITIVE * _outside(i, last)) for i in range(max(begin, at), until))
        if window:
            yield from _inside(scores, window, begin)
            last, at = window, window[1] + 1


def _inside(scores: list[float], window: tuple[int, int], begin: int) -> Iterator[tuple[float, float]]:
    """Only the detection that earns most counts: gains of a falling threshold."""
    first, end = window
    width = end - first + 1
    earned = -FALSE_NEGATIVE
    for at in sorted(range(max(first, begin), end + 1), key=lambda at: (-scores[at], at)):
        worth = TRUE_POSITIVE * _sigmoid((at - end - 1) / width) / _sigmoid(-1.0)
        if worth > earned:
            yield scores[at], worth - earned
            earned = worth


def _outside(at: int, last: tuple[int, int] | None) -> float:
    if last is None:
        return -1.0
    return _sigmoid((at - last[1]) / max(last[1] - last[0], 1))


def _sigmoid(position: float) -> float:
    return 2 / (1 + math.exp(5 * position)) - 1 if position <= 3 else -1.0
