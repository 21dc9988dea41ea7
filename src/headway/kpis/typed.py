"""What was typed into the board: names of cells and texts in, lines to record and errors out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from headway.hours import read_period
from headway.kpis.access import metrics_for
from headway.kpis.batch import Line
from headway.kpis.models import Metric, Reading
from headway.people.access import can
from headway.people.caller import Caller
from headway.ui import dates
from headway.ui import format as numbers
from headway.ui.parse import AmountError, parse_measure

NAME = re.compile(r"(K-\d{1,9})@(\d{4}-\d{2}-\d{2}(?:T\d{2}:00b?)?)")


@dataclass
class Typed:
    """What differs from what is stored, and what cannot be read; ``texts`` are kept to be shown again."""

    lines: list[Line] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def read_typed(caller: Caller, data: Mapping[str, str], seen: datetime | None) -> Typed:
    """Read the cells of a board. Cells that say what is stored already are left out.

    A cell whose value somebody else changed after ``seen`` is an error, so that nobody's entry is lost.
    """
    cells = _cells(data)
    metrics = _metrics(caller, {key for key, _ in cells})
    stored = _stored(metrics, cells)
    found = Typed()
    for (key, period), text in cells.items():
        name = f"{key}@{period}"
        metric = metrics.get(key)
        if metric is None:
            continue
        found.texts[name] = text
        try:
            _read_cell(found, metric, period, text, stored.get((metric.pk, period)), seen)
        except AmountError as error:
            found.errors[name] = str(error)
    return found


def _cells(data: Mapping[str, str]) -> dict[tuple[str, date], str]:
    cells = {}
    for name, text in data.items():
        if match := NAME.fullmatch(name):
            try:
                cells[match[1], read_period(match[2])] = text.strip()
            except ValueError:
                continue
    return cells


def _metrics(caller: Caller, keys: set[str]) -> dict[str, Metric]:
    rows = metrics_for(caller).filter(key__in=keys).select_related("owner", "unit")
    return {metric.key: metric for metric in rows if can(caller, "kpi.record", metric) and not metric.formula}


def _stored(metrics: Mapping[str, Metric], cells: Mapping[tuple[str, date], str]) -> dict[tuple[int, date], Reading]:
    if not cells:
        return {}
    days = [period for _, period in cells]
    rows = Reading.objects.filter(metric__in=metrics.values(), period__range=(min(days), max(days)))
    return {(row.metric_id, row.period): row for row in rows}


def _read_cell(
    found: Typed, metric: Metric, period: date, text: str, old: Reading | None, seen: datetime | None
) -> None:
    if not text and old is None:
        return
    if not text:
        raise AmountError(
            _("A reading cannot be emptied. Type the right value over it, or undo the entry in the activity.")
        )
    value = parse_measure(text, metric)
    if old is not None and value == old.value:
        return
    if old is not None and seen is not None and old.known_at > seen:
        raise AmountError(
            _("Somebody recorded %(value)s here since you opened the page, on %(day)s. Load the page again first.")
            % {"value": numbers.amount(old.value, metric), "day": dates.day(old.known_at)}
        )
    found.lines.append(Line(metric, period, value))
