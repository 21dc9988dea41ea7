"""Remarks on a period of a metric: what happened, in somebody's words."""

from datetime import date

from headway.kpis.models import Annotation, Metric
from headway.kpis.rules import periods
from headway.people.access import require
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.errors import Refused

LONGEST = 500


def annotate(caller: Caller, metric: Metric, day: date, text: str) -> Annotation:
    """Pin a remark to the period that ``day`` lies in; it is numbered on the chart."""
    require(caller, "kpi.annotate", metric)
    text = text.strip()
    if not text:
        raise Refused("Write what happened: the remark is empty.", field="text")
    if len(text) > LONGEST:
        raise Refused(f"A remark holds up to {LONGEST} characters; this one has {len(text)}.", field="text")
    if not periods.FIRST <= day <= metric.calendar.present(caller.now):
        raise Refused(f"{day} lies outside of what has happened so far: check the date.", field="period")
    with acting(caller, "kpi.annotated") as entry:
        period = metric.calendar.start_of(day)
        remark = Annotation.objects.create(
            metric=metric, period=period, text=text, author=caller.someone, at=caller.now
        )
        entry.concern(metric.key)
        entry.say(period=period, text=text)
    return remark
