"""``headway key-result`` and ``headway step``: key results, and the steps of milestones."""

from datetime import date

import click

from headway.okrs.access import (
    key_result_for,
    step_for,
    visible_metric_ids,
)
from headway.okrs.actions.feeding import feed_key_result
from headway.okrs.actions.steps import NewStep, add_step, finish_step
from headway.okrs.actions.turning import turn_into_move
from headway.okrs.models import KeyResult
from headway.okrs.payloads.goals import (
    check_in_out,
    key_result_out,
)
from headway.okrs.rules.targets import is_relative
from headway.okrs.typed import read_amount
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say
from headway.ui.format import amount, percent


@click.group("key-result")
def key_result() -> None:
    """Key results: show, turn into a movement, let count in a sum."""


def result_line(row: KeyResult) -> list[object]:
    """A key result as a row of a list: where it stands, what it shall reach, how far it is."""
    return [
        row.key, row.title, amount(row.current, row), "of", amount(row.target, row), percent(row.progress),
        row.get_status_display(),
    ]  # fmt: skip


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
    say(data, as_json, ["  ".join(map(str, result_line(row))), *lines])


@key_result.command("feed")
@click.argument("key")
@click.argument("parent", default="")
@as_json
@pass_caller
def feed(caller: Caller, key: str, parent: str, as_json: bool) -> None:
    """Let the key result KEY count in the sum or mean of PARENT; without one, in none."""
    row = feed_key_result(caller, key_result_for(caller, key), key_result_for(caller, parent) if parent else None)
    say(key_result_out(row, True), as_json, [f"{key} counts in {parent or 'no other key result'}."])


@key_result.command("turn")
@click.argument("key")
@click.argument("target", default="")
@as_json
@pass_caller
def turn(caller: Caller, key: str, target: str, as_json: bool) -> None:
    """Turn a baseline key result whose start is known into a movement to TARGET."""
    row = key_result_for(caller, key)
    words = target if is_relative(target) else ""
    turn_into_move(caller, row, None if words else read_amount(target, row, "target"), words)
    say(key_result_out(row, True), as_json, [f"{key} moves now."])


@click.group()
def step() -> None:
    """Steps of milestones: add, finish."""


@step.command("add")
@click.argument("key_result")
@click.argument("title")
@click.argument("due", type=DAY)
@click.option("--weight", default=1)
@as_json
@pass_caller
def add(caller: Caller, key_result: str, title: str, due: date, weight: int, as_json: bool) -> None:
    """Add a step to a milestone key result."""
    row = add_step(caller, key_result_for(caller, key_result), NewStep(title, due, weight))
    say({"key": row.key, "title": row.title}, as_json, [f"{row.key} {row.title}"])


@step.command("finish")
@click.argument("key")
@click.argument("evidence")
@as_json
@pass_caller
def finish(caller: Caller, key: str, evidence: str, as_json: bool) -> None:
    """Say that a step is done, with what shows it."""
    row = finish_step(caller, step_for(caller, key), evidence)
    say({"key": row.key, "evidence": row.evidence}, as_json, [f"{key} is done."])


COMMANDS = [key_result, step]
