"""``headway demo``: play the story through the same actions that people use, moment by moment."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop

from headway.activity.followers import catch_up
from headway.clock import read_clock
from headway.demo.deciding import watch_the_loop
from headway.demo.founding import found
from headway.demo.measuring import measure
from headway.demo.setting import set_goals
from headway.demo.stage import Stage
from headway.demo.story import story
from headway.operations.working import jobs
from headway.people.models import Workspace

Say = Callable[[str], object]


def load_demo(reset: bool = False, say: Say = print, now: datetime | None = None) -> Workspace:
    """Load the demo company as of ``now``; a company that is there stays, unless it is to be ``reset``."""
    now = now or read_clock()
    there = Workspace.objects.filter(slug=story().workspace.slug, is_demo=True).first()
    if there and not reset:
        say(f"{there.name} is here already.")
        return there
    stage = found(story(), now)
    measure(stage)
    set_goals(stage)
    play(stage, say)
    say(f"{stage.workspace.name} is ready: {len(stage.people)} people, {len(stage.story.kpi)} KPIs.")
    return stage.workspace


def play(stage: Stage, say: Say) -> None:
    """Let everything that was planned happen in its order; Headway follows, as its worker would."""
    month, day = "", None
    while stage.events:
        event = heappop(stage.events)
        if f"{event.at:%B %Y}" != month:
            month = f"{event.at:%B %Y}"
            say(f"{month} …")
        if event.at.date() != day:
            day = event.at.date()
            do_what_is_due(event.at)
        event.run()
        catch_up(stage.workspace.pk, event.at)
        watch_the_loop(stage)
    do_what_is_due(stage.now)
    catch_up(stage.workspace.pk, stage.now)


def do_what_is_due(at: datetime) -> None:
    """The worker's jobs, once a day."""
    for run in jobs().values():
        run(at)
