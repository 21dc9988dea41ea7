"""What programs send, as the actions take it: keys become objects, decimal numbers scaled integers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from headway.kpis.access import metrics_for
from headway.kpis.actions.bands import NewBand
from headway.kpis.actions.kpis import answers_from, band_from, lateness_of, measure_of, metric_from
from headway.kpis.actions.metrics import NewMetric
from headway.kpis.batch import Line
from headway.kpis.library import library
from headway.kpis.models import Aggregation, Direction, Grain, Metric, UnitKind
from headway.kpis.payloads.metrics import SIDES
from headway.kpis.presets import scenario_presets
from headway.kpis.sheets.values import DateError, ratio_of, read_period
from headway.people.access import person_for, unit_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.errors import LineError, LinesRefused, Refused
from headway.people.models import Person, Unit
from headway.ui.measure import Plain
from headway.ui.parse import AmountError

CHOICES = {
    "unit_kind": UnitKind, "direction": Direction, "aggregation": Aggregation, "over_units": Aggregation,
    "grain": Grain,
}  # fmt: skip


def owner_and_unit(caller: Caller, owner: str, unit: str) -> tuple[Person, Unit]:
    """The persons and units under two keys; by default the caller, and the unit they are in."""
    person = person_for(caller, owner) if owner else caller.someone
    if unit:
        return person, unit_for(caller, unit)
    units = Unit.objects.filter(workspace=caller.workspace, archived_at=None).order_by("pk")
    found = units.filter(members=person).last() or units.filter(parent=None).first()
    assert found is not None
    return person, found


def metric_in(caller: Caller, given: Mapping[str, Any]) -> tuple[NewMetric, NewBand | None, dict[str, str]]:
    """A new metric with the band and the answers it starts with, from fields, a preset or the library."""
    owner, unit = owner_and_unit(caller, given.get("owner", ""), given.get("unit", ""))
    fields = {name: value for name, value in given.items() if value is not None and name in _FIELDS}
    refuse_unknown_choices(fields)
    if slug := given.get("library"):
        entry = library().get(slug)
        if entry is None:
            raise Refused(f"The library has no KPI “{slug}”: list it to see what there is.", field="library")
        made = metric_from(caller, entry, owner, unit)
        fields = {name: value for name, value in fields.items() if name != "name" or value}
        new = replace(made, **fields)
        same_measure = (new.unit_kind, new.scale) == (made.unit_kind, made.scale)
        return new, band_from(entry) if same_measure else None, answers_from(entry, owner)
    base: dict[str, Any] = {}
    if slug := given.get("preset"):
        preset = scenario_presets().get(slug)
        if preset is None:
            raise Refused(
                f"There is no preset “{slug}”: choose one of {', '.join(scenario_presets())}.", field="preset"
            )
        base = {**measure_of(caller, preset), "lateness_hours": lateness_of(preset, fields.get("grain"))}
    return NewMetric(**(base | {"name": "", "owner": owner, "unit": unit} | fields)), None, {}


_FIELDS = set(NewMetric.__dataclass_fields__) - {"owner", "unit", "questions"}


def refuse_unknown_choices(fields: Mapping[str, Any]) -> None:
    """Refuse a word that is none of its field's choices."""
    for name, choices in CHOICES.items():
        if name in fields and fields[name] not in choices.values:
            known = ", ".join(choices.values)
            raise Refused(f"“{fields[name]}” is no {name.replace('_', ' ')}: choose one of {known}.", field=name)


def band_in(given: Mapping[str, Any], scale: int) -> NewBand:
    """A band whose limits were sent as decimal numbers."""
    limits = {name: amount_in(given.get(name), scale, name) for name in SIDES}
    rest = {n: v for n, v in given.items() if n in NewBand.__dataclass_fields__ and n not in SIDES}
    return NewBand(**(rest | limits))


def changes_in(caller: Caller, given: Mapping[str, Any]) -> dict[str, Any]:
    """Changes of a metric, with owner and unit fetched by their keys."""
    changes = {name: value for name, value in given.items() if value is not None}
    refuse_unknown_choices(changes)
    for name, door in (("owner", person_for), ("unit", unit_for)):
        if name in changes:
            changes[name] = door(caller, changes[name])
    return changes


def lines_in(caller: Caller, given: Sequence[Mapping[str, Any]], metric: Metric | None = None) -> list[Line]:
    """Readings as lines to record; raises ``LinesRefused`` naming each wrong one by its place."""
    named = {} if metric else _metrics(caller, {str(row.get("kpi", "")) for row in given})
    lines, errors = [], []
    for number, row in enumerate(given, start=1):
        try:
            lines.append(_line(metric or _found(named, str(row.get("kpi", ""))), row, number))
        except Refused as error:
            value = str(row.get(error.field, ""))
            errors.append(LineError(number, error.field, value[:60], error.message))
    if errors:
        raise LinesRefused(errors)
    return lines


def _metrics(caller: Caller, keys: set[str]) -> dict[str, Metric]:
    rows = metrics_for(caller).filter(key__in=keys).select_related("owner", "unit")
    return {metric.key: metric for metric in rows}


def _found(named: Mapping[str, Metric], key: str) -> Metric:
    if key not in named:
        raise Refused(_("There is no KPI under that key: check it."), field="kpi")
    return named[key]


def _line(metric: Metric, row: Mapping[str, Any], number: int) -> Line:
    period = period_in(metric, row.get("period", ""))
    top, bottom = row.get("numerator"), row.get("denominator")
    value = amount_in(row.get("value"), metric.scale)
    if value is None and (top is None or bottom is None):
        raise Refused(_("A reading needs a value, or numerator and denominator."), field="value")
    if value is None:
        value = _ratio(metric, int(top or 0), int(bottom or 0))
    return Line(metric, period, value, top, bottom, number)


def _ratio(metric: Metric, top: int, bottom: int) -> int:
    try:
        return ratio_of(top, bottom, Plain(metric.scale, metric.unit_kind, metric.unit_label))
    except AmountError as error:
        raise Refused(str(error), field="denominator") from None


def period_in(metric: Metric, text: object, field: str = "period") -> date:
    """The period that a day, month, week, quarter or hour given as text lies in."""
    try:
        return read_period(str(text), "dmy", metric.calendar)
    except (DateError, ValueError, OverflowError) as error:
        sentence = str(error) if isinstance(error, DateError) else _("Headway keeps dates from 1900 to 2199.")
        raise Refused(sentence, field=field) from None
