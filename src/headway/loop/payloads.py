"""Decisions and graduations as plain data: the same for the API and for ``--json``."""

from typing import Any

from headway.loop.actions.drafting import Draft
from headway.loop.models import Decision, Graduation
from headway.loop.plateaus import Offer
from headway.loop.words import kept_sentences
from headway.okrs.access import objectives_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_out
from headway.people.models import Keyed

Out = dict[str, Any]
VALUES = {"value", "mean", "lower", "upper", "half", "amber_lower", "amber_upper", "baseline", "target", "level"} | {
    "old_lower",
    "old_upper",
}
"""What in kept evidence is a scaled integer."""
SIDES = ("lower", "upper", "amber_lower", "amber_upper")


def key_of(row: Keyed | None) -> str | None:
    """The public key of a row, or None."""
    return row.key if row else None


def decision_out(caller: Caller, row: Decision) -> Out:
    """A decision; its evidence in decimal texts. An objective that the caller may not see is left out."""
    plain = (
        "key", "trigger", "severity", "opened_at", "answer_by", "escalated_at", "response", "choice", "why",
        "answered_at", "watch_until", "fix_what", "fix_due", "fixed_at", "resolved_itself_at", "resolved_by",
        "is_open", "version",
    )  # fmt: skip
    keys = ("metric", "key_result", "asked", "escalate_to", "answered_by", "fix_owner")
    measure = row.metric or row.key_result
    return (
        {name: getattr(row, name) for name in plain}
        | {("kpi" if name == "metric" else name): key_of(getattr(row, name)) for name in keys}
        | {"objective": _objective(caller, row), "sentences": kept_sentences(row)}
        | {"evidence": written(row.evidence, measure.scale if measure else 0)}
    )


def _objective(caller: Caller, row: Decision) -> str | None:
    if row.objective_id is None:
        return None
    return objectives_for(caller).filter(pk=row.objective_id).values_list("key", flat=True).first()


def written(kept: Any, scale: int, name: str = "") -> Any:
    """Kept evidence with its scaled integers as decimal texts."""
    if isinstance(kept, dict):
        return {inner: written(value, scale, inner) for inner, value in kept.items()}
    if name == "readings":
        return [{"period": period, "value": amount_out(value, scale)} for period, value in kept]
    return amount_out(kept, scale) if name in VALUES and isinstance(kept, int) else kept


def draft_out(draft: Draft, kpi: str, scale: int) -> Out:
    """A draft to review: send what you change with the answer."""
    return {
        "title": draft.title, "why": draft.why, "owner": draft.owner.key, "unit": draft.unit.key,
        "cycle": draft.cycle.key, "start": draft.start, "due": draft.due, "kpi": kpi,
        "baseline": amount_out(draft.baseline, scale), "target": amount_out(draft.target, scale),
        "guardrails": [row.key for row in draft.guardrails], "supporting": [row.key for row in draft.supporting],
        "assumptions": list(draft.assumptions),
    }  # fmt: skip


def graduation_out(row: Graduation) -> Out:
    """A graduation; its band and evidence in decimal texts."""
    scale = (row.metric or row.key_result).scale
    plain = (
        "key", "proposed_at", "early_reason", "decided_at", "accepted", "reason", "watch_from", "watch_needed",
        "watch_seen", "watch_outside", "verdict", "verdict_at", "withdrawn_at", "version",
    )  # fmt: skip
    return (
        {name: getattr(row, name) for name in plain}
        | {name: amount_out(getattr(row, name), scale) for name in SIDES}
        | {"kpi": key_of(row.metric), "key_result": row.key_result.key, "evidence": written(row.evidence, scale)}
    )


def offer_out(offer: Offer) -> Out:
    """A plateau that is offered."""
    metric = offer.metric
    return {"kpi": metric.key, "periods": offer.periods, "mean": amount_out(offer.mean, metric.scale)}
