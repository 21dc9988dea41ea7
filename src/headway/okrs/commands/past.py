"""``headway as-of``: goals as of a date from the command line."""

from datetime import date

import click

from headway.okrs.past import PastGoal, moment_of, objective_as_of, unit_as_of
from headway.okrs.payloads.past import past_objective_out, past_unit_out
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say
from headway.ui.format import percent


@click.command("as-of")
@click.argument("day", type=DAY)
@click.argument("key", default="")
@as_json
@pass_caller
def as_of(caller: Caller, day: date, key: str, as_json: bool) -> None:
    """Show a unit or objective as Headway showed it at the end of DAY; the company, without a KEY."""
    moment = moment_of(caller, day)
    if key.startswith("O-"):
        shown = objective_as_of(caller, moment, key)
        lines = columns(_line(goal) for goal in (shown.goal, *shown.key_results, *shown.children))
        say(past_objective_out(shown, moment), as_json, lines)
        return
    unit = unit_as_of(caller, moment, key)
    lines = [f"{unit.key}  {unit.name}", *columns(unit.units), *columns(_line(goal) for goal in unit.objectives)]
    say(past_unit_out(unit, moment), as_json, lines)


def _line(goal: PastGoal) -> list[object]:
    return [goal.key, goal.title, goal.owner, percent(goal.progress), goal.status]


COMMANDS = [as_of]
