"""What features above may listen to: a number's arrival, inside its transaction, and a KPI being shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.dispatch import Signal

metrics_folded = Signal()
"""Sent after metrics were folded, with ``caller``, ``entry`` (the open log entry) and ``metrics`` (a list)."""

forecast_made = Signal()
"""Sent by a worker when a forecast was renewed, with ``caller``, ``metric``, ``row`` (the stored forecast) and
``made`` (the same with its paths); both are None where readings are too few. Inside the forecast's transaction."""

targets_set = Signal()
"""Sent when a KPI's target schedule was replaced, with ``caller``, ``entry`` and ``metric``."""

promoting = Signal()
"""Sent before a metric becomes a KPI, with ``caller``, ``entry`` and ``metric``. A listener that raises
``Refused`` stops it."""

kpi_shown = Signal()
"""Sent when a KPI's page is made, with ``caller`` and ``kpi``; listeners return a :class:`Panel` or None."""


@dataclass(frozen=True)
class Note:
    """A remark for the chart: numbered in order of ``day``, its text in the margin."""

    day: date
    heading: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Panel:
    """What a feature above shows on a KPI's page. ``place`` is ``raised`` or ``decisions``."""

    place: str
    template: str
    context: dict[str, Any]
    notes: tuple[Note, ...] = ()
