"""Answering what KPIs are in a cycle."""

from collections.abc import Mapping as Answers

from headway.coaching.mapping import Answer
from headway.coaching.models import Mapping
from headway.kpis.models import Metric
from headway.okrs.models import Cycle, CycleState
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys


def map_kpis(caller: Caller, cycle: Cycle, answers: Answers[Metric, Answer]) -> int:
    """Keep what KPIs are in a cycle, in part where only a part is answered; returns how many answers are new or other
    than before.
    """
    if cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: what its KPIs were is history.")
    for metric, answer in answers.items():
        require(caller, "kpi.change", metric)
        if answer == Answer():
            raise Refused(
                f"Nothing is answered of {metric.key}: say whether the team can move it in {cycle.name}, or whether it "
                "is the final result."
            )
    known = {row.metric_id: row for row in Mapping.objects.filter(cycle=cycle, metric__in=answers).select_related("by")}
    before = {pk: Answer(row.movable, row.final) for pk, row in known.items()}
    now = {metric: answer.after(before.get(metric.pk, Answer())) for metric, answer in answers.items()}
    changed = [(metric, answer) for metric, answer in now.items() if before.get(metric.pk) != answer]
    if not changed:
        return 0
    with acting(caller, "kpis.mapped") as entry:
        keys = iter(next_keys(caller.workspace, Mapping, sum(metric.pk not in known for metric, _ in changed) or 1))
        for metric, answer in changed:
            row = known.get(metric.pk) or Mapping(
                workspace=caller.workspace, key=next(keys), metric=metric, cycle=cycle
            )
            row.metric, row.cycle, row.by, row.at = metric, cycle, caller.someone, caller.now
            row.movable, row.final = answer.movable, answer.final
            row.save()
            entry.concern(metric.key)
            record(entry, row)
        entry.concern(cycle.key)
        entry.say(lines=len(changed))
    return len(changed)
