"""``headway kpi``: KPIs and their readings from the command line."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from headway.kpis import payloads
from headway.kpis.access import kpi_for, kpis_for, metrics_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import set_band
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.kpis import NewKPI, create_kpi
from headway.kpis.actions.parts import set_parent
from headway.kpis.actions.phases import remove_phase, set_phase
from headway.kpis.actions.readings import Recorded, record_readings
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.coarse import COARSER, coarser
from headway.kpis.commands import STATISTICS
from headway.kpis.explaining import formula_out
from headway.kpis.inputs import band_in, lines_in, metric_in, period_in
from headway.kpis.library import library
from headway.kpis.models import Aggregation, Grain, Metric
from headway.kpis.qualification import QUESTIONS
from headway.kpis.sheets.reader import Choices, read_sheet
from headway.kpis.sheets.table import decode
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say
from headway.people.errors import LinesRefused, Refused
from headway.ui import format as numbers

SLUGS = ", ".join(question.slug for question in QUESTIONS)
TOLD_BY = {"date_order": "--dates dmy or --dates mdy", "decimal_mark": "--decimals point or --decimals comma"}
"""How to say which reading of a file is meant."""


@click.group()
def kpi() -> None:
    """KPIs: list, make, record, judge."""


def _show(caller: Caller, metric: Metric, as_json: bool, said: str) -> None:
    say(payloads.metric_out(metric, caller.now), as_json, [said])


def _row(caller: Caller, metric: Metric) -> list[str]:
    value = numbers.amount(metric.last_value, metric)
    return [metric.key, metric.name, metric.state_at(caller.now), value, str(metric.last_period or "")]


@kpi.command("list")
@click.option("--metrics", is_flag=True, help="Also what is no KPI, or was retired.")
@as_json
@pass_caller
def list_kpis(caller: Caller, metrics: bool, as_json: bool) -> None:
    """List KPIs with their state and last value."""
    rows = list(
        (metrics_for(caller) if metrics else kpis_for(caller)).select_related("owner", "unit", "parent").order_by("pk")
    )
    data = [payloads.metric_out(row, caller.now) for row in rows]
    say(data, as_json, columns(_row(caller, row) for row in rows) or ["There are no KPIs yet."])


@kpi.command()
@click.argument("key")
@as_json
@pass_caller
def show(caller: Caller, key: str, as_json: bool) -> None:
    """Show one KPI with its bands and last readings."""
    metric = kpi_for(caller, key)
    bands = [payloads.band_out(metric, row) for row in metric.bands.order_by("-valid_from")]
    readings = [payloads.reading_out(metric, row) for row in metric.readings.order_by("-period")[:12]]
    data = payloads.metric_out(metric, caller.now) | {"bands": bands, "readings": readings}
    say(data, as_json, [" ".join(_row(caller, metric)), metric.definition, *columns(_short(r) for r in readings)])


def _short(reading: dict[str, Any]) -> list[object]:
    return [reading["period"], reading["value"], reading["source"]]


@kpi.command()
@click.argument("name", required=False, default="")
@click.option("--from-library", "entry", default="", help="A slug of the KPI library (see “headway kpi library”).")
@click.option("--preset", default="", help="A scenario to start from, such as service or cost.")
@click.option("--definition")
@click.option("--owner", default="", help="Key of a person, such as P-3; you by default.")
@click.option("--unit", default="", help="Key of a unit, such as U-2; yours by default.")
@click.option("--unit-kind", type=click.Choice(["number", "percent", "points", "money", "duration"]))
@click.option("--unit-label")
@click.option("--scale", type=click.IntRange(0, 6))
@click.option("--direction", type=click.Choice(["up", "down", "within"]))
@click.option("--grain", type=click.Choice(Grain.values))
@click.option("--aggregation", type=click.Choice(Aggregation.values), help="How readings come together over time.")
@click.option("--over-units", type=click.Choice(Aggregation.values), help="How units come together.")
@click.option("--percentile", type=click.IntRange(1, 9999), help="Which one, in ten-thousandths: 9500 is the 95th.")
@click.option("--cumulative", is_flag=True, default=None, help="Readings are running totals.")
@click.option("--answer", "answers", multiple=True, metavar="SLUG=TEXT", help=f"Makes it a KPI. Slugs: {SLUGS}.")
@as_json
@pass_caller
def create(caller: Caller, name: str, entry: str, answers: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Make a metric, and with answers or from the library a KPI."""
    new, band, known = metric_in(caller, {**given, "name": name or None, "library": entry})
    known |= _answers(answers)
    metric = create_kpi(caller, NewKPI(new, band, known), promoted=bool(known))
    _show(caller, metric, as_json, f"{metric.key} {metric.name}")


def _answers(pairs: tuple[str, ...]) -> dict[str, str]:
    return {slug.strip(): text for slug, _, text in (pair.partition("=") for pair in pairs)}


@kpi.command()
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


def _recorded(done: Recorded, as_json: bool) -> None:
    text = f"{done.new} new, {done.corrected} corrected, {done.unchanged} known already."
    say(vars(done), as_json, [text])


@kpi.command("import")
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


@kpi.command()
@click.argument("key")
@click.option("--lower")
@click.option("--upper")
@click.option("--amber-lower")
@click.option("--amber-upper")
@click.option("--low-response", default="")
@click.option("--high-response", default="")
@click.option("--from", "valid_from", type=DAY)
@click.option("--reason", default="")
@as_json
@pass_caller
def band(caller: Caller, key: str, reason: str, as_json: bool, valid_from: date | None, **given: Any) -> None:
    """Set the healthy band from a date on."""
    metric = kpi_for(caller, key)
    row = set_band(caller, metric, band_in({**given, "valid_from": valid_from}, metric.scale), reason=reason)
    say(payloads.band_out(metric, row), as_json, [f"{metric.key} has this band from {row.valid_from} on."])


@kpi.command("promote")
@click.argument("key")
@click.option("--answer", "answers", multiple=True, metavar="SLUG=TEXT", help=f"Slugs: {SLUGS}.")
@as_json
@pass_caller
def promote_metric(caller: Caller, key: str, answers: tuple[str, ...], as_json: bool) -> None:
    """Make a metric a KPI."""
    _show(caller, promote(caller, kpi_for(caller, key), _answers(answers)), as_json, f"{key} is a KPI now.")


@kpi.command("demote")
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def demote_kpi(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Make a KPI a metric again."""
    _show(caller, demote(caller, kpi_for(caller, key), reason), as_json, f"{key} is a metric again.")


@kpi.command("retire")
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def retire_kpi(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """End a metric; its history stays."""
    _show(caller, retire(caller, kpi_for(caller, key), reason), as_json, f"{key} is retired.")


@kpi.command("reinstate")
@click.argument("key")
@as_json
@pass_caller
def reinstate_kpi(caller: Caller, key: str, as_json: bool) -> None:
    """Take a retired metric back."""
    _show(caller, reinstate(caller, kpi_for(caller, key)), as_json, f"{key} takes readings again.")


@kpi.command("annotate")
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


@kpi.command("part")
@click.argument("key")
@click.argument("parent", required=False, default="")
@click.option("--as", "part", type=click.Choice(["slice", "unit"]), default="slice", show_default=True)
@as_json
@pass_caller
def make_part(caller: Caller, key: str, parent: str, part: str, as_json: bool) -> None:
    """Make a KPI a slice of PARENT, or the same measure in a unit; without PARENT it is whole by itself."""
    whole = kpi_for(caller, parent) if parent else None
    metric = set_parent(caller, kpi_for(caller, key), whole, part)
    _show(caller, metric, as_json, f"{key} is a {part} of {parent} now." if parent else f"{key} is whole by itself.")


@kpi.command("over-time")
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


@kpi.command("formula")
@click.argument("key")
@click.argument("formula", required=False, default=None)
@click.option("--reason", default="", help="Why it changes; needed where a formula has led to values already.")
@as_json
@pass_caller
def show_or_set_formula(caller: Caller, key: str, formula: str | None, reason: str, as_json: bool) -> None:
    """Let a KPI be computed by FORMULA, such as "K-3 / K-4 * 100"; without one, show how it is computed."""
    metric = kpi_for(caller, key)
    if formula is not None:
        metric = set_formula(caller, metric, formula, reason=reason)
    told: Any = formula_out(caller, metric)
    head = f"{key} is computed as {metric.formula}." if metric.formula else f"{key} takes readings by hand."
    say(told, as_json, [head, *columns([row["period"], row["value"] or row["why"]] for row in told["latest"])])


@kpi.command("phase")
@click.argument("key")
@click.argument("start")
@click.option("--reason", required=True, help="Why; it stands on the chart.")
@click.option("--lock", is_flag=True, help="No shift found in the data splits it.")
@click.option("--from", "moved_from", default="", help="Move the phase that begins there.")
@click.option("--remove", is_flag=True, help="Take it away instead.")
@as_json
@pass_caller
def set_the_phase(
    caller: Caller, key: str, start: str, reason: str, lock: bool, moved_from: str, remove: bool, as_json: bool
) -> None:
    """Let a phase of a KPI begin at START, move or lock one, or take it away."""
    metric = kpi_for(caller, key)
    day = period_in(metric, start, "start")
    if remove:
        remove_phase(caller, metric, day, reason)
        say({"start": day}, as_json, [f"No phase of {key} begins at {day} by hand any more."])
        return
    moved = period_in(metric, moved_from, "moved_from") if moved_from else None
    row = set_phase(caller, metric, day, reason, locked=lock, moved_from=moved)
    say(payloads.phase_out(metric, row), as_json, [f"A phase of {key} begins at {row.start}."])


@kpi.command("library")
@click.argument("word", required=False, default="")
@as_json
def show_library(word: str, as_json: bool) -> None:
    """List the KPI library, or what has WORD in its name."""
    found = [entry for entry in library().values() if word.casefold() in entry.name.casefold()]
    data = [{"slug": entry.slug, "name": entry.name, "function": entry.function} for entry in found]
    say(data, as_json, columns([entry.slug, entry.name, entry.function] for entry in found))


for command in STATISTICS:
    kpi.add_command(command)

COMMANDS = [kpi]
