"""``headway alignment`` and ``headway dependency``: the goal graph from the command line."""

from datetime import date

import click

from headway.okrs.access import cycle_for, dependencies_for, dependency_for, key_result_for, objective_for
from headway.okrs.actions.alignments import align, move_under, unalign
from headway.okrs.actions.dependencies import (
    NewDependency,
    accept_dependency,
    decline_dependency,
    deliver_dependency,
    request_dependency,
    withdraw_dependency,
)
from headway.okrs.actions.reviews import hold_review, skip_review
from headway.okrs.inputs import cycle_in, edge_in
from headway.okrs.models import Alignment, Dependency
from headway.okrs.payloads.alignments import NAMED, alignment_out, dependency_out, review_out
from headway.people.access import unit_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say

KIND = click.Choice(["contributes", "supports"])


@click.group()
def alignment() -> None:
    """Alignment: add, move, remove, and what of a cycle stands in its own way."""


def _edge(row: Alignment, as_json: bool) -> None:
    data = {"child": row.child.key, "parent": row.parent.key, "kind": row.kind}
    say(data, as_json, [f"{row.child.key} {row.kind} to {row.parent.key}."])


@alignment.command()
@click.argument("child")
@click.argument("parent")
@click.option("--kind", type=KIND, default="contributes", show_default=True)
@click.option("--share", help="A fraction such as 0.4; an even part by default.")
@as_json
@pass_caller
def add(caller: Caller, child: str, parent: str, kind: str, share: str | None, as_json: bool) -> None:
    """Let CHILD contribute to PARENT, or support it; aligned already, kind and share change."""
    edge = align(
        caller, objective_for(caller, child), objective_for(caller, parent), kind, amount_in(share, 4, "share")
    )
    _edge(edge, as_json)


@alignment.command()
@click.argument("child")
@click.argument("parent")
@click.argument("to")
@click.option("--kind", type=KIND, default=None, help="As it was by default.")
@as_json
@pass_caller
def move(caller: Caller, child: str, parent: str, to: str, kind: str | None, as_json: bool) -> None:
    """Move CHILD, with all below it, from under PARENT to under TO."""
    edge = edge_in(caller, child, parent)
    goal = move_under(caller, edge, objective_for(caller, to), kind or "")
    say({"child": goal.key, "parent": to}, as_json, [f"{goal.key} stands under {to}."])


@alignment.command()
@click.argument("child")
@click.argument("parent")
@pass_caller
def remove(caller: Caller, child: str, parent: str) -> None:
    """Take CHILD from under PARENT."""
    unalign(caller, edge_in(caller, child, parent))
    click.echo(f"{child} no longer stands under {parent}.")


@alignment.command()
@click.option("--cycle", default="", help="Key of a cycle; the running one by default.")
@as_json
@pass_caller
def check(caller: Caller, cycle: str, as_json: bool) -> None:
    """Show conflicts, goals under nothing, and the reviews of a cycle."""
    data = alignment_out(caller, cycle_in(caller, cycle))
    lines = columns([one["kind"], one["about"], ", ".join(one["keys"])] for one in data["conflicts"])
    lines += [f"{one['key']} {one['title']}: stands under nothing." for one in data["orphans"]]
    lines += [f"{one['on']}: review {'held' if one['held'] else 'left out'}. {one['note']}" for one in data["reviews"]]
    say(data, as_json, lines or ["No conflict, nothing alone, and no review on record."])


@alignment.command()
@click.argument("cycle")
@click.option("--skip", is_flag=True, help="It is left out; takes a note.")
@click.option("--note", default="", help="What came of it, or why it is left out.")
@click.option("--on", type=DAY, help="When it was held; today by default.")
@as_json
@pass_caller
def review(caller: Caller, cycle: str, skip: bool, note: str, on: date | None, as_json: bool) -> None:
    """Write down that the alignment review of CYCLE was held, or is left out."""
    found = cycle_for(caller, cycle)
    made = skip_review(caller, found, note) if skip else hold_review(caller, found, note, on)
    say(review_out(made), as_json, [f"The review of {found.name} is {'left out' if skip else 'held'}, on record."])


@click.group()
def dependency() -> None:
    """Dependencies: what units need of each other."""


def _told(row: Dependency, as_json: bool) -> None:
    say(dependency_out(row), as_json, [f"{row.key} {row.need}: {row.state}"])


@dependency.command("list")
@click.option("--unit", default="", help="Key of the unit that is asked.")
@click.option("--open", "is_open", is_flag=True, help="Only those without an answer.")
@as_json
@pass_caller
def list_dependencies(caller: Caller, unit: str, is_open: bool, as_json: bool) -> None:
    """List what units need of each other."""
    rows = dependencies_for(caller).select_related(*NAMED).order_by("needed_by", "pk")
    rows = rows.filter(unit=unit_for(caller, unit)) if unit else rows
    found = list(rows.filter(answered_at=None, withdrawn_at=None) if is_open else rows)
    lines = columns([row.key, row.key_result.key, row.unit.name, row.need, row.needed_by, row.state] for row in found)
    say([dependency_out(row) for row in found], as_json, lines or ["No unit has asked another for anything."])


@dependency.command("request")
@click.argument("key_result")
@click.argument("unit")
@click.argument("need")
@click.option("--by", type=DAY, required=True, help="The day by which it is needed.")
@as_json
@pass_caller
def ask(caller: Caller, key_result: str, unit: str, need: str, by: date, as_json: bool) -> None:
    """Ask UNIT for what KEY_RESULT needs."""
    new = NewDependency(unit_for(caller, unit), need, by)
    _told(request_dependency(caller, key_result_for(caller, key_result), new), as_json)


@dependency.command()
@click.argument("key")
@click.option("--on", type=DAY, help="The promised day; the asked one by default.")
@click.option("--note", default="")
@as_json
@pass_caller
def accept(caller: Caller, key: str, on: date | None, note: str, as_json: bool) -> None:
    """Promise what is needed."""
    _told(accept_dependency(caller, dependency_for(caller, key), on, note), as_json)


@dependency.command()
@click.argument("key")
@click.option("--reason", required=True)
@click.option("--possible-on", type=DAY, help="The day from which it would be possible.")
@as_json
@pass_caller
def decline(caller: Caller, key: str, reason: str, possible_on: date | None, as_json: bool) -> None:
    """Say no, with the reason."""
    _told(decline_dependency(caller, dependency_for(caller, key), reason, possible_on), as_json)


@dependency.command()
@click.argument("key")
@as_json
@pass_caller
def deliver(caller: Caller, key: str, as_json: bool) -> None:
    """Say that what was promised is there."""
    _told(deliver_dependency(caller, dependency_for(caller, key)), as_json)


@dependency.command()
@click.argument("key")
@click.option("--reason", default="")
@as_json
@pass_caller
def withdraw(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Take a request back."""
    _told(withdraw_dependency(caller, dependency_for(caller, key), reason), as_json)


COMMANDS = [alignment, dependency]
