"""Where every KPI stands now, in one statement: for tables of thousands."""

from dataclasses import dataclass
from datetime import date

from headway.kpis.access import kpis_for
from headway.kpis.models import State
from headway.people.caller import Caller

COLUMNS = ("key", "state", "state_since", "last_period", "last_value", "scale", "fresh_until", "timezone")


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one KPI at a time, and its last reading as a scaled value."""

    key: str
    timezone: str
    state: str
    since: date | None
    period: date | None
    value: int | None
    scale: int


def latest_states(caller: Caller) -> list[Standing]:
    """Every KPI that the caller may see, as it stands at the caller's ``now``, in order of making."""
    now, unknown = caller.now, State.UNKNOWN
    rows = kpis_for(caller).order_by("pk").values_list(*COLUMNS)
    return [
        Standing(
            key, zone, "stale" if fresh and now > fresh and state != unknown else state, since, period, value, scale
        )
        for key, state, since, period, value, scale, fresh, zone in rows
    ]  # fmt: skip
