"""Check-ins sent many at a time: one row in the log, and one fold of the whole workspace."""

from collections.abc import Mapping, Sequence

from headway.activity.log import Entry
from headway.okrs.actions.bulk import Saying
from headway.okrs.actions.statuses import lift_hand
from headway.okrs.count import count_one_more
from headway.okrs.fold import fold_tree, tell, write_tree
from headway.okrs.judge import thresholds_of
from headway.okrs.models import CheckIn, KeyResult
from headway.okrs.tree import read_workspace
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.bulk import insert_keyed
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys


def send_many_check_ins(caller: Caller, said: Mapping[str, Saying], source: str) -> list[CheckIn]:
    """Send one check-in for each key result that ``said`` names by its key, all or none.

    Each must be later than what was said of its key result before, which therefore need not be read again.
    """
    require(caller, "goals.import")
    with acting(caller, "check_ins.imported") as entry:
        entry.concern(caller.workspace.key)
        tree = read_workspace(caller.workspace.pk, to_fold=True)
        rows = [row for found in tree.key_results.values() for row in found if row.key in said]
        _refuse(caller, rows, said)
        made = _make(caller, entry, rows, said)
        today = caller.today
        heard = {row.objective_id for row in rows}
        fold_tree(tree, thresholds_of(caller), lambda goal: today, caller.now, heard)
        for one in made:
            goal = one.key_result
            one.progress, one.auto_status, one.shown = goal.progress, goal.status, goal.shown_status
        insert_keyed(made)
        tell(entry, tree, write_tree(tree, rows))
        for one in made:
            record(entry, one)
            entry.concern(one.key_result.key)
        entry.say(source=source, check_ins=len(made))
    return made


def _refuse(caller: Caller, rows: Sequence[KeyResult], said: Mapping[str, Saying]) -> None:
    if missing := sorted(said.keys() - {row.key for row in rows}):
        raise Refused(f"{missing[0]} is no key result that takes check-ins here: leave it out.")
    for row in rows:
        row.workspace = caller.workspace
        if row.checked_in_at is not None and row.checked_in_at > said[row.key].at:
            raise Refused(f"{row.key} was heard of later than that already: send its check-in by itself.")
        if said[row.key].value is not None and not row.is_typed:
            raise Refused(f"{row.key} takes its value from elsewhere: give only a confidence and a note.")
        if row.feeds_id is not None or row.count_by == KeyResult.CountBy.AVERAGE:
            raise Refused(f"{row.key} counts together with other values: send its check-in by itself.")


def _make(caller: Caller, entry: Entry, rows: Sequence[KeyResult], said: Mapping[str, Saying]) -> list[CheckIn]:
    made = []
    for key, row in zip(next_keys(caller.workspace, CheckIn, len(rows)), rows, strict=True):
        if row.hand_status and not row.hand_lasting:
            row.refresh_from_db(fields=row.get_deferred_fields())  # the log keeps all of it
            lift_hand(row)
            record(entry, row)
        one = CheckIn(workspace=caller.workspace, key=key, key_result=row, **vars(said[row.key]))
        count_one_more(row, one)
        made.append(one)
    return made
