"""What stood at the end of a day in the past, beside now: the columns that a comparison adds to each table."""

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from headway.explorer.scope import Scope
from headway.explorer.setting import DASH, Row, Setter
from headway.explorer.tables.table import Field
from headway.kpis.models import Reading, StateChange
from headway.okrs.models import CheckIn, Status
from headway.people.doors.api import amount_out
from headway.ui.format import change
from headway.ui.measure import Plain
from headway.ui.words import word_of

Stop = tuple[str, int | None]
"""A status, and a progress in parts per million."""
StopOf = Callable[[Setter, Row], Stop | None]


def _of_the_course(setter: Setter, row: Row) -> Stop | None:
    """What was said of an objective at the end of the week of ``since``, or the last time before it."""
    assert setter.since is not None
    day = setter.since.toordinal()
    before = [stop for stop in row["course"] if int(stop[0] or 0) <= day]
    return (str(before[-1][2]), before[-1][1]) if before else None


def _of_the_word(setter: Setter, row: Row) -> Stop | None:
    """What the last check-in until then left behind."""
    return (row["then_status"], row["then_progress"]) if row["then_status"] else None


def last_word(name: str) -> Callable[[Scope], Subquery]:
    """A field of the last check-in of a key result that still counts and was sent by the end of the day."""

    def read(scope: Scope) -> Subquery:
        rows = CheckIn.objects.filter(key_result=OuterRef("pk"), withdrawn_at=None, superseded_by=None)
        return Subquery(rows.filter(at__lt=scope.then).order_by("-at", "-pk").values(name)[:1])

    return read


def _goal_columns(reads: tuple[str, ...], stop_of: StopOf) -> tuple[Field, ...]:
    def points(setter: Setter, row: Row) -> int | None:
        stop = stop_of(setter, row)
        return None if stop is None or stop[1] is None or row["progress"] is None else row["progress"] - stop[1]

    def show_points(setter: Setter, row: Row) -> SafeString:
        moved = points(setter, row)
        if moved is None:
            return DASH
        sign = "+" if moved > 0 else "\N{MINUS SIGN}" if moved < 0 else ""
        return setter.text(f"{sign}{abs(round(moved / 10_000))}")

    def percents(setter: Setter, row: Row) -> float | None:
        stop = stop_of(setter, row)
        return None if stop is None or stop[1] is None else stop[1] / 10_000

    return (
        Field("then", _("Status then"), reads,
              lambda setter, row: setter.status(stop[0]) if (stop := stop_of(setter, row)) else DASH,
              lambda setter, row: str(Status(stop[0]).label) if (stop := stop_of(setter, row)) else ""),
        Field("then_progress", _("Progress then"), reads,
              lambda setter, row: setter.percent((stop_of(setter, row) or ("", None))[1]), percents,
              css="r dim", short=_("Then")),
        Field("change", _("Change in percentage points"), (*reads, "progress"), show_points,
              lambda setter, row: None if (moved := points(setter, row)) is None else round(moved / 10_000, 2),
              css="r", short=_("Change")),
    )  # fmt: skip


of_course = _goal_columns(("course",), _of_the_course)
"""Of objectives, whose course keeps what was said of them week by week."""
of_word = _goal_columns(("then_status", "then_progress"), _of_the_word)
"""Of key results, whose check-ins keep it."""


def state_then(scope: Scope) -> Subquery:
    """The state that Headway had given a KPI by the end of the day."""
    rows = StateChange.objects.filter(metric=OuterRef("pk"), at__lt=scope.then)
    return Subquery(rows.order_by("-at", "-pk").values("new")[:1])


def value_then(scope: Scope) -> Subquery:
    """The reading of the last period that had begun by then."""
    rows = Reading.objects.filter(metric=OuterRef("pk"), period__lte=scope.since or scope.caller.today)
    return Subquery(rows.order_by("-period").values("value")[:1])


MEASURE = ("scale", "unit_kind", "unit_label")


def _moved(row: Row) -> int | None:
    return None if row["value"] is None or row["then_value"] is None else row["value"] - row["then_value"]


def _show_moved(setter: Setter, row: Row) -> Any:
    kind = "points" if row["unit_kind"] == "percent" else row["unit_kind"]
    measure = Plain(row["scale"], kind, row["unit_label"] if kind == row["unit_kind"] else "")
    return DASH if (moved := _moved(row)) is None else setter.text(change(moved, measure))


of_kpi = (
    Field("then", _("State then"), ("then_state",),
          lambda setter, row: setter.status(row["then_state"]) if row["then_state"] else DASH,
          lambda setter, row: word_of(row["then_state"]) if row["then_state"] else ""),
    Field("then_value", _("Reading then"), ("then_value", *MEASURE),
          lambda setter, row: setter.amount(row["then_value"], row),
          lambda setter, row: amount_out(row["then_value"], row["scale"]), css="r dim nb", short=_("Then")),
    Field("change", _("Change"), ("value", "then_value", *MEASURE), _show_moved,
          lambda setter, row: amount_out(_moved(row), row["scale"]), css="r nb"),
)  # fmt: skip
"""Of KPIs: their readings, and the states that they were given."""
