"""Taking back what somebody did in the loop a moment ago."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from headway.activity.log import body_of, image_before
from headway.activity.models import Activity
from headway.kpis.undo import undo_band
from headway.loop.access import decisions_for, graduations_for
from headway.loop.actions.graduating import withdraw_graduation
from headway.loop.actions.opening import tell
from headway.loop.models import Graduation
from headway.okrs.actions.objectives import archive_objective
from headway.people.access import door, require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Keyed


def undo_decision(caller: Caller, row: Activity) -> None:
    """Put a decision back as it was; an objective that it opened is archived."""
    rows = decisions_for(caller).select_related("metric", "key_result__objective", "objective__cycle")
    decision = door(rows, row.subject)
    require(caller, "decision.answer", decision)
    opened = decision.objective
    with transaction.atomic():
        with acting(caller, f"{row.verb}.undone") as entry:
            restore(decision, _before(row))
            entry.say(undone=row.seq)
            tell(entry, decision)
        if opened and decision.objective is None and opened.archived_at is None:
            archive_objective(caller, opened, f"{decision.key} was decided anew.")


def undo_graduation(caller: Caller, row: Activity) -> None:
    """Put a graduation back as it was; a band that it raised is lowered again."""
    graduation = _graduation(caller, row)
    require(caller, "graduation.decide", graduation)
    if graduation.key_result.metric_id != graduation.metric_id and row.verb == "graduation.accepted":
        raise Refused("This one no longer sits on its KPI: set the band by hand instead.")
    with transaction.atomic():
        if row.verb == "graduation.accepted":
            undo_band(caller, _band_row(row))
        with acting(caller, f"{row.verb}.undone") as entry:
            restore(graduation, _before(row))
            entry.say(undone=row.seq)
            record(entry, graduation)
            entry.concern(graduation.key_result.key, graduation.metric.key if graduation.metric else "")


def undo_proposal(caller: Caller, row: Activity) -> None:
    """Withdraw a proposal."""
    withdraw_graduation(caller, _graduation(caller, row))


UNDO = {
    "decision.answered": undo_decision,
    "decision.fixed": undo_decision,
    "decision.reopened": undo_decision,
    "graduation.proposed": undo_proposal,
    "graduation.accepted": undo_graduation,
    "graduation.declined": undo_graduation,
    "graduation.withdrawn": undo_graduation,
}


def _graduation(caller: Caller, row: Activity) -> Graduation:
    rows = graduations_for(caller).select_related("metric", "key_result__objective")
    return door(rows, row.subject)


def _before(row: Activity) -> dict[str, Any]:
    found = image_before(row.workspace_id, row.subject, row.seq)
    if found is None:
        raise Refused(f"{row.subject} did not exist before this, so there is nothing to go back to.")
    return found


def _band_row(row: Activity) -> Activity:
    """The row that set the band, written just before the graduation's own."""
    metric = body_of(row)["images"][row.subject]["metric"]
    rows = Activity.objects.filter(workspace_id=row.workspace_id, seq__lt=row.seq, verb="band.set", subject=metric)
    return rows.order_by("-seq")[0]


def restore(obj: Keyed, image: dict[str, Any]) -> None:
    """Set the tracked fields of ``obj`` back to what ``image`` says, and save it."""
    for name, value in image.items():
        setattr(obj, name, _value(obj, name, value))
    obj.version += 1  # type: ignore[attr-defined]
    obj.save()


def _value(obj: Keyed, name: str, value: Any) -> Any:
    field = obj._meta.get_field(name)
    if value is None:
        return None
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._default_manager
        return rows.filter(workspace=obj.workspace_id, key=value).first()
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(field, models.DateField) else value
