"""``headway cycle``: the periods that goals belong to."""

from datetime import date
from typing import Any

import click

from headway.okrs.access import (
    cycle_for,
    objective_for,
)
from headway.okrs.actions.cloning import StartRule, roll_over
from headway.okrs.actions.cycle_changes import change_cycle
from headway.okrs.actions.cycles import NewCycle, create_cycle, ensure_cycles, move_cycle, plan_year
from headway.okrs.models import Cycle
from headway.okrs.payloads.goals import (
    cycle_out,
    objective_out,
)
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say

RULE = click.option("--rule", type=click.Choice(StartRule.values), default="current", help="What movements start from.")


@click.group()
def cycle() -> None:
    """Cycles: list, make, move."""


@cycle.command("list")
@as_json
@pass_caller
def list_cycles(caller: Caller, as_json: bool) -> None:
    """List the cycles, the latest first."""
    rows = list(Cycle.objects.filter(workspace=caller.workspace).select_related("parent").order_by("-start", "end"))
    lines = columns([row.key, row.name, row.start, row.end, row.state] for row in rows)
    say([cycle_out(row) for row in rows], as_json, lines or ["There is no cycle yet: make the calendar's."])


@cycle.command()
@as_json
@pass_caller
def calendar(caller: Caller, as_json: bool) -> None:
    """Make the calendar's cycles that are missing."""
    rows = ensure_cycles(caller)
    say([cycle_out(row) for row in rows], as_json, [f"{row.key} {row.name}" for row in rows] or ["All are there."])


@cycle.command("create")
@click.argument("name")
@click.argument("start", type=DAY)
@click.argument("end", type=DAY)
@click.option("--parent", default="", help="The key of the cycle that it is part of, such as the year.")
@as_json
@pass_caller
def create_one(caller: Caller, name: str, start: date, end: date, parent: str, as_json: bool) -> None:
    """Make a cycle from START to END (YYYY-MM-DD)."""
    row = create_cycle(caller, NewCycle(name, start, end, cycle_for(caller, parent) if parent else None))
    say(cycle_out(row), as_json, [f"{row.key} {row.name}"])


@cycle.command()
@click.argument("key")
@click.option("--name", help="Another name.")
@click.option("--start", type=DAY, help="Another first day, YYYY-MM-DD.")
@click.option("--end", type=DAY, help="Another last day, YYYY-MM-DD.")
@click.option("--parent", help="The key of the cycle that it is part of; an empty one takes it out.")
@click.option("--reason", default="", help="Needed for other days once the cycle runs.")
@as_json
@pass_caller
def change(caller: Caller, key: str, parent: str | None, reason: str, as_json: bool, **sent: Any) -> None:
    """Change the name, the days or the parent of a cycle; goals that last as long as it go with it."""
    changes = {name: value for name, value in sent.items() if value is not None}
    if parent is not None:
        changes["parent"] = cycle_for(caller, parent) if parent else None
    row = change_cycle(caller, cycle_for(caller, key), changes, reason)
    say(cycle_out(row), as_json, [f"{row.key} {row.name}, {row.start} to {row.end}."])


@cycle.command()
@click.argument("key")
@click.argument("state", type=click.Choice(["planning", "active", "scoring", "closed"]))
@click.option("--reason", default="", help="Needed to go back, or past a step.")
@as_json
@pass_caller
def move(caller: Caller, key: str, state: str, reason: str, as_json: bool) -> None:
    """Move a cycle to another state."""
    row = move_cycle(caller, cycle_for(caller, key), state, reason)
    say(cycle_out(row), as_json, [f"{row.name} is in {row.state}."])


@cycle.command("roll-over")
@click.argument("cycle")
@click.argument("keys", nargs=-1, required=True, metavar="OBJECTIVE...")
@RULE
@as_json
@pass_caller
def roll(caller: Caller, cycle: str, keys: tuple[str, ...], rule: str, as_json: bool) -> None:
    """Let objectives go on in CYCLE, each as a copy."""
    made = roll_over(caller, [objective_for(caller, key) for key in keys], cycle_for(caller, cycle), rule)
    say([objective_out(row) for row in made], as_json, [f"{row.key} {row.title}" for row in made])


@cycle.command("year")
@click.argument("starting", type=DAY)
@click.option("--grain", type=click.Choice(["month", "quarter", "half", "year"]), default="quarter")
@as_json
@pass_caller
def year(caller: Caller, starting: date, grain: str, as_json: bool) -> None:
    """Make the fiscal year that holds STARTING (YYYY-MM-DD), with its periods."""
    rows = plan_year(caller, starting, grain)
    say([cycle_out(row) for row in rows], as_json, [f"{row.key} {row.name}" for row in rows])


COMMANDS = [cycle]
