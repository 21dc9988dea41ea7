"""What the loader says on the way and at the end."""

from collections.abc import Callable

from headway.demo.stage import Stage
from headway.kpis.models import Metric, Reading
from headway.loop.models import Decision
from headway.okrs.models import CheckIn, Objective

Say = Callable[[str], object]


def tell_what_is_there(stage: Stage, say: Say) -> None:
    """One line with what was made, and one that says where to look first."""
    mine = {"workspace": stage.workspace}
    metrics = Metric.objects.filter(**mine)
    open_ones = Decision.objects.filter(**mine, answered_at=None, resolved_itself_at=None)
    say(
        f"{stage.workspace.name} is ready: {len(stage.people)} people, {metrics.count()} KPIs with "
        f"{Reading.objects.filter(metric__in=metrics).count():,} readings, "
        f"{Objective.objects.filter(**mine).count()} objectives, {CheckIn.objects.filter(**mine).count()} check-ins, "
        f"{Decision.objects.filter(**mine).count()} decisions, {open_ones.count()} of them open."
    )
    personas = sum(bool(person.persona) for person in stage.story.person)
    slug = stage.workspace.slug
    say(f"On the login page one enters as one of {personas} people with a click; the loop is at /{slug}/loop.")
