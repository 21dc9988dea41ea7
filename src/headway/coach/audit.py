"""The KPI audit: what speaks against a KPI, and whether to keep, sharpen or cut it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .said import _

HALF_YEAR = timedelta(days=182)
OFTEN_CORRECTED = 0.2
FEWEST_READINGS = 5
OFTEN_CHANGED = 3
TWIN = 0.9
KEEP, SHARPEN, CUT = "keep", "sharpen", "cut"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a KPI. Counts are those of the last half year; `board` and `limit` are KPIs of its unit."""

    key: str
    name: str
    state: str
    promoted: date
    unit_name: str = ""
    owner_gone: bool = False
    has_owner: bool = True
    banded: bool = True
    decisions: int = 0
    tied_to: tuple[str, ...] = ()
    readings: int = 0
    corrected: int = 0
    bands_set: int = 0
    twin: str = ""
    twin_name: str = ""
    twin_r: float = 0.0
    board: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks against a KPI; `grave` ones speak for cutting it, the others for sharpening."""

    code: str
    told: str
    next_step: str
    grave: bool = False


def reasons(facts: Facts, today: date) -> tuple[Reason, ...]:
    """Everything that speaks against a KPI, the grave first."""
    return tuple(sorted(_found(facts, today), key=lambda each: not each.grave))


def suggestion(found: tuple[Reason, ...]) -> str:
    """Two grave reasons speak for cutting, any reason for sharpening, none for keeping."""
    if sum(each.grave for each in found) >= 2:
        return CUT
    return SHARPEN if found else KEEP


def _found(facts: Facts, today: date) -> Iterator[Reason]:
    if today - facts.promoted > HALF_YEAR and not facts.decisions:
        yield Reason(
            "no_decision", _("No decision has rested on it for six months."),
            _("Name the decision that would change if it read differently, or make it a metric again."), True,
        )  # fmt: skip
    if not facts.tied_to:
        yield Reason(
            "unaligned", _("No open key result, guardrail or supporting role rests on it."),
            _("Ask which objective needs it; if it only has to hold, its band is enough."), not facts.decisions,
        )  # fmt: skip
    if facts.twin:
        yield Reason(
            "redundant",
            _("It moves with “{twin_name}” ({twin}): their changes correlate by {twin_r:.2f}.").format(
                twin_name=facts.twin_name, twin=facts.twin, twin_r=facts.twin_r
            ),
            _("Keep the one that somebody can act on earlier."), True,
        )  # fmt: skip
    yield from _kept(facts)


def _kept(facts: Facts) -> Iterator[Reason]:
    """What is wrong with how it is kept."""
    if facts.state == "stale":
        yield Reason("stale", _("No reading has come in time."), _("Record what is missing, or automate its source."))
    if facts.owner_gone:
        yield Reason("ownerless", _("Its owner has left."), _("Hand it to somebody who can act on it."))
    if not facts.banded:
        yield Reason(
            "bandless", _("It has no band, so nobody knows when to act."), _("Set the band, from its history.")
        )
    if facts.readings >= FEWEST_READINGS and facts.corrected / facts.readings > OFTEN_CORRECTED:
        yield Reason(
            "inaccurate", _("{corrected} of {readings} readings were corrected afterwards.").format(
                corrected=facts.corrected, readings=facts.readings
            ),
            _("Ask where the first value comes from, and let it arrive later and right."),
        )  # fmt: skip
    if facts.bands_set >= OFTEN_CHANGED:
        yield Reason(
            "changed_often", _("Its band was set {bands_set} times in half a year.").format(bands_set=facts.bands_set),
            _("Agree once what healthy is, and leave it for two quarters."),
        )  # fmt: skip
    if facts.limit and facts.board > facts.limit:
        where = facts.unit_name or _("Its unit")
        yield Reason(
            "too_many", _("{where} watches {board} KPIs, and {limit} at most are usual.").format(
                where=where, board=facts.board, limit=facts.limit
            ),
            _("Cut the one that would be missed least."),
        )  # fmt: skip
