"""Status: the chance of arriving, or pace against the expected curve. Never on track by default."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.okrs.rules.progress import WHOLE

ON_TRACK, AT_RISK, OFF_TRACK, UNKNOWN = "on_track", "at_risk", "off_track", "unknown"
SEVERITY = {ON_TRACK: 0, UNKNOWN: 1, AT_RISK: 2, OFF_TRACK: 3}


@dataclass(frozen=True)
class Thresholds:
    """How far behind the expected curve (parts per million of the whole way) a goal may lag.

    ``heavy`` is the share (ten-thousandths) from which one part off track puts the whole at risk. With a chance of
    arriving (parts per million) under ``at_risk_chance`` a goal is at risk, under ``off_track_chance`` off track.
    ``hold`` is how many readings in a row at the target make it reached whatever the forecast says.
    """

    at_risk: int = 100_000
    off_track: int = 250_000
    heavy: int = 2_500
    at_risk_chance: int = 500_000
    off_track_chance: int = 200_000
    hold: int = 3


@dataclass(frozen=True)
class Judgement:
    """A status and why: ``reached``, ``chance``, ``pace``, ``inside``, ``parts``, ``part``, or what is missing.

    What is missing is ``no-data``, ``not-started`` or ``little-data``.
    """

    status: str
    reason: str


FEWEST = 2
"""Closed readings since its start from which a key result is judged by chance."""
SETTLED = 250_000
"""The part of its time (parts per million) that must have passed: before, a forecast knows only the old ways."""


def is_told(readings: int, elapsed: int) -> bool:
    """Whether a forecast can tell of a key result: enough of its own readings, and enough of its time."""
    return readings >= FEWEST and elapsed >= SETTLED


def by_chance(chance: int, limits: Thresholds) -> Judgement:
    """The status of a goal by its chance of arriving (parts per million)."""
    if chance < limits.off_track_chance:
        return Judgement(OFF_TRACK, "chance")
    return Judgement(AT_RISK if chance < limits.at_risk_chance else ON_TRACK, "chance")


def worse_of(one: Judgement, other: Judgement) -> Judgement:
    """The worse of two judgements, the first where they are alike."""
    return other if SEVERITY[other.status] > SEVERITY[one.status] else one


def by_pace(progress: int | None, expected: int, limits: Thresholds, *, started: bool = True) -> Judgement:
    """The status of a goal that moves along its expected curve."""
    if progress is None:
        return Judgement(UNKNOWN, "no-data")
    if progress >= WHOLE:
        return Judgement(ON_TRACK, "reached")
    if not started:
        return Judgement(UNKNOWN, "not-started")
    gap = expected - progress
    if gap > limits.off_track:
        return Judgement(OFF_TRACK, "pace")
    return Judgement(AT_RISK if gap > limits.at_risk else ON_TRACK, "pace")


def of_control(progress: int | None, limits: Thresholds) -> Judgement:
    """The status of a goal to stay inside limits: it should always be whole, whatever the date."""
    if progress is None:
        return Judgement(UNKNOWN, "no-data")
    gap = WHOLE - progress
    if gap > limits.off_track:
        return Judgement(OFF_TRACK, "inside")
    return Judgement(AT_RISK if gap > limits.at_risk else ON_TRACK, "inside")


def of_done(done: bool, overdue: bool, started: bool) -> Judgement:
    """The status of a yes-or-no goal: it has no pace, so before its date nothing is known but done."""
    if done:
        return Judgement(ON_TRACK, "reached")
    if overdue:
        return Judgement(OFF_TRACK, "pace")
    return Judgement(UNKNOWN, "no-data" if started else "not-started")


def of_parts(parts: Iterable[tuple[str, int]]) -> Judgement:
    """What half of the parts, by share, come to: where chances are known they say more than pace."""
    weights = {ON_TRACK: 0, AT_RISK: 0, OFF_TRACK: 0, UNKNOWN: 0}
    for status, share in parts:
        weights[status] += share
    behind, whole = weights[OFF_TRACK] + weights[AT_RISK], sum(weights.values())
    if weights[OFF_TRACK] * 2 >= whole:
        return Judgement(OFF_TRACK, "parts")
    return Judgement(AT_RISK if behind * 2 >= whole else ON_TRACK, "parts")


def of_objective(own: Judgement, parts: Iterable[tuple[str, int]], data_share: int, limits: Thresholds) -> Judgement:
    """The status of a roll-up: its own judgement, but a heavy part off track puts it at risk.

    ``parts`` are (status, share in ten-thousandths). With data on less than half, nothing is known.
    """
    if own.status == UNKNOWN:
        return own
    if data_share * 2 < 10_000:
        return Judgement(UNKNOWN, "little-data")
    heavy = any(status == OFF_TRACK and share >= limits.heavy for status, share in parts)
    if heavy and own.status == ON_TRACK and own.reason != "reached":
        return Judgement(AT_RISK, "part")
    return own
