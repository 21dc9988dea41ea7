"""``headway kpi``: the healthy band, and what a metric is: a KPI or not, retired or not."""

from datetime import date
from typing import Any

import click

from headway.kpis.access import kpi_for
from headway.kpis.actions.bands import set_band
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.commands.common import SLUGS, answers_in, show_metric
from headway.kpis.inputs import band_in
from headway.kpis.payloads import metrics as payloads
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, pass_caller, say


@click.command()
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


@click.command("promote")
@click.argument("key")
@click.option("--answer", "answers", multiple=True, metavar="SLUG=TEXT", help=f"Slugs: {SLUGS}.")
@as_json
@pass_caller
def promote_metric(caller: Caller, key: str, answers: tuple[str, ...], as_json: bool) -> None:
    """Make a metric a KPI."""
    show_metric(caller, promote(caller, kpi_for(caller, key), answers_in(answers)), as_json, f"{key} is a KPI now.")


@click.command("demote")
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def demote_kpi(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Make a KPI a metric again."""
    show_metric(caller, demote(caller, kpi_for(caller, key), reason), as_json, f"{key} is a metric again.")


@click.command("retire")
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def retire_kpi(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """End a metric; its history stays."""
    show_metric(caller, retire(caller, kpi_for(caller, key), reason), as_json, f"{key} is retired.")


@click.command("reinstate")
@click.argument("key")
@as_json
@pass_caller
def reinstate_kpi(caller: Caller, key: str, as_json: bool) -> None:
    """Take a retired metric back."""
    show_metric(caller, reinstate(caller, kpi_for(caller, key)), as_json, f"{key} takes readings again.")


COMMANDS = [band, promote_metric, demote_kpi, retire_kpi, reinstate_kpi]
