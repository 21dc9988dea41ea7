"""``headway kpi``: what statistics say of a KPI, and what a person says of it in turn."""

from datetime import date
from typing import Any

import click

from headway.kpis.access import kpi_for, signal_for, signals_for
from headway.kpis.actions.phases import remove_phase, set_phase
from headway.kpis.actions.signals import acknowledge_signal
from headway.kpis.inputs import period_in
from headway.kpis.models import Forecast
from headway.kpis.payloads import metrics as payloads
from headway.kpis.payloads.statistics import adherence_out, dive_out
from headway.kpis.queries.adhering import adherence_of
from headway.kpis.queries.diving import dive_into
from headway.kpis.words.sentences import kept_signal_sentence
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.ui import format as numbers


@click.command("forecast")
@click.argument("key")
@as_json
@pass_caller
def show_forecast(caller: Caller, key: str, as_json: bool) -> None:
    """Show the stored forecast of a KPI: median, and the range that holds 8 times in 10."""
    metric = kpi_for(caller, key)
    row = Forecast.objects.filter(metric=metric).first()
    if row is None:
        raise Refused(f"{key} has no forecast yet: it takes eight closed readings, and a worker that runs.")
    data = payloads.forecast_out(metric, row)
    lines = columns([one["period"], one["median"], one["lo_80"], one["hi_80"]] for one in data["periods"])
    say(data, as_json, [f"Made {row.made_at:%Y-%m-%d %H:%M} from {row.readings} readings: {row.method}.", *lines])


@click.command("deep-dive")
@click.argument("key")
@as_json
@pass_caller
def show_deep_dive(caller: Caller, key: str, as_json: bool) -> None:
    """Say how a KPI stands: trend, variance, and what moved it."""
    data = dive_out(dive_into(caller, kpi_for(caller, key)))
    parts = columns([one["name"], one["before"], one["after"], one["total"]] for one in data["contributions"])
    say(data, as_json, [data["text"], *parts])


@click.command("adherence")
@click.argument("key")
@click.option("--from", "start", type=DAY, help="First day; the first reading by default.")
@click.option("--to", "end", type=DAY, help="Last day; the last closed period by default.")
@as_json
@pass_caller
def show_adherence(caller: Caller, key: str, start: date | None, end: date | None, as_json: bool) -> None:
    """Say how a KPI kept to its band: shares of readings and of time, and every breach."""
    metric = kpi_for(caller, key)
    data = adherence_out(metric, adherence_of(metric, start, end))
    told = f"{data['inside']} of {data['readings']} readings inside, {data['time_share'] or 'no'} of the time."
    rows = columns([one["start"], one["end"], one["side"], one["worst"]] for one in data["breaches"])
    say(data, as_json, [told, *rows])


@click.command("signals")
@click.argument("key")
@click.option("--withdrawn", is_flag=True, help="Also those that a correction made vanish.")
@as_json
@pass_caller
def list_signals(caller: Caller, key: str, withdrawn: bool, as_json: bool) -> None:
    """List the signals of a KPI, the latest first."""
    rows = signals_for(caller).filter(metric=kpi_for(caller, key)).order_by("-period", "pk")
    found = list(rows if withdrawn else rows.filter(withdrawn_at=None))
    lines = columns(_row(row) for row in found)
    say([payloads.signal_out(row) for row in found], as_json, lines or ["There is no signal: all of it is noise."])


def _row(row: Any) -> list[object]:
    seen = row.acknowledged_by.name if row.acknowledged_by else "-"
    return [row.key, row.period, numbers.amount(row.value, row.metric), kept_signal_sentence(row), seen, row.note]


@click.command("acknowledge")
@click.argument("signal")
@click.option("--note", default="", help="What it was; it stands on the chart.")
@as_json
@pass_caller
def acknowledge(caller: Caller, signal: str, note: str, as_json: bool) -> None:
    """Say that a SIGNAL, such as SIG-3, was seen."""
    row = acknowledge_signal(caller, signal_for(caller, signal), note)
    say(payloads.signal_out(row), as_json, [f"{row.key} of {row.metric.key} is acknowledged."])


@click.command("phase")
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


COMMANDS = [show_forecast, show_deep_dive, show_adherence, list_signals, acknowledge, set_the_phase]
