"""``headway objective``: make, show, copy, move, share and end objectives."""

import click

from headway.okrs.access import cycle_for, key_result_for, objective_for, objectives_for, visible_metric_ids
from headway.okrs.actions.cloning import clone_objective
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.mirrors import mirror_key_result
from headway.okrs.actions.objectives import NewObjective, archive_objective, create_objective
from headway.okrs.actions.postponing import postpone_objective, schedule_objective
from headway.okrs.actions.scores import score_objective
from headway.okrs.commands.cycles import RULE
from headway.okrs.commands.key_results import result_line
from headway.okrs.inputs import cycle_in, person_in, unit_in
from headway.okrs.models import Objective
from headway.okrs.payloads.goals import key_result_out, objective_out
from headway.okrs.queries.listing import cycle_for_new
from headway.okrs.typed import Typed, read_key_result
from headway.people.access import person_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.ui.format import percent


@click.group()
def objective() -> None:
    """Objectives: list, show, make, copy, move, share, score, archive."""


def _line(row: Objective) -> list[object]:
    return [row.key, row.title, row.owner.name, percent(row.progress), row.get_status_display()]


@objective.command("list")
@click.option("--cycle", default="", help="Key of a cycle; the running one by default.")
@as_json
@pass_caller
def list_objectives(caller: Caller, cycle: str, as_json: bool) -> None:
    """List the objectives of a cycle with progress and status."""
    found = cycle_in(caller, cycle)
    rows = list(
        objectives_for(caller)
        .filter(cycle=found, archived_at=None)
        .select_related("owner", "unit", "cycle", "theme")
        .order_by("pk")
    )
    lines = columns(_line(row) for row in rows) or [f"No objective is set for {found.name} yet."]
    say([objective_out(row) for row in rows], as_json, lines)


@objective.command()
@click.argument("key")
@as_json
@pass_caller
def show(caller: Caller, key: str, as_json: bool) -> None:
    """Show one objective with its key results."""
    goal = objective_for(caller, key)
    rows = list(goal.key_results.filter(archived_at=None).select_related("owner", "updater", "metric").order_by("pk"))
    for row in rows:
        row.objective = goal
    seen = visible_metric_ids(caller, rows)
    data = objective_out(goal) | {"key_results": [key_result_out(row, row.metric_id in seen) for row in rows]}
    said = columns(result_line(row) for row in rows)
    say(data, as_json, ["  ".join(map(str, _line(goal))), goal.why, *said])


@objective.command()
@click.argument("title")
@click.option("--why", default="")
@click.option("--owner", default="", help="Key of a person; you by default.")
@click.option("--unit", default="", help="Key of a unit; yours by default.")
@click.option("--cycle", default="", help="Key of a cycle; the one that holds today by default.")
@click.option("--parent", default="", help="Key of the objective that it contributes to.")
@click.option("--ambition", type=click.Choice(["committed", "aspirational", "learning"]), default="aspirational")
@click.option("--key-result", "results", multiple=True, metavar="TEXT", help="“Days to first value: 4 d -> 1 d”.")
@as_json
@pass_caller
def create(
    caller: Caller,
    title: str,
    why: str,
    owner: str,
    unit: str,
    cycle: str,
    parent: str,
    ambition: str,
    results: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make an objective with its key results."""
    new = NewObjective(
        title, person_in(caller, owner) or caller.someone, unit_in(caller, unit),
        cycle_in(caller, cycle, cycle_for_new), why,
        ambition, key_results=tuple(_new_result(text) for text in results),
        parent=objective_for(caller, parent) if parent else None,
    )  # fmt: skip
    goal = create_objective(caller, new)
    say(objective_out(goal), as_json, [f"{goal.key} {goal.title}"])


def _new_result(text: str) -> NewKeyResult:
    title, _, span = text.partition(":")
    start, arrow, end = span.replace("→", "->").partition("->")
    if not arrow:
        raise Refused(f"“{text[:60]}” cannot be read: write it like “Days to first value: 4 d -> 1 d”.")
    return read_key_result(Typed(title=title, baseline=start.strip(), target=end.strip()))


@objective.command()
@click.argument("key")
@click.argument("grade")
@click.option("--rationale", default="")
@as_json
@pass_caller
def score(caller: Caller, key: str, grade: str, rationale: str, as_json: bool) -> None:
    """Grade an objective from 0 to 1."""
    row = score_objective(caller, objective_for(caller, key), amount_in(grade, 2, "grade") or 0, rationale)
    say({"objective": key, "grade": grade, "rationale": row.rationale}, as_json, [f"{key} is graded {grade}."])


@objective.command()
@click.argument("key")
@click.option("--reason", default="")
@as_json
@pass_caller
def archive(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Take an objective out of lists and roll-ups."""
    goal = archive_objective(caller, objective_for(caller, key), reason)
    say(objective_out(goal), as_json, [f"{key} is archived; its history stays."])


@objective.command("postpone")
@click.argument("key")
@click.option("--cycle", default="", help="Key of a cycle; without one it goes into the backlog.")
@click.option("--reason", default="")
@as_json
@pass_caller
def postpone(caller: Caller, key: str, cycle: str, reason: str, as_json: bool) -> None:
    """Move an objective to another cycle, or into the backlog."""
    to = cycle_for(caller, cycle) if cycle else None
    goal = postpone_objective(caller, objective_for(caller, key), to, reason)
    say(objective_out(goal), as_json, [f"{key} is in {to.name if to else 'the backlog'} now."])


@objective.command("schedule")
@click.argument("key")
@click.argument("cycle")
@as_json
@pass_caller
def schedule(caller: Caller, key: str, cycle: str, as_json: bool) -> None:
    """Bring an idea from the backlog into a cycle."""
    to = cycle_for(caller, cycle)
    goal = schedule_objective(caller, objective_for(caller, key), to)
    say(objective_out(goal), as_json, [f"{key} is in {to.name} now."])


@objective.command("clone")
@click.argument("key")
@click.option("--cycle", default="", help="Key of a cycle; without one the copy is an idea in the backlog.")
@click.option("--title", default="")
@RULE
@as_json
@pass_caller
def clone(caller: Caller, key: str, cycle: str, title: str, rule: str, as_json: bool) -> None:
    """Copy an objective."""
    made = clone_objective(caller, objective_for(caller, key), cycle_for(caller, cycle) if cycle else None, rule, title)
    say(objective_out(made), as_json, [f"{made.key} is a copy of {key}."])


@objective.command("co-owners")
@click.argument("key")
@click.argument("persons", nargs=-1, metavar="PERSON...")
@as_json
@pass_caller
def co_owners(caller: Caller, key: str, persons: tuple[str, ...], as_json: bool) -> None:
    """Let exactly these persons look after an objective beside its owner; none leaves it to the owner."""
    goal = objective_for(caller, key)
    rows = set_co_owners(caller, goal, [person_for(caller, one) for one in persons])
    names = ", ".join(row.person.name for row in rows) or "nobody else"
    say(objective_out(goal), as_json, [f"{key} is looked after by {goal.owner.name} and {names}."])


@objective.command("mirror")
@click.argument("key")
@click.argument("key_result")
@as_json
@pass_caller
def mirror(caller: Caller, key: str, key_result: str, as_json: bool) -> None:
    """Let a KEY_RESULT of another objective count in the objective KEY, too."""
    mirror_key_result(caller, key_result_for(caller, key_result), objective_for(caller, key))
    say(objective_out(objective_for(caller, key)), as_json, [f"{key_result} counts in {key}, too."])


COMMANDS = [objective]
