"""``headway check-in``, ``heard`` and ``nudge``: the word of the week."""

import click

from headway.okrs.access import key_result_for, objective_for
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.nudges import nudge_people
from headway.okrs.models import KeyResult
from headway.okrs.payloads.goals import check_in_out, nudge_out, speaker_out
from headway.okrs.queries.heard import read_heard
from headway.okrs.rules.oneline import read_line
from headway.okrs.typed import read_amount
from headway.people.access import person_for
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.ui.format import percent


@click.command("check-in")
@click.argument("line")
@as_json
@pass_caller
def check_in_line(caller: Caller, line: str, as_json: bool) -> None:
    """Check in with one LINE: KR-14 = 4 conf 9 "Austria passed legal review"."""
    try:
        said = read_line(line)
    except ValueError as error:
        raise Refused(str(error)) from error
    row = key_result_for(caller, said.key)
    value = _value(row, said.value)
    made = check_in(caller, CheckInDraft(row, value, said.confidence, said.note))
    goal = objective_for(caller, row.objective.key)
    text = f"{row.key} is at {percent(made.progress)}, {goal.key} at {percent(goal.progress)}."
    say(check_in_out(made) | {"objective_progress": goal.progress}, as_json, [text])


def _value(row: KeyResult, text: str) -> int | None:
    words = {"yes": 1, "done": 1, "no": 0, "not yet": 0}
    if row.kind == KeyResult.Kind.DONE and text.casefold() in words:
        return words[text.casefold()]
    return read_amount(text, row, "value")


@click.command()
@as_json
@pass_caller
def heard(caller: Caller, as_json: bool) -> None:
    """List who has checked in this round, the most silent first."""
    found = read_heard(caller).speakers
    lines = columns(
        [one.person.key, one.person.name, f"{one.heard} of {one.asked}", " ".join(row.key for row in one.silent)]
        for one in found
    )
    say([speaker_out(one) for one in found], as_json, lines or ["Nobody has anything to say yet."])


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="PERSON...")
@as_json
@pass_caller
def nudge(caller: Caller, keys: tuple[str, ...], as_json: bool) -> None:
    """Ask people who have not checked in to do so, once a round."""
    made = nudge_people(caller, [person_for(caller, key) for key in keys])
    say([nudge_out(row) for row in made], as_json, [f"{row.person.name} is asked to check in." for row in made])


COMMANDS = [check_in_line, heard, nudge]
