"""Phases set by hand or by another definition, as the statistics and the chart take them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from django.db.models import BigIntegerField, BooleanField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from headway.kpis.hooks import Note
from headway.kpis.models import Metric, PhaseCause, PhaseMark
from headway.kpis.rules.bands import Band
from headway.kpis.rules.phases import Mark


def marks_of(metric_ids: Sequence[int]) -> dict[int, list[Mark]]:
    """The marks of each metric in order: one statement."""
    found: dict[int, list[Mark]] = defaultdict(list)
    rows = PhaseMark.objects.filter(metric_id__in=metric_ids).order_by("start")
    for pk, start, locked in rows.values_list("metric_id", "start", "locked"):
        found[pk].append(Mark(start, locked))
    return found


def bands_and_marks(metric: Metric) -> tuple[list[Band], list[Mark]]:
    """The bands of a metric and its marks, each in order: one statement."""
    sides = [field.name for field in fields(Band)[1:]]
    none = {f"c_{name}": Cast(Value(None), BigIntegerField()) for name in sides}
    held = {f"c_{name}": F(name) for name in sides}
    yes, no = Value(True, BooleanField()), Value(False, BooleanField())
    columns = ("start", "c_locked", "c_band", *none)
    marks = metric.phase_marks.annotate(c_locked=F("locked"), c_band=no, **none).values_list(*columns)
    bands = metric.bands.annotate(start=F("valid_from"), c_locked=no, c_band=yes, **held).values_list(*columns)
    # Marks first, as the days of the whole union are read the way those of its first part are.
    rows = list(marks.order_by().union(bands.order_by(), all=True))
    of_band = sorted((Band(row[0], *row[3:]) for row in rows if row[2]), key=lambda band: band.valid_from)
    return of_band, sorted((Mark(*row[:2]) for row in rows if not row[2]), key=lambda mark: mark.start)


def phase_notes(rows: Sequence[PhaseMark]) -> list[Note]:
    """What the chart's margin says of each."""
    return [Note(row.start, heading(row), _note(row)) for row in rows]


def heading(row: PhaseMark) -> str:
    """What began, in three words."""
    if row.cause == PhaseCause.DEFINITION:
        return _("counted otherwise")
    return _("a phase, locked") if row.locked else _("a phase set by hand")


def _note(row: PhaseMark) -> str:
    who = row.set_by.name if row.set_by else "Headway"
    text = _("%(reason)s Mean and range start afresh here, says %(who)s.") % {"reason": _ended(row.reason), "who": who}
    return text + " " + _("No shift found later splits it.") if row.locked else text


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def rows_of(metric: Metric) -> list[PhaseMark]:
    """The marks of one metric with who set them, oldest first."""
    return list(metric.phase_marks.select_related("set_by").order_by("start"))
