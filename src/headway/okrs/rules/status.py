"""Status: pace against the expected curve. Never on track by default."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.okrs.rules.progress import WHOLE

ON_TRACK, AT_RISK, OFF_TRACK, UNKNOWN = "on_track", "at_risk", "off_track", "unknown"
SEVERITY = {ON_TRACK: 0, UNKNOWN: 1, AT_RISK: 2, OFF_TRACK: 3}


@dataclass(frozen=True)
class Thresholds:
    """How far behind the expected curve (parts per million of the whole way) a goal may lag.

    ``heavy`` is the share (ten-thousandths) from which one part off track puts the whole at risk.
    """

    at_risk: int = 100_000
    off_track: int = 250_000
    heavy: int = 2_500


@dataclass(frozen=True)
class Judgement:
    """A status and why: ``reached``, ``pace``, ``inside``, ``part``, ``no-data``, ``not-started``, ``little-data``."""

    status: str
    reason: str


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


def of_objective(own: Judgement, parts: Iterable[tuple[str, int]], data_share: int, limits: Thresholds) -> Judgement:
    """The status of a roll-up: its own pace, but a heavy part off track puts it at risk.

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
