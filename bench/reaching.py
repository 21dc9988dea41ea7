"""How well chances of arrival are told: Brier scores and reliability over made-up key results.

Each series gives key results that start six periods before the forecast and are due six (or twelve)
after it, from the value at their start to some way up or down. The linear rule of OKR tools draws a line
from the start through now: on or beyond the target at the due date is a chance of 1, short of it 0.
Climatology answers the share of all these key results that did arrive.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from headway.signals.forecast import forecast
from headway.signals.reach import reach_level

BEGAN = 6
MOVES = (-0.2, -0.1, -0.05, 0.05, 0.1, 0.2)


@dataclass(frozen=True)
class Told:
    """The chance that each way of telling gave, and what came."""

    chance: float
    linear: float
    came: float


def told(series: Iterable[tuple[list[float], list[float]]], season: int, dues: tuple[int, ...]) -> list[Told]:
    return [one for past, future in series for one in _of_one(past, future, season, dues)]


def brier(results: list[Told]) -> tuple[float, float, float]:
    """Brier scores of Headway, of the linear rule and of climatology."""
    chance, linear, came = np.array([(one.chance, one.linear, one.came) for one in results]).T
    return (
        float(np.mean((chance - came) ** 2)),
        float(np.mean((linear - came) ** 2)),
        float(np.mean((came.mean() - came) ** 2)),
    )


def reliability(results: list[Told]) -> list[tuple[float, float, int]]:
    """(mean chance told, share that came, how many) of each tenth of the scale that was used."""
    chance, came = np.array([(one.chance, one.came) for one in results]).T
    tenth = np.minimum((chance * 10).astype(int), 9)
    used = [tenth == k for k in range(10) if (tenth == k).any()]
    return [(float(chance[at].mean()), float(came[at].mean()), int(at.sum())) for at in used]


def _of_one(past: list[float], future: list[float], season: int, dues: tuple[int, ...]) -> Iterator[Told]:
    began, now = past[-1 - BEGAN], past[-1]
    dues = tuple(due for due in dues if due <= len(future))
    if not dues or len(past) < 2 * BEGAN or began <= 0:
        return
    made = forecast(past, max(dues), season=season)
    for due in dues:
        projected = now + (now - began) / BEGAN * due
        for move in MOVES:
            target, up = began * (1 + move), move > 0
            yield Told(
                reach_level(made, target, due, up=up).probability,
                float(projected >= target if up else projected <= target),
                float(future[due - 1] >= target if up else future[due - 1] <= target),
            )
