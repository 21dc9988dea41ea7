"""The record that a change of shares in a running cycle leaves."""

from collections.abc import Mapping

from headway.activity.log import Entry
from headway.okrs.models import Amendment, Objective
from headway.people.acting import record
from headway.people.caller import Caller
from headway.people.keys import next_keys


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
