"""A sheet as lines to record, with every slip named by line, column and value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from headway.kpis.access import metrics_for
from headway.kpis.batch import Line, find_errors
from headway.kpis.models import Metric
from headway.kpis.sheets.columns import Columns, find_columns
from headway.kpis.sheets.table import Table, read_table
from headway.kpis.sheets.values import (
    DateError,
    date_order,
    decimal_mark,
    ratio_of,
    read_date,
    read_period,
    read_value,
)
from headway.kpis.sheets.wide import is_wide, lengthened
from headway.people.access import can
from headway.people.caller import Caller
from headway.people.errors import LineError
from headway.ui.measure import COUNT
from headway.ui.parse import AmountError

Named = dict[str, list[Metric]]


@dataclass(frozen=True)
class Choices:
    """What a person said where the file does not tell: order of dates, decimal mark, whether to round."""

    date_order: str = ""
    decimal_mark: str = ""
    rounding: bool = False


@dataclass
class Sheet:
    """What a sheet holds: lines, errors, rows without a value, and questions that only a person can answer."""

    lines: list[Line] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    blank: int = 0
    asks: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return bool(self.lines) and not (self.errors or self.asks or self.problems)


def read_sheet(caller: Caller, text: str, choices: Choices, metric: Metric | None = None) -> Sheet:
    """Read a sheet of readings of one ``metric``, or of several that a column names.

    Raises ``Refused`` where the sheet as a whole cannot be read; slips in rows are listed in the result.
    """
    table = read_table(text)
    if metric is not None and (headless := _headless(table)):
        table = headless
    named = {} if metric else _by_name(caller)
    if wide := metric is None and is_wide(table, named):
        table = lengthened(table, named)
    columns = find_columns(table, needs_kpi=metric is None)
    sheet = Sheet()
    choices = _settle(sheet, table, columns, choices)
    if sheet.asks or sheet.problems:
        return sheet
    reader = _Reader(caller, columns, choices, metric or named, wide=wide)
    for number, row in table.rows:
        reader.read(sheet, number, row)
    if not sheet.errors:
        sheet.errors = find_errors(sheet.lines, caller.now)
    if not sheet.lines and not sheet.errors:
        sheet.problems.append(_("It has a head, and no row with a value under it. Add the readings and send it again."))
    return sheet


def _headless(table: Table) -> Table | None:
    """Two bare columns that begin with a date need no head."""
    if len(table.head) != 2:
        return None
    try:
        read_date(table.head[0], "dmy")
    except DateError:
        return None
    first = (table.rows[0][0] - 1 if table.rows else 1, table.head)
    return Table(["date", "value"], [first, *table.rows], table.delimiter)


def _settle(sheet: Sheet, table: Table, columns: Columns, choices: Choices) -> Choices:
    order = date_order(_column(table, columns.period))
    numbers = [at for at in (columns.value, columns.numerator, columns.denominator) if at is not None]
    mark = decimal_mark([pair for at in numbers for pair in _column(table, at)], table.delimiter)
    told = (("date_order", order, choices.date_order), ("decimal_mark", mark, choices.decimal_mark))
    for name, found, chosen in told:
        if found.problem:
            sheet.problems.append(found.problem)
        elif not found.answer and not chosen:
            sheet.asks.add(name)
    return Choices(order.answer or choices.date_order, mark.answer or choices.decimal_mark, choices.rounding)


def _column(table: Table, at: int) -> Iterable[tuple[int, str]]:
    return [(number, row[at]) for number, row in table.rows if at < len(row)]


def _by_name(caller: Caller) -> Named:
    """The metrics that a sheet can be about, by key and by name without regard to case."""
    rows = metrics_for(caller).select_related("owner", "unit").filter(retired_at=None).order_by("pk")
    found: Named = {}
    for row in rows:
        for name in {row.key.casefold(), row.name.casefold()}:
            found.setdefault(name, []).append(row)
    return found


class _Reader:
    """Reads row after row, knowing the metrics that the caller may record."""

    def __init__(
        self, caller: Caller, columns: Columns, choices: Choices, about: Metric | Named, *, wide: bool
    ) -> None:
        self.caller, self.columns, self.choices, self.wide = caller, columns, choices, wide
        self.metric = about if isinstance(about, Metric) else None
        self.named: Named = {} if isinstance(about, Metric) else about
        self.checked: dict[int, bool] = {}

    def read(self, sheet: Sheet, number: int, row: list[str]) -> None:
        """Add the row's line, or its first slip."""
        if len(row) <= self.columns.period or all(self._cell(row, at) == "" for at in self._number_columns()):
            sheet.blank += 1
            return
        try:
            sheet.lines.append(self._line(number, row))
        except _Slip as slip:
            sheet.errors.append(LineError(number, *slip.args))

    def _number_columns(self) -> list[int]:
        found = (self.columns.value, self.columns.numerator, self.columns.denominator)
        return [at for at in found if at is not None]

    def _cell(self, row: list[str], at: int | None) -> str:
        return row[at].strip() if at is not None and at < len(row) else ""

    def _line(self, number: int, row: list[str]) -> Line:
        metric = self.metric or self._metric(self._cell(row, self.columns.kpi))
        period = self._period(metric, self._cell(row, self.columns.period))
        top, bottom = (self._whole(row, name) for name in ("numerator", "denominator"))
        return Line(metric, period, self._value(metric, row, top, bottom), top, bottom, number)

    def _metric(self, name: str) -> Metric:
        found = self.named.get(name.casefold(), [])
        if not found:
            raise _Slip("kpi", name[:60], _("No KPI has this name or key: check it, or make the KPI first."))
        if len(found) > 1:
            keys = ", ".join(metric.key for metric in found)
            raise _Slip("kpi", name, _("Several KPIs are called so (%(keys)s): use the key.") % {"keys": keys})
        metric = found[0]
        if not self.checked.setdefault(metric.pk, can(self.caller, "kpi.record", metric)):
            sentence = _("You may not record %(key)s: ask %(owner)s, who owns it.")
            raise _Slip("kpi", name, sentence % {"key": metric.key, "owner": metric.owner.name})
        return metric

    def _period(self, metric: Metric, text: str) -> date:
        try:
            return read_period(text, self.choices.date_order, metric.calendar)
        except (DateError, OverflowError, ValueError) as error:
            sentence = str(error) if isinstance(error, DateError) else _("Headway keeps dates from 1900 to 2199.")
            raise _Slip("period", text[:60], sentence) from None

    def _value(self, metric: Metric, row: list[str], top: int | None, bottom: int | None) -> int:
        text = self._cell(row, self.columns.value)
        try:
            if text:
                return read_value(text, metric, self.choices.decimal_mark, self.choices.rounding)
            if top is None or bottom is None:
                raise AmountError(_("There is no value, and not both parts of a ratio: fill them in."))
            return ratio_of(top, bottom, metric)
        except AmountError as error:
            column = self._cell(row, self.columns.kpi) if self.wide else "value" if text else "denominator"
            raise _Slip(column, text[:60], str(error)) from None

    def _whole(self, row: list[str], name: str) -> int | None:
        text = self._cell(row, getattr(self.columns, name))
        if not text:
            return None
        try:
            return read_value(text, COUNT, self.choices.decimal_mark, rounding=False)
        except AmountError as error:
            raise _Slip(name, text[:60], str(error)) from None


class _Slip(Exception):
    """column, value, sentence."""
