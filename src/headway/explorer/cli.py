"""``headway explore``: the Explorer's tables from the command line, with the same typed filters."""

from typing import Any

import click

from headway.explorer.access import view_for
from headway.explorer.ask import MOST_ROWS, read_ask, refuse_unknown
from headway.explorer.rows import all_of, page_of, read_question
from headway.explorer.scope import Scope
from headway.explorer.setting import Setter
from headway.explorer.sheets import row_out
from headway.explorer.tables import TABLES
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.ui.format import NONE
from headway.ui.sheets import lines


@click.command()
@click.argument("table", type=click.Choice(list(TABLES)))
@click.argument("filters", nargs=-1, metavar="[NAME=TEXT]...")
@click.option("--view", default="", help="Key of a saved view to begin from.")
@click.option("--csv", "as_csv", is_flag=True, help="Print every row as CSV, safe for spreadsheets.")
@as_json
@pass_caller
def explore(caller: Caller, table: str, filters: tuple[str, ...], view: str, as_csv: bool, as_json: bool) -> None:
    """List objectives, key results or KPIs: “headway explore objectives status=at_risk progress=..50 sort=-due”."""
    found = TABLES[table]
    saved = view_for(caller, view).query if view else ""
    given: dict[str, Any] = {"limit": str(MOST_ROWS)} | dict(_pair(one, found.known) for one in filters)
    ask = read_ask(given, found.known, saved)
    question = read_question(found, ask, Scope(caller, below=ask.given.get("below") != "no"))
    setter = Setter(caller, question.since)
    if as_csv:
        rows = [row_out(setter, question, row) for row in all_of(question)]
        click.echo("".join(lines(rows[0] if rows else [], (row.values() for row in rows))), nl=False)
        return
    shown = [row_out(setter, question, row) for row in page_of(question)[0]]
    said = columns([NONE if cell is None else cell for cell in row.values()] for row in shown)
    say(shown, as_json, said or ["Nothing fits."])


def _pair(text: str, known: tuple[str, ...]) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Refused(f"“{text}” is no filter: write it as NAME=TEXT, such as status=at_risk.")
    refuse_unknown([name], known)
    return name, value


COMMANDS = [explore]
