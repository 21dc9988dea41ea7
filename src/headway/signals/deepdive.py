"""What a monthly deep dive needs to know of one KPI, in one structure and in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.signals.adherence import Adherence, adherence
from headway.signals.band import Band
from headway.signals.contribution import Contribution
from headway.signals.describe import Description, Number, describe, plain_number
from headway.signals.trend import Trend, trend
from headway.signals.variance import Difference, Variance, variance
from headway.signals.xmr import Behaviour, behaviour


@dataclass(frozen=True, slots=True)
class DeepDive:
    """One KPI at its last reading; `text` is the paragraph that a careful person would write."""

    behaviour: Behaviour
    description: Description
    trend: Trend | None
    variance: Variance | None
    adherence: Adherence | None
    contributions: tuple[Contribution, ...]
    text: str


def deep_dive(
    values: Sequence[float | None],
    *,
    name: str = "",
    unit: str = "",
    target: float | None = None,
    band: Band | None = None,
    season: int | None = None,
    year: int | None = None,
    contributions: Sequence[Contribution] = (),
    number: Number | None = None,
) -> DeepDive:
    """Deep dive into readings in period order; `season` and `year` are numbers of periods.

    `contributions` are those of the components to the change from the period before.
    """
    found = behaviour(values, season=season)
    said = describe(values, found, name=name, unit=unit, band=band, number=number)
    compared = variance(values, found, target=target, year=year)
    heading = trend(values, over=year or 12, season=season)
    writer = _Writer(number or plain_number, unit)
    sentences = [said.text, *writer.variance(compared), *writer.trend(heading), *writer.parts(contributions)]
    return DeepDive(
        behaviour=found,
        description=said,
        trend=heading,
        variance=compared,
        adherence=adherence(values, band) if band is not None else None,
        contributions=tuple(contributions),
        text=" ".join(sentences),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    number: Number
    unit: str

    def variance(self, compared: Variance | None) -> list[str]:
        if compared is None:
            return []
        against = [
            self._against(compared.target, "its target of {}"),
            self._against(compared.last_year, "the {} of a year ago"),
        ]
        told = [text for text in against if text]
        return [f"It is {' and '.join(told)}."] if told else []

    def trend(self, heading: Trend | None) -> list[str]:
        if heading is None:
            return []
        if heading.direction == "flat":
            return [f"Over the last {heading.n} readings it has no trend."]
        verb = "risen" if heading.direction == "up" else "fallen"
        slope = self.number(abs(heading.slope))
        return [
            f"Over the last {heading.n} readings it has {verb} by about {slope} {self.unit}".rstrip() + " a period."
        ]

    def parts(self, contributions: Sequence[Contribution]) -> list[str]:
        moved = [part for part in contributions if part.total][:2]
        if not moved:
            return []
        told = " and ".join(f"{part.name} ({part.total:+.3g})" for part in moved)
        return [f"Most of the change came from {told}."]

    def _against(self, difference: Difference | None, base: str) -> str:
        if difference is None:
            return ""
        place = base.format(f"{self.number(difference.base)} {self.unit}".rstrip())
        if difference.change == 0:
            return f"at {place}"
        side = "above" if difference.change > 0 else "below"
        return f"{self.number(abs(difference.change))} {side} {place}"
