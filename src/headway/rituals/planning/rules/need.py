"""Which KPIs need it most: a sum of points, each with its reason, so that the order can be argued with."""

from collections.abc import Sequence
from dataclasses import dataclass

from headway.kpis.rules.bands import Band

RED, AMBER, SIGNAL, PLATEAU, MISSED, OUTLOOK = 50, 30, 20, 12, 20, 10
"""Points: out of the band; a signal that it gets worse; flat; as far from its target as can be; usual range
reaches out of the band. They only order a list: whoever plans sees each of them and chooses."""


@dataclass(frozen=True)
class Standing:
    """A KPI as it stands, in scaled integers. ``plateau`` is 0 unless it is flat and nobody improves it."""

    state: str
    direction: str
    value: int | None
    band: Band | None = None
    signal: str = ""
    usual_lower: int | None = None
    usual_upper: int | None = None
    target: int | None = None
    plateau: int = 0


@dataclass(frozen=True)
class Reason:
    """Why points were given: ``red amber worse target reach plateau``, and how many."""

    name: str
    points: int


@dataclass(frozen=True)
class Need:
    """The points of a KPI and where they come from, most first."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def need_of(kpi: Standing) -> Need:
    """What speaks for moving this KPI in the next cycle; a stale one says nothing of itself."""
    if kpi.value is None:
        return Need(())
    found = [_breach(kpi), _worse(kpi), _missed(kpi), _reach(kpi), _flat(kpi)]
    return Need(tuple(sorted((r for r in found if r.points), key=lambda r: -r.points)))


def _breach(kpi: Standing) -> Reason:
    return Reason(kpi.state, {"red": RED, "amber": AMBER}.get(kpi.state, 0))


def _worse(kpi: Standing) -> Reason:
    """A signal against the wanted direction; inside a range, any signal moves away from what was normal."""
    against = {"up": "down", "down": "up"}.get(kpi.direction, kpi.signal)
    return Reason("worse", SIGNAL if kpi.signal and kpi.signal == against else 0)


def _missed(kpi: Standing) -> Reason:
    if kpi.target is None or kpi.value is None:
        return Reason("target", 0)
    short = {"up": kpi.target - kpi.value, "down": kpi.value - kpi.target}.get(
        kpi.direction, abs(kpi.target - kpi.value)
    )
    whole = max(1, abs(kpi.target))
    return Reason("target", min(MISSED, max(0, short) * MISSED * 4 // whole))


def _reach(kpi: Standing) -> Reason:
    """A healthy KPI whose usual range reaches out of its band will leave it by noise alone."""
    if kpi.state != "green" or kpi.band is None or None in (kpi.usual_lower, kpi.usual_upper):
        return Reason("reach", 0)
    edges: Sequence[int] = [edge for edge in (kpi.usual_lower, kpi.usual_upper) if edge is not None]
    return Reason("reach", OUTLOOK if any(kpi.band.side(edge) for edge in edges) else 0)


def _flat(kpi: Standing) -> Reason:
    return Reason("plateau", PLATEAU if kpi.plateau and kpi.state == "green" else 0)
