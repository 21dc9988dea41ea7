"""What a KPI usually shows, beside the reading that raised the question: scaled integers of its metric."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from headway.hours import read_period
from headway.kpis.rules.bands import Band, in_force
from headway.kpis.rules.periods import Calendar
from headway.kpis.rules.phases import Mark, starts_in
from headway.signals.season import SEASONS, find_season
from headway.signals.xmr import BASELINE_READINGS, Behaviour, behaviour

Readings = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Usual:
    """The current phase of a metric: mean and natural limits, how many readings they rest on.

    ``lower`` and ``upper`` are None with fewer than eight readings; ``half`` is the mean's distance to a limit.
    ``changed`` says whether statistics hold the last reading for part of a change, ``rule`` by which rule.
    """

    mean: int
    n: int
    lower: int | None
    upper: int | None
    half: int | None
    since: date
    changed: bool
    rule: str = ""
    direction: str = ""

    @property
    def enough(self) -> bool:
        """Whether a baseline may rest on it: six closed periods."""
        return self.n >= BASELINE_READINGS


@dataclass(frozen=True)
class Evidence:
    """Everything that is kept with a decision about a metric, as it was shown when the decision opened."""

    period: date | None
    value: int | None
    state: str
    usual: Usual | None
    band: Band | None
    closes_itself: bool

    def kept(self) -> dict[str, Any]:
        """The evidence as plain data: dates in ISO form, values as scaled integers."""
        found: dict[str, Any] = {
            "period": self.period.isoformat() if self.period else None,
            "value": self.value,
            "state": self.state,
            "closes_itself": self.closes_itself,
        }
        if self.usual:
            found["usual"] = asdict(self.usual) | {"since": self.usual.since.isoformat(), "enough": self.usual.enough}
        if self.band:
            found["band"] = asdict(self.band) | {"valid_from": self.band.valid_from.isoformat()}
        return found


def gather(
    readings: Readings, bands: Sequence[Band], calendar: Calendar, state: str, marks: Sequence[Mark] = ()
) -> Evidence:
    """The evidence from closed readings (period, scaled value) in period order, and dated bands."""
    if not readings:
        return Evidence(None, None, state, None, in_force(bands, date.max), False)
    period, value = readings[-1]
    band = in_force(bands, period)
    usual = usual_of(readings, calendar, marks)
    return Evidence(period, value, state, usual, band, closes_itself(value, usual, band))


def usual_of(readings: Readings, calendar: Calendar, marks: Sequence[Mark] = ()) -> Usual | None:
    """The current phase of closed readings, None without any. Missing periods stay gaps; a season is taken out.

    ``lower`` and ``upper`` are the range of the last period, its season put back; the mean is the phase's.
    """
    if not readings:
        return None
    periods = list(calendar.between(readings[0][0], readings[-1][0]))
    known = {period: float(value) for period, value in readings}
    values = [known.get(period) for period in periods]
    starts = starts_in(periods, marks)
    season = find_season(values, SEASONS[calendar.grain])
    found = behaviour(values, starts=starts.all, locked=starts.locked, season=season)
    phase = found.current
    assert phase is not None
    last = len(periods) - 1
    lower, _, upper = found.range_at(last) or (None, None, None)
    rule, direction = _news(found, last)
    return Usual(
        mean=round(phase.mean),
        n=phase.n,
        lower=_whole(lower),
        upper=_whole(upper),
        half=None if phase.upper is None else round(phase.upper - phase.mean),
        since=periods[phase.start],
        changed=bool(rule),
        rule=rule,
        direction=direction,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _news(found: Behaviour, last: int) -> tuple[str, str]:
    """The rule and direction of the signal that the last reading is part of, or empty texts."""
    return next(((signal.rule, signal.direction) for signal in found.signals if signal.at == last), ("", ""))


def closes_itself(value: int, usual: Usual | None, band: Band | None) -> bool:
    """Whether such a gap usually closes by itself: the mean lies inside the band and nothing has changed."""
    if usual is None or band is None or not usual.enough or usual.changed:
        return False
    return band.verdict(usual.mean) == "green" and band.verdict(value) != "green"


def kept_usual(kept: dict[str, Any]) -> Usual | None:
    """The phase out of kept evidence, as :meth:`Evidence.kept` wrote it."""
    found = kept.get("usual")
    if not found:
        return None
    values = {name: value for name, value in found.items() if name != "enough"}
    return Usual(**(values | {"since": read_period(values["since"])}))


def kept_band(kept: dict[str, Any]) -> Band | None:
    """The band out of kept evidence."""
    found = kept.get("band")
    return Band(**(found | {"valid_from": date.fromisoformat(found["valid_from"])})) if found else None
