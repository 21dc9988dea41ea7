"""What the stored forecast says of a key result: its chance in words, and where its way would end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from headway.charts import Arrival
from headway.kpis.models import Forecast, Metric
from headway.okrs.chances import steps_to
from headway.okrs.judge import tells_chance
from headway.okrs.models import KeyResult
from headway.okrs.rules.progress import WHOLE, moved
from headway.people.caller import Caller
from headway.ui import dates
from headway.ui.format import amount, percent

NEVER, SURE = 10_000, 990_000


@dataclass(frozen=True)
class Told:
    """What a page says of a chance: the sentence, whether the status rests on it, how old it is, and by what."""

    sentence: str
    judges: bool
    made_at: datetime | None
    method: str
    asked: bool


def chance_text(chance: int | None) -> str:
    """34 %; never 0 or 100 %, which no forecast knows."""
    if chance is None:
        return ""
    if chance < NEVER:
        return _("under %(p)s") % {"p": percent(NEVER)}
    return _("over %(p)s") % {"p": percent(SURE)} if chance > SURE else percent(chance)


def chance_sentence(row: KeyResult, today: date) -> str:
    """Its chance of 20 % by 31 Dec is 34 %; the forecast says 17.2 %. Empty where there is no chance."""
    if row.chance is None:
        return ""
    words = {"chance": chance_text(row.chance), "day": dates.day(row.due, today)}
    if row.kind == KeyResult.Kind.CONTROL:
        return _("Its chance to stay inside its limits until %(day)s is %(chance)s.") % words
    words |= {"target": amount(row.target, row), "value": amount(row.forecast_value, row)}
    return _("Its chance of %(target)s by %(day)s is %(chance)s; the forecast says %(value)s.") % words


def told_of(caller: Caller, row: KeyResult) -> Told | None:
    """What the page of a key result on a KPI says of its chance, or of why there is none."""
    if row.metric_id is None:
        return None
    judges = row.chance is not None and tells_chance(row, caller.today)
    sentence = chance_sentence(row, caller.today) or _why_none(row, caller.today)
    return Told(sentence, judges, row.forecast_made_at, row.forecast_method, row.chance_due_at is not None)


def _why_none(row: KeyResult, today: date) -> str:
    if today > row.due:
        return _("Its time is over, so there is nothing to forecast.")
    return _("No forecast yet: it takes eight closed readings, and reaches some periods ahead.")


def arrival_of(row: KeyResult, metric: Metric, forecast: Forecast | None, today: date) -> Arrival | None:
    """Where the forecast says the way of a movement ends, as shares of the way; None where it does not reach."""
    if forecast is None or row.baseline is None or row.target is None or row.count_by != KeyResult.CountBy.LAST:
        return None
    step = steps_to(row, metric, forecast)
    if not 1 <= step <= forecast.horizon:
        return None
    low80, low50, high50, high80 = sorted(
        moved(row.baseline, row.target, forecast.at(step, p)) / WHOLE for p in (100, 250, 750, 900)
    )
    return Arrival(
        low80, low50, high50, high80, label=amount(forecast.at(step, 500), row),
        note=_("%(chance)s chance") % {"chance": chance_text(row.chance)} if row.chance is not None else "",
    )  # fmt: skip
