"""The record that a change of shares in a running cycle leaves."""

from collections.abc import Mapping

from headway.activity.log import Entry
from headway.okrs.models import Amendment, KeyResult, Objective
from headway.people.acting import record
from headway.people.caller import Caller
from headway.people.keys import next_keys

AMENDED = ("baseline", "target", "limit_lower", "limit_upper")
"""What of a key result is committed to in values."""


def keep_first_limits(row: KeyResult, lower: int | None, upper: int | None) -> None:
    """Keep the limits that were committed first, once; the next count tells how many values lay inside them."""
    if row.kind == KeyResult.Kind.CONTROL and row.first_inside is None:
        row.first_lower, row.first_upper, row.first_inside = lower, upper, 0


def amended_by_shares(
    caller: Caller, entry: Entry, objective: Objective, shares: Mapping[str, int | None], reason: str
) -> None:
    """Keep each changed share of a key result as an accepted amendment, once the cycle runs."""
    if not objective.is_running or caller.person is None:
        return
    rows = [row for row in objective.key_results.filter(key__in=shares) if row.fixed_share != shares[row.key]]
    for key, row in zip(next_keys(caller.workspace, Amendment, len(rows)), rows, strict=True):
        amendment = Amendment.objects.create(
            workspace=caller.workspace, key=key, key_result=row, field=Amendment.Field.SHARE,
            old=row.fixed_share, new=shares[row.key], reason=reason.strip(), proposed_by=caller.person,
            proposed_at=caller.now, decided_by=caller.person, decided_at=caller.now, accepted=True,
        )  # fmt: skip
        record(entry, amendment)


def amended_openly(
    caller: Caller, entry: Entry, row: KeyResult, before: Mapping[str, int | None], fields: list[str]
) -> None:
    """Keep what a workspace without a freeze lets its owner change as accepted amendments."""
    names = [name for name in AMENDED if fields and before[name] != getattr(row, name)]
    if not names or caller.person is None:
        return
    keep_first_limits(row, before["limit_lower"], before["limit_upper"])
    for key, name in zip(next_keys(caller.workspace, Amendment, len(names)), names, strict=True):
        amendment = Amendment.objects.create(
            workspace=caller.workspace, key=key, key_result=row, field=name, old=before[name], new=getattr(row, name),
            reason="Changed directly: this workspace does not freeze targets.", proposed_by=caller.person,
            proposed_at=caller.now, decided_by=caller.person, decided_at=caller.now, accepted=True,
        )  # fmt: skip
        record(entry, amendment)
