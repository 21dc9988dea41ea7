"""Plateaus: healthy, flat, and nobody improving it. Taken up, it asks for a decision; left, it rests a while."""

from headway.kpis.models import Metric
from headway.loop.actions.answering import Leave, answer_decision
from headway.loop.actions.opening import open_on_metric
from headway.loop.models import Decision, Trigger
from headway.loop.plateaus import offer_of
from headway.people.access import require
from headway.people.caller import Caller
from headway.people.errors import Conflict, Refused


def take_up_plateau(caller: Caller, metric: Metric) -> Decision:
    """Open a decision about a plateau: raise it by an objective, or say why not."""
    require(caller, "kpi.change", metric)
    if offer_of(caller, metric) is None:
        raise Refused(f"{metric.key} is not on a plateau that waits for anybody: it moves, or is being improved.")
    decision = open_on_metric(caller, metric, Trigger.PLATEAU)
    if decision is None:
        raise Conflict(f"A decision about {metric.key} is open already: answer that one.")
    return decision


def leave_plateau(caller: Caller, metric: Metric, why: str) -> Decision:
    """Leave a plateau as it is, with the reason; it is not offered again before as many periods have passed."""
    if not why.strip():
        raise Refused("Say why this level is good enough, in a sentence.", field="why")
    return answer_decision(caller, take_up_plateau(caller, metric), Leave(), why)
