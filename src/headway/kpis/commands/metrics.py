"""``headway kpi``: list, show, make KPIs, and say what each is computed from and part of."""

from typing import Any

import click

from headway.kpis.access import kpi_for, kpis_for, metrics_for
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.kpis import NewKPI, create_kpi
from headway.kpis.actions.parts import set_parent
from headway.kpis.commands.common import SLUGS, answers_in, show_metric
from headway.kpis.inputs import metric_in
from headway.kpis.library import library
from headway.kpis.models import Aggregation, Grain, Metric
from headway.kpis.payloads import metrics as payloads
from headway.kpis.queries.explaining import formula_out
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.ui import format as numbers


def _row(caller: Caller, metric: Metric) -> list[str]:
    value = numbers.amount(metric.last_value, metric)
    return [metric.key, metric.name, metric.state_at(caller.now), value, str(metric.last_period or "")]


@click.command("list")
@click.option("--metrics", is_flag=True, help="Also what is no KPI, or was retired.")
@as_json
@pass_caller
def list_kpis(caller: Caller, metrics: bool, as_json: bool) -> None:
    """List KPIs with their state and last value."""
    seen = metrics_for(caller) if metrics else kpis_for(caller)
    rows = list(seen.select_related("owner", "unit", "parent").order_by("pk"))
    data = [payloads.metric_out(row, caller.now) for row in rows]
    say(data, as_json, columns(_row(caller, row) for row in rows) or ["There are no KPIs yet."])


@click.command()
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


@click.command()
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
    known |= answers_in(answers)
    metric = create_kpi(caller, NewKPI(new, band, known), promoted=bool(known))
    show_metric(caller, metric, as_json, f"{metric.key} {metric.name}")


@click.command("part")
@click.argument("key")
@click.argument("parent", required=False, default="")
@click.option("--as", "part", type=click.Choice(["slice", "unit"]), default="slice", show_default=True)
@as_json
@pass_caller
def make_part(caller: Caller, key: str, parent: str, part: str, as_json: bool) -> None:
    """Make a KPI a slice of PARENT, or the same measure in a unit; without PARENT it is whole by itself."""
    whole = kpi_for(caller, parent) if parent else None
    metric = set_parent(caller, kpi_for(caller, key), whole, part)
    show_metric(
        caller, metric, as_json, f"{key} is a {part} of {parent} now." if parent else f"{key} is whole by itself."
    )


@click.command("formula")
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


@click.command("library")
@click.argument("word", required=False, default="")
@as_json
def show_library(word: str, as_json: bool) -> None:
    """List the KPI library, or what has WORD in its name."""
    found = [entry for entry in library().values() if word.casefold() in entry.name.casefold()]
    data = [{"slug": entry.slug, "name": entry.name, "function": entry.function} for entry in found]
    say(data, as_json, columns([entry.slug, entry.name, entry.function] for entry in found))


COMMANDS = [list_kpis, show, create, make_part, show_or_set_formula, show_library]
