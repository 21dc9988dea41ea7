"""When the demo company's numbers arrive: each morning, and before that brought along once a week."""

from datetime import date, datetime, time, timedelta

from headway.demo.goals import Decision
from headway.demo.stage import Stage
from headway.kpis.models import Metric
from headway.kpis.rules.periods import Calendar
from headway.loop.rules.due import answer_by
from headway.people.options import options_of

ARRIVES = timedelta(hours=6, minutes=2)
"""How long after a period closes its reading arrives."""
BROUGHT = (2, time(6, 2))
"""Until the numbers came by themselves, somebody brought them on Wednesdays (0 is Monday)."""
BY_ITSELF = timedelta(weeks=4)
"""Since when they come by themselves."""
SOON = timedelta(minutes=30)


def heard(stage: Stage, slug: str) -> datetime:
    """When the newest reading of a KPI came: so that the answer to what it opened is due as the story tells."""
    if slug not in stage.heard:
        rest_on_it = (told for told in stage.story.decision if told.kpi == slug and told.ago == 1 and told.is_open)
        stage.heard[slug] = next((opens(stage, told) for told in rest_on_it), stage.now)
    return stage.heard[slug]


def opens(stage: Stage, told: Decision) -> datetime:
    """When an open decision on a KPI has to open for its answer to be due then; a time of today never lies behind."""
    severity = next(kpi.now for kpi in stage.story.kpi if kpi.slug == told.kpi)
    waits = answer_by(stage.now, told.trigger, severity, options_of(stage.workspace)) - stage.now
    due = stage.moment(told.answer_by)
    if due < stage.now + SOON:
        due = stage.now + (_midnight(stage) - stage.now) / 2
    return due - waits


def _midnight(stage: Stage) -> datetime:
    tomorrow = stage.workspace.local(stage.now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), stage.zone).astimezone(stage.now.tzinfo)


def period(stage: Stage, slug: str, metric: Metric, ago: int) -> date:
    """The period of a KPI that is ``ago`` closed periods back; 1 is the newest that was read."""
    calendar = metric.calendar
    return calendar.next(calendar.last_closed(heard(stage, slug)), 1 - ago)


def arrival(stage: Stage, slug: str, metric: Metric, ago: int) -> datetime:
    """When the reading of that period arrived; never before the company took up Headway."""
    newest, at_hand = heard(stage, slug), period(stage, slug, metric, ago)
    # Hours come a day at a time, each morning, and today's as they are.
    calendar = Calendar("day", metric.timezone) if metric.grain == "hour" else metric.calendar
    at = calendar.closes_at(calendar.start_of(at_hand)) + ARRIVES
    if ago == 1 and newest < stage.now:
        return newest
    if at < stage.now - BY_ITSELF:
        at = _brought(stage, at)
    return max(stage.founded, min(at, newest))


def _brought(stage: Stage, at: datetime) -> datetime:
    weekday, clock = BROUGHT
    local = at.astimezone(stage.zone)
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    if day == local.date() and local.time() > clock:
        day += timedelta(weeks=1)
    return datetime.combine(day, clock, stage.zone).astimezone(at.tzinfo)
