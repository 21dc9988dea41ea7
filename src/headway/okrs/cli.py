"""``headway objective``, ``key-result``, ``cycle`` and ``check-in``: goals from the command line."""

from datetime import date

import click

from headway.okrs.access import cycle_for, key_result_for, objective_for, objectives_for, visible_metric_ids
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle, ensure_cycles, move_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.nudges import nudge_people
from headway.okrs.actions.objectives import NewObjective, archive_objective, create_objective
from headway.okrs.actions.scores import score_objective
from headway.okrs.alignment_cli import COMMANDS as ALIGNMENT
from headway.okrs.amendment_cli import COMMANDS as AMENDMENTS
from headway.okrs.inputs import cycle_in, person_in, unit_in
from headway.okrs.models import Cycle, KeyResult, Objective
from headway.okrs.past_cli import COMMANDS as PAST
from headway.okrs.payloads import check_in_out, cycle_out, key_result_out, nudge_out, objective_out, speaker_out
from headway.okrs.places_cli import ON_CYCLES, ON_KEY_RESULTS, ON_OBJECTIVES, PLACES
from headway.okrs.queries.heard import read_heard
from headway.okrs.rules.oneline import read_line
from headway.okrs.typed import Typed, read_amount, read_key_result
from headway.people.access import person_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.ui.format import amount, percent


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
    said = columns(_result(row) for row in rows)
    say(data, as_json, ["  ".join(map(str, _line(goal))), goal.why, *said])


def _result(row: KeyResult) -> list[object]:
    return [
        row.key, row.title, amount(row.current, row), "of", amount(row.target, row), percent(row.progress),
        row.get_status_display(),
    ]  # fmt: skip


@objective.command()
@click.argument("title")
@click.option("--why", default="")
@click.option("--owner", default="", help="Key of a person; you by default.")
@click.option("--unit", default="", help="Key of a unit; yours by default.")
@click.option("--cycle", default="", help="Key of a cycle; the running one by default.")
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
        title, person_in(caller, owner) or caller.someone, unit_in(caller, unit), cycle_in(caller, cycle), why,
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


@click.group("key-result")
def key_result() -> None:
    """Key results: show, turn into a movement, let count in a sum."""


@key_result.command("show")
@click.argument("key")
@as_json
@pass_caller
def show_key_result(caller: Caller, key: str, as_json: bool) -> None:
    """Show one key result with its last check-ins."""
    row = key_result_for(caller, key)
    said = list(row.check_ins.select_related("author", "key_result", "supersedes").order_by("-at", "-pk")[:10])
    seen = row.metric_id in visible_metric_ids(caller, [row])
    data = key_result_out(row, seen) | {"check_ins": [check_in_out(one) for one in said]}
    lines = columns([f"{one.at:%F}", one.author.name, amount(one.value, row), one.note] for one in said)
    say(data, as_json, ["  ".join(map(str, _result(row))), *lines])


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
@as_json
@pass_caller
def create_one(caller: Caller, name: str, start: date, end: date, as_json: bool) -> None:
    """Make a cycle from START to END (YYYY-MM-DD)."""
    row = create_cycle(caller, NewCycle(name, start, end))
    say(cycle_out(row), as_json, [f"{row.key} {row.name}"])


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


for group, more in ((objective, ON_OBJECTIVES), (key_result, ON_KEY_RESULTS), (cycle, ON_CYCLES)):
    for command in more:
        group.add_command(command)

COMMANDS = [objective, key_result, check_in_line, cycle, heard, nudge, *PLACES, *ALIGNMENT, *AMENDMENTS, *PAST]
