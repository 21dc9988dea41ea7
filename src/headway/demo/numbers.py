"""The story's KPIs, their bands, and the recipe from which their readings are drawn."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from headway.kpis.presets import Aggregation, Direction, Grain, UnitKind


@dataclass(frozen=True, slots=True)
class Phase:
    """From `since` periods ago until the next phase: a straight line with noise up to `noise` either side."""

    since: int
    level: Decimal
    noise: Decimal
    to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One point of a target schedule; a negative `ago` lies ahead."""

    ago: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class KPI:
    """A metric of the story; not yet a KPI where `is_kpi` is false. `now` is the state that must come out.

    `unit_of` is the same measure over several units. One with a `formula` has no readings of its own: `{slug}` in it
    stands for another one's key. `by_hour` is added to what is drawn for each of the 24 hours of the local clock.
    """

    slug: str
    name: str
    definition: str
    unit: str
    owner: str
    unit_kind: UnitKind
    unit_label: str
    scale: int
    direction: Direction
    aggregation: Aggregation
    over_units: Aggregation
    grain: Grain
    is_level: bool
    lateness_hours: int
    seed: int
    now: Literal["green", "amber", "red", "stale", "unknown"]
    library: str = ""
    function: str = ""
    leading: bool = False
    questions: tuple[str, ...] = ()
    is_kpi: bool = True
    lever: str = ""
    decides: str = ""
    phases: tuple[Phase, ...] = ()
    recent: tuple[Decimal, ...] = ()
    silent: int = 0
    cases: int = 0
    cases_noise: int = 0
    targets: tuple[Target, ...] = ()
    slice_of: str = ""
    unit_of: str = ""
    formula: str = ""
    by_hour: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A healthy range, in force from the first day of the period `since` periods ago."""

    kpi: str
    since: int
    lower: Decimal | None = None
    upper: Decimal | None = None
    amber_lower: Decimal | None = None
    amber_upper: Decimal | None = None
    healthy_means: str = ""
    low_means: str = ""
    low_response: str = ""
    high_means: str = ""
    high_response: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One closed period; a ratio has a numerator and a denominator, from which its value follows."""

    ago: int
    value: Decimal
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading that was first recorded as `first`; what holds now is what the recipe says."""

    kpi: str
    ago: int
    first: Decimal
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Annotation:
    kpi: str
    ago: int
    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class NewPhase:
    """A phase that somebody lets begin with a period, whatever the statistics say."""

    kpi: str
    ago: int
    reason: str
    by: str
    at: str


def readings(kpi: KPI) -> tuple[Reading, ...]:
    """Every reading of a KPI, oldest first: the same on every day and every machine."""
    chance = Random(kpi.seed)
    recent_since = kpi.silent + len(kpi.recent)
    drawn = [(ago, _drawn(kpi, ago, chance)) for ago in range(_oldest(kpi), recent_since, -1)]
    given = [(recent_since - n, value) for n, value in enumerate(kpi.recent)]
    return tuple(_reading(kpi, ago, value, chance) for ago, value in drawn + given)


def first_reading(kpi: KPI, correction: Correction) -> Reading:
    """What was recorded before the correction, over the same cases."""
    holds = next(reading for reading in readings(kpi) if reading.ago == correction.ago)
    if holds.denominator is None:
        return Reading(correction.ago, correction.first)
    numerator = round(correction.first * holds.denominator / _factor(kpi))
    return Reading(correction.ago, correction.first, numerator, holds.denominator)


def _oldest(kpi: KPI) -> int:
    return kpi.phases[0].since if kpi.phases else kpi.silent + len(kpi.recent)


def _drawn(kpi: KPI, ago: int, chance: Random) -> Decimal:
    at = max(n for n, phase in enumerate(kpi.phases) if phase.since >= ago)
    phase = kpi.phases[at]
    end = kpi.phases[at + 1].since + 1 if at + 1 < len(kpi.phases) else 1
    way = Decimal(phase.since - ago) / max(phase.since - end, 1)
    level = phase.level + ((phase.to or phase.level) - phase.level) * way
    return round(level + phase.noise * Decimal(chance.uniform(-1, 1)), kpi.scale)


def _reading(kpi: KPI, ago: int, value: Decimal, chance: Random) -> Reading:
    if kpi.aggregation != "ratio":
        return Reading(ago, round(value, kpi.scale))
    numerator, denominator = _parts(kpi, value, chance)
    return Reading(ago, _ratio(kpi, numerator, denominator), numerator, denominator)


def _parts(kpi: KPI, value: Decimal, chance: Random) -> tuple[int, int]:
    """Whole numbers whose ratio reads as `value`, starting the search at a drawn number of cases."""
    least, span = kpi.cases - kpi.cases_noise, 2 * kpi.cases_noise + 1
    start = chance.randrange(span)
    tries = [least + (start + step) % span for step in range(span)]
    pairs = ((round(value * cases / _factor(kpi)), cases) for cases in tries)
    exact = (pair for pair in pairs if _ratio(kpi, *pair) == value)
    return next(exact, None) or (round(value * kpi.cases / _factor(kpi)), kpi.cases)


def _ratio(kpi: KPI, numerator: int, denominator: int) -> Decimal:
    return round(_factor(kpi) * Decimal(numerator) / denominator, kpi.scale)


def _factor(kpi: KPI) -> int:
    return 100 if kpi.unit_kind == "percent" else 1
