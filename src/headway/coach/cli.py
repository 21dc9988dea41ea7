"""`headway coach`: read goals and choose between KPI and OKR, on files alone and without a database."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.core import ParameterSource

from .choosing import choose_command
from .goal_files import FileError, Found, find_goals, text_of
from .jsonl import parse_lines, readings
from .judging import judge
from .report import FORMATS

_MOST_LEFT_OUT = 3


@click.group()
def coach() -> None:
    """Read goals and KPIs the way an experienced coach would."""


@coach.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line per goal (the same as --format json).")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to tell the findings of a goals file.",
)
def lint(file: Path, as_json: bool, form: str) -> None:
    """Find misuse patterns in the goals of FILE.

    FILE is goals as .yaml, .md or .csv, and then the exit code is 1 when there are findings; or it is .jsonl with
    lines {id, text[, declared, parent_objective]}, and then one JSON line is printed for each, in order. What the
    key results of an objective show together is told at that; what may be a goal and is not read as one, on
    standard error. A file that cannot be read, or holds no goals, ends with 2.
    """
    with _whole_sentences(), _no_collector():
        if file.suffix.lower() in {".jsonl", ".ndjson"}:
            _refuse_format(file, form)
            _lint_lines(file)
            return
        found = _goals_of(file)
        judged = judge(str(file), found.goals)
        for each in found.left_out:
            click.echo(f"{file}:{each.line}: left out: {each.why}.", err=True)
        click.echo(FORMATS["json" if as_json else form](judged))
    if any(each.findings for each in judged):
        raise SystemExit(1)


def _refuse_format(file: Path, form: str) -> None:
    """Refuse a format asked for where it would be ignored."""
    asked = click.get_current_context().get_parameter_source("form") is not ParameterSource.DEFAULT
    if asked and form != "json":
        raise click.UsageError(
            f"{file.name} is always answered in JSON lines, and cannot be told as {form}. Leave out --format, or give "
            "the goals as .yaml, .md or .csv."
        )


def _goals_of(file: Path) -> Found:
    """The goals of a file; one without any is an error, or a slip in its headings would pass for good goals."""
    found = find_goals(file)
    if not found.goals:
        seen = "".join(f" Left out, line {each.line}: {each.why}." for each in found.left_out[:_MOST_LEFT_OUT])
        raise FileError(
            f"{file.name} holds no goals. Put them under objectives, key results, KPIs or initiatives, "
            f"or in a column text or Key Result.{seen}"
        )
    return found


def _lint_lines(file: Path) -> None:
    statements = parse_lines(text_of(file).split("\n"))
    if not statements:
        raise FileError(f"{file.name} holds no goals. Write one a line, as an object with id and text.")
    click.echo("\n".join(readings(statements)))


class _Unreadable(click.ClickException):
    """A file that is none of goals: 2, so that it is not taken for findings."""

    exit_code = 2


@contextmanager
def _whole_sentences() -> Iterator[None]:
    try:
        yield
    except FileError as error:
        raise _Unreadable(str(error)) from error


@contextmanager
def _no_collector() -> Iterator[None]:
    """Readings hold no cycles: collecting would only cost time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


coach.add_command(choose_command)


if __name__ == "__main__":
    coach()
