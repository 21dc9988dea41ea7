"""What the drawings are made from. Values are floats in the unit of the metric; dates are plain.

Where hours are drawn, every date of a drawing is a datetime on the local clock, without a zone.
"""

from dataclasses import dataclass, field
from datetime import date

from headway.charts.ticks import MONTHS


@dataclass(frozen=True)
class Point:
    """A reading at the middle of its period.

    `kind` colours and shapes it (ok warn bad idle, empty for a plain dot), `signal` rings it,
    `is_open` marks a period that may still change. `label` says all of it in words: it shows when pointed at,
    and is read when somebody goes from point to point; `href` is where more stands about it.
    """

    at: date
    value: float | None
    kind: str = ""
    signal: bool = False
    is_open: bool = False
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class Correction:
    """A reading that was corrected away, and what holds now."""

    at: date
    was: float
    now: float


@dataclass(frozen=True)
class Phase:
    """Mean and natural limits from `start` to `end` (exclusive)."""

    start: date
    end: date
    mean: float
    low: float
    high: float
    name: str = ""


@dataclass(frozen=True)
class Band:
    """The healthy range from `low` to `high`; amber lies outside it as far as `low_red` and `high_red`.

    None means no edge on that side; dates bound the time the band is in force. The edges of one that is `held` are
    in view however far the readings are from them.
    """

    low: float | None = None
    high: float | None = None
    low_red: float | None = None
    high_red: float | None = None
    start: date | None = None
    end: date | None = None
    held: bool = False


@dataclass(frozen=True)
class FanStep:
    """The forecast for one date: median, the middle half, and eight times in ten; `label` says it in words."""

    at: date
    low80: float
    low50: float
    mid: float
    high50: float
    high80: float
    label: str = ""


@dataclass(frozen=True)
class Fan:
    """A forecast that opens from the last known value."""

    start: date
    value: float
    steps: tuple[FanStep, ...]


@dataclass(frozen=True)
class Flag:
    """A numbered ring: an annotation or a decision whose text stands in the margin."""

    at: date
    number: int
    href: str = ""


@dataclass(frozen=True)
class Target:
    """A scheduled value; a schedule is a tuple of these in the order of dates."""

    at: date
    value: float


@dataclass(frozen=True)
class Behaviour:
    """Everything a process behaviour chart shows. Only `points` is needed."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...] = ()
    bands: tuple[Band, ...] = ()
    targets: tuple[Target, ...] = ()
    fan: Fan | None = None
    flags: tuple[Flag, ...] = ()
    corrections: tuple[Correction, ...] = ()
    today: date | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Climber:
    """A goal's way: (share of the time, progress) pairs from 0 to now; `label` stands at its end.

    `told` are the words of its points, for going along it point by point.
    """

    way: tuple[tuple[float, float], ...]
    kind: str = "ok"
    label: str = ""
    more: str = ""
    heavy: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """Where the forecast says the way ends: progress quantiles, with words for the end."""

    low80: float
    low50: float
    high50: float
    high80: float
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Words:
    """The words on a drawing, so that they can be translated."""

    mean: str = "mean"
    usual_range: str = "usual range"
    floor: str = "floor"
    roof: str = "limit"
    amber: str = "amber"
    below: str = "below the floor: red"
    above: str = "above the limit: red"
    phase: str = "Phase"
    today: str = "today"
    target: str = "target"
    by: str = "by"
    none: str = "No readings yet"
    baseline: str = "baseline"
    met: str = "every target met"
    months: tuple[str, ...] = field(default=MONTHS)


WORDS = Words()
