"""A baseline key result that was reached turns into the movement it was made for."""

from headway.okrs.actions.changing import require_open, require_value
from headway.okrs.actions.key_results import recount
from headway.okrs.actions.settling import settle
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.versions import claim_version


def turn_into_move(caller: Caller, row: KeyResult, target: int | None = None, target_words: str = "") -> KeyResult:
    """Turn a *baseline* key result whose start is known now into a *move* from there to ``target``.

    Without a target it takes the one it was made with. The target counts as committed at first.
    """
    require(caller, "key_result.change", row)
    require_open(row.objective)
    if row.kind != KeyResult.Kind.BASELINE:
        raise Refused(f"{row.key} does not look for its baseline, so there is nothing to turn.", field="kind")
    if row.current is None:
        raise Refused(f"Nobody recorded where {row.key} starts: check in with the value first.", field="baseline")
    with acting(caller, "key_result.turned") as entry:
        claim_version(row, None)
        row.kind, row.baseline = KeyResult.Kind.MOVE, row.current
        row.target = target if target is not None or target_words else row.target
        row.target_words = target_words.strip() or row.target_words
        settle(row)
        require_value(row.target, "target")
        row.original_baseline, row.original_target = row.baseline, row.target
        recount(caller, row)
        row.save()
        record(entry, row)
        entry.concern(row.objective.key)
        refold(caller, entry, [row.objective_id], [row])
    return row
