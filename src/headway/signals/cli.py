"""``headway signals``: statistics of any CSV file, without a database."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from headway.signals.describe import describe
from headway.signals.detection import Signal
from headway.signals.season import REMEMBERED, find_season, season_ahead
from headway.signals.steps import increments
from headway.signals.table import Series, TableError, read_series
from headway.signals.xmr import Behaviour, Phase, behaviour

# Seasons that numbered periods may have, when the file does not say what a period is.
ANY_SEASON = (4, 7, 12, 24, 52)
# Of many series without dates, as many are asked for their season, by as many of their last periods.
ASKED = 100
TOLD_EVERY = 250
# Readings before the first that is judged.
JUDGED_FROM = 20
Task = tuple[Series, int | None]
Worked = tuple[list[list[str]], list[str]]
"""Rows of a forecast, and why there are none."""
SHORT_NAMED = 5
FILE = click.argument("file", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
SEASON = click.option("--season", default="auto", show_default=True, help="auto, none, or periods in a season.")


class FileError(click.ClickException):
    """Bad input: the message goes to standard error and the exit code is 2."""

    exit_code = 2


@click.group()
def signals() -> None:
    """Tell signal from noise in any CSV file of readings."""


@signals.command()
@FILE
@SEASON
@AS_JSON
def limits(file: Path, season: str, as_json: bool) -> None:
    """Process limits, phases and signals of FILE (columns date,value)."""
    series = _one(file)
    found = behaviour(series.values, season=_season(season, series))
    if as_json:
        click.echo(json.dumps(_limits(found, series), indent=2))
    else:
        _print_limits(found, series)


@signals.command()
@FILE
@SEASON
def anomalies(file: Path, season: str) -> None:
    """Anomaly score 0..1 of each row of FILE (columns timestamp,value), as CSV."""
    from headway.signals.anomaly import anomaly_scores

    series = _one(file, ordered=False)
    begin = Series(series.name, stamps=series.stamps[:JUDGED_FROM])  # a score must not know what comes later
    known = None if season == "auto" and not series.dated else _season(season, begin, seen=True)
    scores = anomaly_scores(series.values, season=known)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(("timestamp", "value", "anomaly_score"))
    lines.writerows(
        (label, text, f"{score:.6f}") for label, text, score in zip(series.labels, series.texts, scores, strict=True)
    )


@signals.command()
@FILE
@click.option("--horizon", type=click.IntRange(1, 5000), required=True, help="Periods to forecast.")
@click.option("--levels", default="80,95", show_default=True, help="Percentages of the intervals.")
@SEASON
@click.option("--cumulative", is_flag=True, help="Readings are running totals; a lower one than before was reset.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to use.")
def forecast(file: Path, horizon: int, levels: str, season: str, cumulative: bool, jobs: int) -> None:
    """Forecast every series of FILE (columns unique_id,ds,y), as CSV.

    Where running totals were reset twice, it reaches no further than the shortest stretch between resets. A series of
    too few readings is left out and named on standard error.
    """
    every = _read(file)
    wanted = _levels(levels)
    common = None if season != "auto" or every[0].dated else _common_season(every, cumulative=cumulative)
    tasks = [
        (series, _season(season, series, seen=True, cumulative=cumulative) if common is None else common or None)
        for series in every
    ]
    rows: list[list[str]] = []
    short: list[str] = []
    try:
        work = partial(_forecast_rows, horizon=horizon, levels=wanted, cumulative=cumulative)
        for done, (made, left_out) in enumerate(_worked(tasks, work, jobs), 1):
            rows += made
            short += left_out
            if done % TOLD_EVERY == 0 or done == len(tasks):
                click.echo(f"{done:,} of {len(tasks):,} series", err=True)
    except ValueError as error:
        _refuse(file, error)
    _tell_short(file, short, nothing=not rows)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(["unique_id", "ds", "mean", *(f"{side}-{level:g}" for level in wanted for side in ("lo", "hi"))])
    lines.writerows(rows)


@signals.command()
@FILE
@click.option("--target", type=float, required=True, help="The value to reach.")
@click.option("--by", "due", required=True, help="The date (or period number) to reach it by.")
@click.option("--from", "begun", help="When the movement began: its reading tells the direction.")
@click.option("--kind", type=click.Choice(["level", "total"]), default="level", show_default=True)
@click.option("--direction", type=click.Choice(["auto", "up", "down"]), default="auto", show_default=True)
@click.option("--cumulative", is_flag=True, help="Readings are running totals; a lower one than before was reset.")
@SEASON
@AS_JSON
def reach(
    file: Path,
    target: float,
    due: str,
    begun: str | None,
    kind: str,
    direction: str,
    cumulative: bool,
    season: str,
    as_json: bool,
) -> None:
    """Probability that the series of FILE is at TARGET by a date.

    A level is reached when the value at that date is at or beyond the target; a total when the readings
    from --from on add up to it. Readings that are running totals already are levels with --cumulative.
    """
    from headway.signals.arrival import arrival

    if cumulative and kind == "total":
        raise FileError("--cumulative readings are totals already: leave --kind total out.")
    series = _one(file)
    start = _place(begun, series) if begun else None
    try:
        found = arrival(
            series,
            target,
            _stamp(due, series),
            begun=start,
            kind=kind,
            direction=direction,
            cumulative=cumulative,
            season=_season(season, series, seen=True, cumulative=cumulative),
        )
    except ValueError as error:
        _refuse(file, error)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
    else:
        click.echo(
            f"{found.probability:.0%} chance of {target:g} by {due}; the median then is"
            f" {found.median_at_date:.6g} ({found.method}, {found.n} readings)."
        )


def _tell_short(file: Path, short: list[str], *, nothing: bool) -> None:
    if nothing:
        raise FileError(f"{file.name}: {short[0]}")
    for why in short[:SHORT_NAMED]:
        click.echo(f"Left out: {why}", err=True)
    if (more := len(short) - SHORT_NAMED) > 0:
        click.echo(f"Left out: {more:,} more that are as short.", err=True)


def _worked(tasks: list[Task], work: Callable[[Task], Worked], jobs: int) -> Iterator[Worked]:
    """The rows of each task in order, from one process or from several."""
    if jobs == 1:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, tasks, chunksize=16)


def _read(file: Path, *, ordered: bool = True) -> list[Series]:
    try:
        return read_series(file, ordered=ordered)
    except TableError as error:
        raise FileError(str(error)) from error


def _one(file: Path, *, ordered: bool = True) -> Series:
    every = _read(file, ordered=ordered)
    if len(every) > 1:
        names = ", ".join(series.name for series in every[:3])
        raise FileError(f"{file.name} holds {len(every)} series ({names}, …); this command reads one at a time.")
    if not any(value is not None for value in every[0].values):
        raise FileError(f"{file.name} holds no value: every reading is missing.")
    return every[0]


def _refuse(file: Path, error: ValueError) -> NoReturn:
    raise FileError(f"{file.name}: {error}") from error


def _season(text: str, series: Series, *, seen: bool = False, cumulative: bool = False) -> int | None:
    """The season asked for; "auto" takes the grain's own, when `seen` without proof of it in the values."""
    from headway.signals.grain import grain_of

    if text == "none":
        return None
    if text != "auto":
        if not text.isdigit() or int(text) < 1:
            raise FileError(f'--season "{text}" is neither auto, none nor a number of periods such as 12.')
        return int(text) if int(text) > 1 else None
    values = increments(series.values) if cumulative else series.values
    if not series.dated:
        return find_season(values, ANY_SEASON)
    seasons = grain_of(series.dates).seasons
    return season_ahead(values, seasons) if seen else find_season(values, seasons)


def _common_season(every: list[Series], *, cumulative: bool) -> int:
    """The season that most series without dates have, where a tenth of them have it; otherwise 0."""
    asked = [series.values[-REMEMBERED:] for series in every[:: max(1, len(every) // ASKED)]]
    found = [find_season(increments(values) if cumulative else values, ANY_SEASON) for values in asked]
    votes = {season: found.count(season) for season in found if season}
    best = max(votes, key=lambda season: votes[season], default=0)
    return best if best and votes[best] * 10 >= len(asked) else 0


def _levels(text: str) -> list[float]:
    try:
        levels = [float(part) for part in text.split(",")]
    except ValueError:
        levels = []
    if not levels or not all(0 < level < 100 for level in levels):
        raise FileError(f'--levels "{text}" are not percentages between 0 and 100, such as 80,95.')
    return levels


def _forecast_rows(task: Task, horizon: int, levels: list[float], *, cumulative: bool) -> Worked:
    from headway.signals.arrival import on_its_grid
    from headway.signals.forecast import TooFewReadingsError
    from headway.signals.forecast import forecast as make
    from headway.signals.running import running_forecast

    series, season = task
    values, after = on_its_grid(series)
    try:
        made = (running_forecast if cumulative else make)(values, horizon, season=season)
        ends = [made.quantile(0.5 + side * level / 200) for level in levels for side in (-1, 1)]
        return [
            [series.name, after(step + 1), *(f"{value[step]:.10g}" for value in (made.median, *ends))]
            for step in range(made.horizon)
        ], []
    except TooFewReadingsError as error:
        return [], [f'the series "{series.name}": {error}']
    except OverflowError as error:
        raise ValueError(f'the series "{series.name}": {horizon} periods on lies beyond the year 9999.') from error
    except ValueError as error:
        raise ValueError(f'the series "{series.name}": {error}') from error


def _stamp(text: str, series: Series) -> datetime | int:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if series.dated else int(text)
    except ValueError as error:
        kind = "a date such as 2026-12-31" if series.dated else "a period number, as the file has them"
        raise FileError(f'"{text}" is not {kind}.') from error


def _place(text: str, series: Series) -> int:
    """Position of the first reading at or after a date."""
    stamp = _stamp(text, series)
    later = [at for at, own in enumerate(series.stamps) if own >= stamp]  # type: ignore[operator]
    if not later:
        raise FileError(f"--from {text} lies after the last reading, {series.labels[-1]}.")
    return later[0]


def _limits(found: Behaviour, series: Series) -> dict[str, object]:
    now = found.current
    return {
        "n": found.n,
        "enough": found.enough,
        "mean": now.mean if now else None,
        "lower": now.lower if now else None,
        "upper": now.upper if now else None,
        "mr_upper": now.mr_upper if now else None,
        "season": found.season,
        "phases": [_phase(phase, series) for phase in found.phases],
        "signals": [_signal(signal, series) for signal in found.signals],
        "text": describe(series.values, found).text,
    }


def _phase(phase: Phase, series: Series) -> dict[str, object]:
    return {
        "start": series.labels[phase.start],
        "end": series.labels[phase.end],
        "start_row": phase.start,
        "end_row": phase.end,
        "n": phase.n,
        "mean": phase.mean,
        "lower": phase.lower,
        "upper": phase.upper,
        "mr_upper": phase.mr_upper,
    }


def _signal(signal: Signal, series: Series) -> dict[str, object]:
    return {
        "at": series.labels[signal.at],
        "row": signal.at,
        "since": series.labels[signal.since],
        "value": signal.value,
        "rule": signal.rule,
        "direction": signal.direction,
    }


def _print_limits(found: Behaviour, series: Series) -> None:
    click.echo(describe(series.values, found).text)
    for phase in found.phases:
        ends = f"{series.labels[phase.start]} to {series.labels[phase.end]}"
        usual = "too few readings for limits"
        if phase.lower is not None and phase.upper is not None:
            usual = f"usual range {phase.lower:.6g} to {phase.upper:.6g}"
        click.echo(f"phase  {ends}: mean {phase.mean:.6g}, {usual}, {phase.n} reading{'s' * (phase.n > 1)}")
    for signal in found.signals:
        click.echo(f"signal {series.labels[signal.at]}: {signal.value:.6g}, {signal.rule}, {signal.direction}")
