"""KPIs and their readings from the command line: ``headway kpi``."""

import click

from headway.kpis.commands import metrics, readings, standing, statistics


@click.group()
def kpi() -> None:
    """KPIs: list, make, record, judge."""


for part in (metrics, readings, standing, statistics):
    for command in part.COMMANDS:
        kpi.add_command(command)

COMMANDS = [kpi]
