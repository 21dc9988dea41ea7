"""Amendments: a committed target, baseline or limit is changed in the open, with its reason, and both values stay."""

from dataclasses import dataclass

from headway.activity.log import Entry
from headway.okrs.actions.amending import keep_first_limits
from headway.okrs.actions.changing import require_open, require_text, require_value
from headway.okrs.actions.key_results import recount
from headway.okrs.fold import refold
from headway.okrs.models import Amendment, KeyResult
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.versions import claim_version

AMENDABLE = {
    KeyResult.Kind.MOVE: (Amendment.Field.TARGET, Amendment.Field.BASELINE),
    KeyResult.Kind.CONTROL: (Amendment.Field.LIMIT_LOWER, Amendment.Field.LIMIT_UPPER),
}
"""What of each kind is committed to in a value of its own."""


@dataclass(frozen=True)
class NewAmendment:
    """What shall change: ``target``, ``baseline`` or a limit, to which scaled value, and why."""

    field: str
    new: int
    reason: str


def propose_amendment(caller: Caller, row: KeyResult, new: NewAmendment) -> Amendment:
    """Propose another target, baseline or limit; it changes nothing until it is accepted."""
    require(caller, "key_result.check_in", row)
    with acting(caller, "amendment.proposed", reason=new.reason) as entry:
        entry.concern(row.key)
        return make_amendment(caller, entry, row, new)


def make_amendment(caller: Caller, entry: Entry, row: KeyResult, new: NewAmendment) -> Amendment:
    """The proposal itself, inside somebody's action."""
    require_open(row.objective)
    if new.field not in AMENDABLE.get(KeyResult.Kind(row.kind), ()):
        raise Refused(
            "Only the target and the baseline of a movement, and the limits of what stays inside them, can be amended "
            "here.", field="field",
        )  # fmt: skip
    reason = require_text(new.reason, "reason", "An amendment needs a reason that stands at scoring: fill it in.", 2000)
    require_value(new.new, "new")
    _refuse_standstill(row, new.field, new.new)
    assert caller.person is not None
    amendment = Amendment.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Amendment), key_result=row, field=new.field,
        old=getattr(row, new.field), new=new.new, reason=reason, proposed_by=caller.person, proposed_at=caller.now,
    )  # fmt: skip
    record(entry, amendment)
    return amendment


def accept_amendment(caller: Caller, amendment: Amendment, answer: str = "") -> Amendment:
    """Put a proposed amendment in force: the value changes, the original stays beside it; ``answer`` may say why."""
    row = amendment.key_result
    with acting(caller, "amendment.accepted", reason=answer) as entry:
        _decide(caller, amendment, answer, accepted=True)
        if getattr(row, amendment.field) != amendment.old:
            raise Refused(
                f"{row.key} has changed since this was proposed, so it no longer fits: decline it and propose anew."
            )
        claim_version(row, None)
        keep_first_limits(row, row.limit_lower, row.limit_upper)
        setattr(row, amendment.field, amendment.new)
        row.target_words = "" if amendment.field == Amendment.Field.TARGET else row.target_words
        _refuse_standstill(row, amendment.field, amendment.new or 0)
        recount(caller, row)
        row.save()
        record(entry, row)
        record(entry, amendment)
        entry.concern(row.objective.key)
        refold(caller, entry, [row.objective_id], [row])
    return amendment


def decline_amendment(caller: Caller, amendment: Amendment, answer: str) -> Amendment:
    """Decline a proposed amendment, and say why; what was committed stays."""
    with acting(caller, "amendment.declined", reason=answer) as entry:
        _decide(caller, amendment, answer, accepted=False)
        record(entry, amendment)
        entry.concern(amendment.key_result.key)
    return amendment


def _decide(caller: Caller, amendment: Amendment, answer: str, *, accepted: bool) -> None:
    require(caller, "objective.change", amendment.key_result.objective)
    require_open(amendment.key_result.objective)
    if amendment.decided_at is not None:
        word = "accepted" if amendment.accepted else "declined"
        raise Refused(f"{amendment.key} was {word} already: propose a new one if it must change again.")
    if not accepted:
        require_text(answer, "reason", "Say why it is declined, so that whoever proposed it can follow.", 2000)
    amendment.decided_by, amendment.decided_at, amendment.accepted = caller.person, caller.now, accepted
    amendment.answer = answer.strip()
    amendment.save(update_fields=["decided_by", "decided_at", "accepted", "answer"])


def _refuse_standstill(row: KeyResult, field: str, new: int) -> None:
    if row.kind == KeyResult.Kind.CONTROL:
        return _refuse_crossed(row, field, new)
    other = row.baseline if field == Amendment.Field.TARGET else row.target
    if new == other:
        raise Refused("Target and baseline would be the same, so nothing would move: choose another.", field="new")
    return None


def _refuse_crossed(row: KeyResult, field: str, new: int) -> None:
    lower, upper = (
        (new, row.limit_upper) if field == Amendment.Field.LIMIT_LOWER else (row.limit_lower, new)
    )  # fmt: skip
    if lower is not None and upper is not None and lower >= upper:
        raise Refused("The upper limit would lie at or under the lower one: choose another.", field="new")
