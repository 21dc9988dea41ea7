"""``headway kpi``: readings, typed or from a file, with remarks on them, and by a coarser grain."""

from pathlib import Path

import click

from headway.kpis.access import kpi_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.readings import Recorded, record_readings
from headway.kpis.inputs import lines_in, period_in
from headway.kpis.payloads import metrics as payloads
from headway.kpis.queries.coarse import COARSER, coarser
from headway.kpis.sheets.reader import Choices, read_sheet
from headway.kpis.sheets.table import decode
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import LinesRefused, Refused
from headway.ui import format as numbers

TOLD_BY = {"date_order": "--dates dmy or --dates mdy", "decimal_mark": "--decimals point or --decimals comma"}
"""How to say which reading of a file is meant."""


@click.command()
@click.argument("key")
@click.argument("period")
@click.argument("value")
@click.option("--reason", default="")
@as_json
@pass_caller
def record(caller: Caller, key: str, period: str, value: str, reason: str, as_json: bool) -> None:
    """Record VALUE for the PERIOD that a day, month, week or quarter lies in."""
    lines = lines_in(caller, [{"period": period, "value": value}], kpi_for(caller, key))
    _recorded(record_readings(caller, lines, source="cli", reason=reason), as_json)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kpi", "key", default="", help="The KPI that the whole file is about.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), default=None, help="Where day and month could be swapped.")
@click.option("--decimals", type=click.Choice(["point", "comma"]), default=None, help="Where 1,234 could be either.")
@click.option("--round", "rounding", is_flag=True, help="Round values to the decimals that each KPI keeps.")
@click.option("--dry-run", is_flag=True, help="Only say what would be recorded.")
@as_json
@pass_caller
def import_file(
    caller: Caller,
    file: Path,
    key: str,
    dates: str | None,
    decimals: str | None,
    rounding: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record the readings of a CSV FILE, all or none."""
    marks = {"point": ".", "comma": ",", None: ""}
    metric = kpi_for(caller, key) if key else None
    sheet = read_sheet(caller, decode(file.read_bytes()), Choices(dates or "", marks[decimals], rounding), metric)
    if sheet.errors:
        raise LinesRefused(sheet.errors)
    if sheet.problems:
        raise Refused(sheet.problems[0])
    if sheet.asks:
        told = " and ".join(TOLD_BY[ask] for ask in sorted(sheet.asks))
        raise Refused(f"Nothing was recorded, because the file can be read in two ways. Say {told}.")
    if dry_run:
        say(
            {"readings": len(sheet.lines), "blank": sheet.blank},
            as_json,
            [f"{len(sheet.lines)} readings would be recorded."],
        )
        return
    _recorded(record_readings(caller, sheet.lines, source="csv", reason=file.name), as_json)


def _recorded(done: Recorded, as_json: bool) -> None:
    text = f"{done.new} new, {done.corrected} corrected, {done.unchanged} known already."
    say(vars(done), as_json, [text])


@click.command("annotate")
@click.argument("key")
@click.argument("period")
@click.argument("text")
@as_json
@pass_caller
def annotate_kpi(caller: Caller, key: str, period: str, text: str, as_json: bool) -> None:
    """Pin a remark to a period."""
    metric = kpi_for(caller, key)
    row = annotate(caller, metric, period_in(metric, period), text)
    say(payloads.annotation_out(metric, row), as_json, [f"Noted for {row.period}."])


@click.command("over-time")
@click.argument("key")
@click.option(
    "--grain", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month", show_default=True
)
@as_json
@pass_caller
def show_over_time(caller: Caller, key: str, grain: str, as_json: bool) -> None:
    """Show the readings of a KPI by a coarser grain, each by its own aggregation."""
    metric = kpi_for(caller, key)
    if grain not in COARSER.get(metric.grain, ()):
        raise Refused(f"{key} counts by {metric.grain}: choose a coarser grain, such as year.", field="grain")
    rows = coarser(caller, metric, grain)
    data = [
        {"period": row.period, "value": row.amount.value, "refused": row.amount.refused, "readings": row.count}
        for row in rows
    ]
    told = [[row.period, numbers.amount(row.amount.value, metric) if not row.amount.refused else row.amount.refused,
             row.count] for row in rows]  # fmt: skip
    say(data, as_json, columns(told))


COMMANDS = [record, import_file, annotate_kpi, show_over_time]
