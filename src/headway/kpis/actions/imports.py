"""Sheets that were sent: kept until somebody looked at them and said yes."""

from django.db import transaction

from headway.kpis.access import kpi_for
from headway.kpis.actions.readings import Recorded, record_readings
from headway.kpis.models import Metric, ReadingImport
from headway.kpis.sheets.reader import Choices, Sheet, read_sheet
from headway.people.access import require
from headway.people.caller import Caller
from headway.people.errors import LinesRefused, Refused
from headway.people.keys import next_key


def keep_sheet(caller: Caller, text: str, name: str = "", metric: Metric | None = None) -> ReadingImport:
    """Keep a sheet to be looked at. Nothing is recorded yet, so there is nothing to log either."""
    require(caller, "kpi.record", metric) if metric else require(caller, "kpi.create")
    read_sheet(caller, text, Choices(), metric)  # a sheet that cannot be read at all is refused at once
    with transaction.atomic():
        return ReadingImport.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, ReadingImport), metric=metric, text=text,
            name=name[:120], sent_by=caller.someone, sent_at=caller.now,
        )  # fmt: skip


def read_kept(caller: Caller, sheet: ReadingImport, choices: Choices) -> Sheet:
    """What a kept sheet would record."""
    metric = kpi_for(caller, sheet.metric.key) if sheet.metric else None
    return read_sheet(caller, sheet.text, choices, metric)


def record_kept(caller: Caller, sheet: ReadingImport, choices: Choices) -> Recorded:
    """Record a kept sheet, whole or not at all, and forget it."""
    found = read_kept(caller, sheet, choices)
    if found.errors:
        raise LinesRefused(found.errors)
    if not found.ready:
        raise Refused("The sheet leaves a question open: answer it first.")
    with transaction.atomic():
        done = record_readings(caller, found.lines, source="csv", reason=sheet.name)
        sheet.delete()
    return done
