"""Acknowledging a signal: somebody has seen it, and may say what it was."""

from headway.kpis.models import Signal
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused

LONGEST = 500


def acknowledge_signal(caller: Caller, signal: Signal, note: str = "") -> Signal:
    """Say that a signal was seen; with a ``note`` it is numbered on the chart. Nobody's words are overwritten."""
    require(caller, "signal.acknowledge", signal)
    note = note.strip()
    if signal.withdrawn_at is not None:
        raise Refused(f"{signal.key} was withdrawn: its readings no longer show it, so there is nothing to say of it.")
    if signal.acknowledged_at is not None:
        raise Refused(f"{signal.key} was acknowledged already: add a remark to the KPI to say more.")
    if len(note) > LONGEST:
        raise Refused(f"A note holds up to {LONGEST} characters; this one has {len(note)}.", field="note")
    with acting(caller, "signal.acknowledged") as entry:
        entry.concern(signal.metric.key)
        free = Signal.objects.filter(pk=signal.pk, acknowledged_at=None, withdrawn_at=None)
        if not free.update(acknowledged_by=caller.someone, acknowledged_at=caller.now, note=note):
            raise Refused(f"{signal.key} was acknowledged or withdrawn a moment ago: look at it again.")
        signal.acknowledged_by, signal.acknowledged_at, signal.note = caller.someone, caller.now, note
        record(entry, signal)
    return signal
