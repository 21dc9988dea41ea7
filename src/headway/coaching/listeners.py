"""Goals are held against the mandatory patterns before they are written."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from headway.activity.log import Entry
from headway.coach import snapshot as seen
from headway.coach.finding import Finding
from headway.coach.set_patterns import all_set_patterns
from headway.coach.wording import recorded
from headway.coaching.alone import alone
from headway.coaching.lessons import lesson
from headway.coaching.telling import finding_told
from headway.coaching.typed import Typed, carry_over
from headway.kpis.hooks import promoting
from headway.kpis.models import Metric
from headway.okrs.hooks import goal_worded
from headway.okrs.models import KeyResult, Objective
from headway.okrs.refusals import key_result_at
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.options import options_of


@receiver(goal_worded, dispatch_uid="coaching.hold_goal")
def hold_goal(
    sender: type, caller: Caller, objective: Objective | None, key_results: Sequence[KeyResult], new: bool, **more: Any
) -> None:
    """Refuse an objective or key results that carry a mandatory pattern; keep what was waved away while typing."""
    carry_over(caller, more["entry"], _worded(objective, key_results))
    asked = frozenset(options_of(caller.workspace).mandatory)
    if not asked or (objective is not None and objective.in_backlog):
        return
    if objective is not None:
        _refuse(objective.title, asked, recorded(objective.title, "objective"))
    for at, row in enumerate(key_results):
        above = objective.title if objective is not None else row.objective.title
        with key_result_at(at, len(key_results)) if new else nullcontext():
            _refuse(row.title, asked, recorded(row.title, "key_result", above, row.kind))
    if new and objective is not None:
        world = alone(caller, objective, key_results, more.get("guardrails", ()))
        for finding in _in_set(world, asked):
            _refuse(objective.title, asked, [finding])


@receiver(promoting, dispatch_uid="coaching.hold_kpi")
def hold_kpi(sender: type, caller: Caller, metric: Metric, entry: Entry, **_: Any) -> None:
    """Refuse a KPI that carries a mandatory pattern; keep what was waved away while typing."""
    carry_over(caller, entry, [(metric.key, Typed(metric.name, "kpi"))])
    _refuse(metric.name, frozenset(options_of(caller.workspace).mandatory), recorded(metric.name, "kpi"))


def _worded(objective: Objective | None, key_results: Sequence[KeyResult]) -> Iterator[tuple[str, Typed]]:
    if objective is not None:
        yield objective.key, Typed(objective.title, "objective")
    for row in key_results:
        above = objective if objective is not None else row.objective
        yield row.key, Typed(row.title, "key_result", above.title, row.kind)


def _refuse(text: str, asked: frozenset[str], findings: Sequence[Finding]) -> None:
    for finding in findings:
        if finding.code in asked:
            shown = finding_told(finding)
            said = _(
                "“{text}” carries a pattern that this workspace allows in no goal: {title} (seen in: {evidence}). "
                "{why} {rewrite}"
            ).format(
                text=text, title=lesson(finding.code).title.lower(), evidence=shown.evidence.rstrip("."),
                why=shown.why, rewrite=shown.rewrite,
            )  # fmt: skip
            raise Refused(said, field="title", code="mandatory-pattern")


def _in_set(world: seen.Snapshot, asked: frozenset[str]) -> Iterator[Finding]:
    for pattern in all_set_patterns():
        if pattern.alone and pattern.code in asked:
            for one in pattern.find(world):
                yield Finding(pattern.code, one.level, one.evidence, pattern.why, one.rewrite)
