"""``headway demo``: play the story through the same actions that people use, moment by moment."""

from datetime import UTC, datetime, time
from heapq import heappop

from django.db import transaction

from headway.activity.followers import catch_up
from headway.activity.models import Cursor
from headway.clock import read_clock
from headway.demo.aiming import aim
from headway.demo.coached import answer_the_coach
from headway.demo.deciding import do_what_is_due, forecast, plan_graduations, watch_the_loop
from headway.demo.founding import found
from headway.demo.measuring import measure
from headway.demo.setting import set_goals
from headway.demo.stage import Stage
from headway.demo.story import story
from headway.demo.telling import Say, tell_what_is_there
from headway.operations.working import jobs
from headway.people.actions.removal import remove_workspace
from headway.people.caller import Caller
from headway.people.models import Person, Workspace

FORECAST_DAYS = range(2, 45, 7)
"""How many days ago forecasts are made: once a week, and only lately. Before, no goal that runs now rests on them."""


def load_demo(reset: bool = False, say: Say = print, now: datetime | None = None) -> Workspace:
    """Load the demo company as of ``now``, all or nothing; one that is there stays, unless it is to be ``reset``.

    The worker's jobs are done as of moments long gone, so it loads only where no other workspace is: SystemExit
    says so.
    """
    now = now or read_clock()
    slug = story().workspace.slug
    if Workspace.objects.exclude(slug=slug, is_demo=True).exists():
        raise SystemExit("The demo company needs a database of its own: give another directory with --data.")
    there = Workspace.objects.filter(slug=slug).first()
    if there and not reset:
        say(f"{there.name} is here already, and nothing was changed. To load it afresh: headway demo --reset")
        return there
    with transaction.atomic():
        if there:
            say(f"Removing {there.name} as it was …")
            owner = Person.objects.get(workspace=there, persona="founder")
            remove_workspace(Caller(there, owner, now, "demo"))
        stage = _live(now, say)
    tell_what_is_there(stage, say)
    return stage.workspace


def _live(now: datetime, say: Say) -> Stage:
    say(f"Founding {story().workspace.name}: its people, units and cycles …")
    stage = found(story(), now)
    say(f"Its {len(stage.story.kpi)} KPIs, with a year of readings …")
    measure(stage)
    say("Its objectives, check-ins and decisions, month by month:")
    aim(stage)
    answer_the_coach(stage)
    set_goals(stage)
    plan_graduations(stage)
    play(stage, say)
    return stage


def play(stage: Stage, say: Say) -> None:
    """Let everything that was planned happen in its order; Headway follows, as its worker would."""
    month = ""
    day = stage.workspace.local(stage.founded).date()
    while stage.events:
        at = stage.events[0].at
        local = stage.workspace.local(at)
        if f"{local:%B %Y}" != month:
            month = f"{local:%B %Y}"
            say(f"  {month}")
        if local.date() != day:
            day = local.date()
            midnight = datetime.combine(day, time(), stage.zone).astimezone(UTC)
            do_what_is_due(midnight)
            if (stage.now - midnight).days in FORECAST_DAYS:
                forecast(midnight)
            follow(stage, midnight)
        while stage.events and stage.events[0].at <= at:
            heappop(stage.events).run(at)
        follow(stage, at)
    forecast(stage.now)
    for run in jobs().values():
        run(stage.now)
    follow(stage, stage.now)


def follow(stage: Stage, at: datetime) -> None:
    """Let Headway read on, and the people see what it asks of them; a follower that fails ends the loading."""
    catch_up(stage.workspace.pk, at)
    if failed := Cursor.objects.filter(workspace_id=stage.workspace.pk, attempts__gt=0).first():
        raise RuntimeError(f"The follower {failed.follower} failed on {at:%d %B %Y}: {failed.error}")
    watch_the_loop(stage)
