"""``headway amendment``: changing what was committed, from the command line."""

import click

from headway.okrs.access import amendment_for, key_result_for
from headway.okrs.actions.amendments import accept_amendment, decline_amendment, propose_amendment
from headway.okrs.inputs import amendment_in
from headway.okrs.models import Amendment
from headway.okrs.payloads.goals import amendment_out
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.ui.format import amount


@click.group()
def amendment() -> None:
    """Amendments: list, propose, accept, decline."""


def _state(row: Amendment) -> str:
    return {None: "proposed", True: "accepted", False: "declined"}[row.accepted]


def _values(row: Amendment) -> str:
    if row.field == Amendment.Field.SHARE:
        return "a share"
    return f"{amount(row.old, row.key_result)} to {amount(row.new, row.key_result)}"


def _told(row: Amendment, as_json: bool) -> None:
    said = f"{row.key}: {row.get_field_display().lower()} of {row.key_result.key}, {_values(row)}, {_state(row)}."
    say(amendment_out(row), as_json, [said])


@amendment.command("list")
@click.argument("key_result")
@as_json
@pass_caller
def list_amendments(caller: Caller, key_result: str, as_json: bool) -> None:
    """List what was proposed of a key result, and what became of it."""
    rows = key_result_for(caller, key_result).amendments.select_related("proposed_by", "key_result").order_by("pk")
    lines = columns([[row.key, row.get_field_display(), _values(row), _state(row), row.reason] for row in rows])
    say([amendment_out(row) for row in rows], as_json, lines)


@amendment.command()
@click.argument("key_result")
@click.argument("field", type=click.Choice(["target", "baseline", "limit_lower", "limit_upper"]))
@click.argument("value")
@click.option("--reason", required=True)
@as_json
@pass_caller
def propose(caller: Caller, key_result: str, field: str, value: str, reason: str, as_json: bool) -> None:
    """Propose another target, baseline or limit; it changes nothing until it is accepted."""
    row = key_result_for(caller, key_result)
    sent = {"field": field, "new": value, "reason": reason}
    _told(propose_amendment(caller, row, amendment_in(sent, row)), as_json)


@amendment.command()
@click.argument("key")
@click.option("--reason", default="", help="Why, if it needs saying.")
@as_json
@pass_caller
def accept(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Put a proposed amendment in force; the original stays beside it."""
    _told(accept_amendment(caller, amendment_for(caller, key), reason), as_json)


@amendment.command()
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def decline(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Decline a proposed amendment, and say why."""
    _told(decline_amendment(caller, amendment_for(caller, key), reason), as_json)


COMMANDS = [amendment]
