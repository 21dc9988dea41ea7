"""Helpers of every ``cli.py``: who calls, how errors are said, how results are printed."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection

from headway.clock import read_clock
from headway.people.caller import Caller
from headway.people.errors import LinesRefused, NotHere, Refused
from headway.people.models import Person, Role, Workspace
from headway.ui.parse import AmountError


class Day(click.ParamType):
    """A day of the calendar, written as 2026-11-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no day: write one like 2026-11-30.", param, ctx)


DAY = Day()
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def pass_caller(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the caller that ``--workspace`` and ``--as`` name, and say its errors in sentences."""

    @wraps(command)
    @click.pass_context
    def run(context: click.Context, /, *args: Any, **kwargs: Any) -> Any:
        chosen = context.find_root().params
        try:
            return command(find_caller(chosen.get("workspace") or "", chosen.get("person") or ""), *args, **kwargs)
        except NotHere as error:
            fail(Refused(error.said_to(" ".join(map(str, [*args, *kwargs.values()])))))
        except (Refused, AmountError) as error:
            fail(error)

    return run


def require_database() -> None:
    """Refuse where Headway was never set up: SQLite would make an empty database of any name."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not name.startswith((":memory:", "file:")) and not Path(name).exists():
        raise Refused(
            f"There is no Headway in {settings.DATA_DIR}: name the folder of your data with --data, or begin a new one "
            "there with “headway serve”."
        )


def find_caller(slug: str, person: str) -> Caller:
    """The caller for a workspace's slug and a person's e-mail or key; the only workspace and its owner by default."""
    require_database()
    workspace = _workspace(slug)
    people = Person.objects.filter(workspace=workspace, left_at=None).select_related("workspace").order_by("pk")
    if person:
        found = people.filter(email__iexact=person).first() or people.filter(key=person).first()
        if found is None:
            raise Refused(f"Nobody called “{person}” is in {workspace.slug}: give an e-mail address or a key like P-3.")
    else:
        found = people.filter(role=Role.OWNER).first()
    return Caller(workspace, found, read_clock(), "cli")


def _workspace(slug: str) -> Workspace:
    rows = list(Workspace.objects.filter(slug=slug) if slug else Workspace.objects.all()[:2])
    if len(rows) == 1:
        return rows[0]
    if slug:
        raise Refused(f"There is no workspace “{slug}” here: check --workspace and --data.")
    if rows:
        raise Refused("There are several workspaces here: choose one with --workspace.")
    raise Refused("There is no workspace here yet: run “headway serve” and open its first-run link, or check --data.")


def fail(error: Exception, code: int = 1) -> None:
    """Print the sentence (and each wrong line) to standard error and leave with ``code``."""
    click.echo(str(error), err=True)
    for line in error.errors if isinstance(error, LinesRefused) else ():
        click.echo(f"  {line}", err=True)
    sys.exit(code)


def say(data: Any, as_json: bool, lines: Sequence[str] = ()) -> None:
    """Print ``data`` as JSON, or else the plain ``lines``; that there are none is said on standard error."""
    if as_json:
        click.echo(json.dumps(data, default=str, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("There is nothing to list.", err=True)


def columns(rows: Iterable[Iterable[object]]) -> list[str]:
    """Rows as aligned lines of text."""
    table = [[str(cell) for cell in row] for row in rows]
    if not table:
        return []
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
