"""Check-ins: what owners say about their key results. One batch is one transaction and one row in the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.activity.log import Entry
from headway.okrs.actions.amendments import NewAmendment, make_amendment
from headway.okrs.actions.assumptions import set_assumption
from headway.okrs.actions.changing import require_in_cycle, require_open, require_value
from headway.okrs.actions.statuses import lift_hand
from headway.okrs.count import count_check_ins, valid_check_ins
from headway.okrs.fold import refold
from headway.okrs.models import Assumption, Blocker, CheckIn, KeyResult
from headway.okrs.tree import Tree
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys_of
from headway.people.models import Person

LONGEST_NOTE = 5000
PARTS = {"steps": "its steps", "initiatives": "its initiatives", "key_results": "its child key results"}


@dataclass(frozen=True)
class NewBlocker:
    """What stands in the way, and whose it is to remove."""

    text: str
    owner: Person | None = None
    since: date | None = None


@dataclass(frozen=True)
class CheckInDraft:
    """What shall be said about one key result. The value is scaled by its measure; 1 or 0 for done or not.

    A key result on a KPI takes no value. ``corrects`` is the check-in that this one puts right.
    """

    key_result: KeyResult
    value: int | None = None
    confidence: int | None = None
    note: str = ""
    blockers: tuple[NewBlocker, ...] = ()
    resolved: tuple[Blocker, ...] = ()
    assumptions: tuple[tuple[Assumption, str], ...] = ()
    amendment: NewAmendment | None = None
    corrects: CheckIn | None = None


def check_in(caller: Caller, draft: CheckInDraft) -> CheckIn:
    """Send one check-in; see :func:`send_check_ins`."""
    return send_check_ins(caller, [draft])[0]


def send_check_ins(caller: Caller, drafts: Sequence[CheckInDraft]) -> list[CheckIn]:
    """Send check-ins together: all or none, with their effect up to the root, in one transaction.

    A status by hand that was set once ends with the check-in. Raises ``Refused`` or ``NotAllowed``.
    """
    for draft in drafts:
        require(caller, "key_result.check_in", draft.key_result)
        _refuse(draft)
    if caller.person is None:
        raise Refused("A check-in is what a person says: it needs one.")
    with acting(caller, "check_in.sent") as entry:
        made = _make(caller, drafts)
        tree = _fold(caller, entry, made, drafts)
        for row in made:
            said = row.key_result
            row.progress, row.auto_status, row.shown = said.progress, said.status, said.shown_status
        CheckIn.objects.bulk_create(made)
        _tell(entry, made, tree)
        for draft in drafts:
            _more(caller, entry, draft)
    return made


def preview_check_ins(caller: Caller, drafts: Sequence[CheckInDraft]) -> Tree:
    """What these check-ins would do, computed by the same fold; nothing is written.

    The tree's ``before`` holds progress and status of each goal as they stand, its goals what they would be.
    """
    for draft in drafts:
        require(caller, "key_result.check_in", draft.key_result)
        _refuse(draft)
    made = [_row(caller, draft, "") for draft in drafts]
    return _fold(caller, None, made, drafts)


def withdraw_check_in(caller: Caller, row: CheckIn, reason: str = "") -> None:
    """Take a check-in back: it stays in the history, struck out, and no longer counts."""
    require(caller, "key_result.check_in", row.key_result)
    require_open(row.key_result.objective)
    if row.withdrawn_at is not None:
        raise Refused(f"{row.key} was withdrawn already.")
    with acting(caller, "check_in.withdrawn", reason=reason) as entry:
        take_back(caller, entry, [row])


def take_back(caller: Caller, entry: Entry, rows: Sequence[CheckIn]) -> None:
    """Withdraw check-ins inside somebody's action. What a correction had put right holds again."""
    for row in rows:
        row.withdrawn_at, row.supersedes = caller.now, None
        row.save(update_fields=["withdrawn_at", "supersedes"])
        entry.concern(row.key_result.key)
        record(entry, row)
    goals = list({row.key_result_id: row.key_result for row in rows}.values())
    spoken = valid_check_ins([goal.pk for goal in goals])
    for goal in goals:
        count_check_ins(goal, spoken[goal.pk])
        record(entry, goal)
    refold(caller, entry, {goal.objective_id for goal in goals}, goals)


def resolve_blocker(caller: Caller, blocker: Blocker, resolved: bool = True) -> Blocker:
    """Say that a blocker is out of the way, or that it stands again."""
    require(caller, "key_result.check_in", blocker.key_result)
    require_open(blocker.key_result.objective)
    with acting(caller, "blocker.resolved" if resolved else "blocker.reopened") as entry:
        entry.concern(blocker.key_result.key)
        set_resolved(caller, entry, blocker, resolved)
    return blocker


def set_resolved(caller: Caller, entry: Entry, blocker: Blocker, resolved: bool) -> None:
    """The resolution itself, inside somebody's action."""
    blocker.resolved_at = caller.now if resolved else None
    blocker.save(update_fields=["resolved_at"])
    record(entry, blocker)


def _refuse(draft: CheckInDraft) -> None:
    row = draft.key_result
    require_open(row.objective)
    require_in_cycle(row.objective)
    if row.archived_at is not None:
        raise Refused(f"{row.key} is archived, so it takes no check-ins: unarchive it first.")
    if draft.value is not None and not row.is_typed and row.metric_id is None:
        raise Refused(
            f"{row.key} takes its value from {PARTS[row.source]}, so none can be typed here: see to those, "
            "or say how confident you are and why.", field="value",
        )  # fmt: skip
    if draft.value is not None and row.metric_id is not None:
        raise Refused(
            f"{row.key} takes its value from its KPI, so none can be typed here: record a reading there, "
            "or say how confident you are and why.", field="value",
        )  # fmt: skip
    if row.kind == KeyResult.Kind.DONE and draft.value not in {None, 0, 1}:
        raise Refused(f"{row.key} is done or not: say yes or no.", field="value")
    require_value(draft.value, "value")
    if draft.confidence is not None and not 0 <= draft.confidence <= 10:
        raise Refused(f"A confidence of {draft.confidence} cannot stand: choose 0 to 10.", field="confidence")
    if len(draft.note) > LONGEST_NOTE:
        raise Refused(f"The note has {len(draft.note)} characters, and {LONGEST_NOTE} fit: shorten it.", field="note")
    _refuse_nothing(draft)
    _refuse_foreign(draft)
    _refuse_correction(draft)


def _refuse_nothing(draft: CheckInDraft) -> None:
    words = (draft.note.strip(), draft.blockers, draft.resolved, draft.assumptions, draft.amendment)
    if draft.value is None and draft.confidence is None and not any(words):
        raise Refused(
            f"Nothing was said about {draft.key_result.key}: give a value, confidence or note.", field="value"
        )


def _refuse_foreign(draft: CheckInDraft) -> None:
    row = draft.key_result
    if any(blocker.key_result_id != row.pk for blocker in draft.resolved):
        raise Refused(f"That blocker does not belong to {row.key}.", field="resolved")
    if any(assumption.objective_id != row.objective_id for assumption, _ in draft.assumptions):
        raise Refused(f"That assumption does not belong to {row.objective.key}.", field="assumptions")


def _refuse_correction(draft: CheckInDraft) -> None:
    old = draft.corrects
    if old is None:
        return
    if old.key_result_id != draft.key_result.pk or old.withdrawn_at is not None:
        raise Refused(f"{old.key} is not a check-in of {draft.key_result.key} that stands, so it cannot be corrected.")
    if CheckIn.objects.filter(supersedes=old).exists():
        raise Refused(f"{old.key} was corrected already: correct the later one.")


def _make(caller: Caller, drafts: Sequence[CheckInDraft]) -> list[CheckIn]:
    keys = next_keys_of(caller.workspace, {CheckIn: len(drafts)})[CheckIn]
    return [_row(caller, draft, key) for draft, key in zip(drafts, keys, strict=True)]


def _row(caller: Caller, draft: CheckInDraft, key: str) -> CheckIn:
    """The unsaved check-in. A correction speaks of the moment of what it corrects; the log knows when it came."""
    assert caller.person is not None
    return CheckIn(
        workspace=caller.workspace, key=key, key_result=draft.key_result, author=caller.person,
        at=draft.corrects.at if draft.corrects else caller.now, value=draft.value, confidence=draft.confidence,
        note=draft.note.strip(), supersedes=draft.corrects,
    )  # fmt: skip


def _fold(caller: Caller, entry: Entry | None, made: Sequence[CheckIn], drafts: Sequence[CheckInDraft]) -> Tree:
    rows = {row.key_result_id: row.key_result for row in made}
    spoken = valid_check_ins(list(rows))
    corrected = {draft.corrects.pk for draft in drafts if draft.corrects}
    for pk, row in rows.items():
        row.workspace = caller.workspace
        said = [one for one in spoken[pk] if one.pk not in corrected]
        mine = [one for one in made if one.key_result_id == pk]
        count_check_ins(row, sorted([*said, *mine], key=lambda one: one.at))
        if not row.hand_lasting:
            lift_hand(row)
    ids = {row.objective_id for row in rows.values()}
    return refold(caller, entry, ids, list(rows.values()), heard=True, lift=True)


def _tell(entry: Entry, made: Iterable[CheckIn], tree: Tree) -> None:
    for row in made:
        entry.concern(row.key_result.key)
    for row in made:
        entry.concern(tree.objectives[row.key_result.objective_id].key)
        record(entry, row)
        record(entry, row.key_result)


def _more(caller: Caller, entry: Entry, draft: CheckInDraft) -> None:
    """What else a check-in may say: blockers, assumptions, an amendment."""
    said = [new for new in draft.blockers if new.text.strip()]
    keys = next_keys_of(caller.workspace, {Blocker: len(said)})[Blocker]
    for key, new in zip(keys, said, strict=True):
        blocker = Blocker.objects.create(
            workspace=caller.workspace, key=key, key_result=draft.key_result, text=new.text.strip(),
            owner=new.owner, since=new.since or caller.today,
        )  # fmt: skip
        record(entry, blocker)
    for blocker in draft.resolved:
        set_resolved(caller, entry, blocker, True)
    for assumption, state in draft.assumptions:
        set_assumption(caller, entry, assumption, state)
    if draft.amendment is not None:
        make_amendment(caller, entry, draft.key_result, draft.amendment)
