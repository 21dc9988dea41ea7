"""How a bench measures and what it hands back.

A bench is a file ``bench_NAME.py`` with one function, ``measures() -> Iterable[Measure]``. It runs in a
process and on an empty, migrated database of its own, with Django set up. Most measures come from
``compare``: Headway's way and its floor take turns in one run, so that a slow moment of the machine
falls on both, and the ratio is the median of the ratios of the rounds.
"""

import gc
import math
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS = 7


@dataclass(frozen=True)
class Measure:
    """One figure against its aim. The aim binds the ratio where there is one, else the value itself."""

    name: str
    value: float  # in `unit`; the median where it is a time
    unit: str = "ms"
    floor: float | None = None  # in `unit` too
    ratio: float | None = None  # value : floor
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""
    firm: bool = False  # a count, whose limit no slow machine excuses

    def __post_init__(self) -> None:
        if self.ratio is not None and self.floor is None:
            raise ValueError(f"{self.name}: a ratio needs its floor; give both, or the floor alone to be shown.")

    @property
    def judged(self) -> float:
        return self.value if self.ratio is None else self.ratio

    def holds(self, slack: float = 1.0) -> bool:
        """Whether the aim is reached, with limits loosened by the factor `slack`; NaN reaches none."""
        slack = 1.0 if self.firm else slack
        if math.isnan(self.judged):
            return False
        low = -math.inf if self.at_least is None else self.at_least / slack
        high = math.inf if self.at_most is None else self.at_most * slack
        return low <= self.judged <= high

    @property
    def shown(self) -> str:
        """The judged figure with its unit."""
        return f"{figure(self.judged)} {self.unit if self.ratio is None else '×'}"

    def aim(self, slack: float = 1.0) -> str:
        slack = 1.0 if self.firm else slack
        unit = f" {self.unit}" if self.ratio is None else " ×"
        low = [] if self.at_least is None else [f"≥ {figure(self.at_least / slack)}{unit}"]
        high = [] if self.at_most is None else [f"≤ {figure(self.at_most * slack)}{unit}"]
        return ", ".join(low + high)


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    at_most: float | None = None,
    before: Callable[[], object] | None = None,
    rounds: int = ROUNDS,
    note: str = "",
) -> Measure:
    """Time `ours` against `floor` in milliseconds, turn by turn; `before`, untimed, makes ready for each."""
    ours_ms, floor_ms = take_turns([ours, floor], before=before, rounds=rounds)
    ratio = median(mine / least for mine, least in zip(ours_ms, floor_ms, strict=True))
    return Measure(name, median(ours_ms), "ms", median(floor_ms), ratio, at_most=at_most, note=note)


def clock(
    name: str,
    ours: Callable[[], object],
    *,
    at_most: float | None = None,
    before: Callable[[], object] | None = None,
    rounds: int = ROUNDS,
    note: str = "",
) -> Measure:
    """Time `ours` alone, in milliseconds, against an absolute aim."""
    (times,) = take_turns([ours], before=before, rounds=rounds)
    return Measure(name, median(times), "ms", at_most=at_most, note=note)


def take_turns(
    ways: list[Callable[[], object]], *, before: Callable[[], object] | None = None, rounds: int = ROUNDS
) -> list[list[float]]:
    """Milliseconds of each way in each round, every other one backwards, after one that only warms up."""
    times: list[list[float]] = [[] for _ in ways]
    for number in range(rounds + 1):
        order = range(len(ways)) if number % 2 else reversed(range(len(ways)))
        for index in order:
            if before:
                before()
            took = _milliseconds(ways[index])
            if number:
                times[index].append(took)
    return times


def _milliseconds(way: Callable[[], object]) -> float:
    """One call, with the collector held off so that one way does not pay for the other's garbage."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter_ns()
        way()
        return (time.perf_counter_ns() - start) / 1e6
    finally:
        gc.enable()


def most_memory() -> float:
    """The most memory that this process has held, in MB.

    Where Linux tells it, of the program alone: what `getrusage` says of a program also counts the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def figure(value: float) -> str:
    """Three significant digits, in full: 0.0123, 4.56, 1,230."""
    if not math.isfinite(value) or value == 0:
        return str(value) if value else "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"
