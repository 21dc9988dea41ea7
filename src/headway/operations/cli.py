"""``headway activity``: the log from the command line."""

import click

from headway.activity import log
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, pass_caller, say


@click.group()
def activity() -> None:
    """The log: read it, verify it."""


@activity.command()
@click.option("--head", default="", help="A head kept elsewhere that must stand in this log.")
@as_json
@pass_caller
def verify(caller: Caller, head: str, as_json: bool) -> None:
    """Find any altered, removed, reordered or cut-off row; exit 1 if there is one."""
    verdict = log.verify(caller.workspace.pk, head.strip())
    whole = f"{verdict.seq} rows, unbroken. Keep this head elsewhere to check against it later:"
    say(
        {"seq": verdict.seq, "head": verdict.head, "intact": verdict.intact, "problems": verdict.problems},
        as_json,
        verdict.problems or [whole, verdict.head],
    )
    raise SystemExit(0 if verdict.intact else 1)


COMMANDS = [activity]
