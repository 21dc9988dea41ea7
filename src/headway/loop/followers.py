"""Follows the log: what turned bad asks for a decision, what came back closes one, what held may graduate.

It looks at how things stand now, not at each turn on the way, so reading rows twice changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, Model, Q, QuerySet

from headway.activity.log import body_of, keys_of
from headway.activity.models import Activity
from headway.kpis.models import Metric, State
from headway.loop.actions import opening
from headway.loop.actions.graduating import propose_by_itself
from headway.loop.actions.watching import follow_watches
from headway.loop.beside import guards_in_trouble, waits_for
from headway.loop.companions import follow_companions
from headway.loop.models import Decision, Trigger
from headway.loop.rules import due
from headway.loop.rules.standard import reached_and_held
from headway.okrs.models import Companion, KeyResult, Retrospective
from headway.people.caller import Caller, headway_itself
from headway.people.models import Workspace
from headway.people.options import options_of

OWN = ("decision.", "graduation.", "comment.", "person.", "unit.", "token.", "workspace.")
"""Verbs that move no number and no goal."""


@dataclass
class News:
    """What some rows of the log say, by key: the last row that made it worse, touched it, or found a signal of it."""

    worse: dict[str, int] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)

    def read(self, row: Activity) -> None:
        body = body_of(row)
        turned: dict[str, Any] = body["facts"].get("states", {}) | body["facts"].get("statuses", {})
        for key, change in turned.items():
            if due.worsened(change["old"], change["new"]):
                self.worse[key] = row.seq
        self.touched |= dict.fromkeys(keys_of(row, body), row.verb)
        if body["facts"].get("found"):
            self.moved[row.subject] = row.seq
        self.carried |= {key for key, image in body["images"].items() if image.get("carry") == "graduate"}

    def keys(self, prefix: str) -> list[str]:
        return [key for key in self.touched if key.startswith(f"{prefix}-")]


def follow(workspace_id: int, rows: Sequence[Activity], now: datetime) -> None:
    """Act on what ``rows`` say, as Headway itself."""
    news = News()
    for row in rows:
        if not row.verb.startswith(OWN):
            news.read(row)
    if not news.touched:
        return
    caller = headway_itself(Workspace.objects.get(pk=workspace_id), now)
    follow_metrics(caller, news)
    follow_goals(caller, news)
    follow_companions(caller, news.moved, news.keys(Metric.PREFIX), max(row.seq for row in rows))
    close_needless(caller, news)
    propose_held(caller, news)
    if numbers := news.keys(Metric.PREFIX):
        follow_watches(caller, numbers)


FOLLOWERS = {"loop": follow}


def follow_metrics(caller: Caller, news: News) -> None:
    """Open or tighten a decision for each KPI (or guardrail) that got worse and is still out of its band."""
    keys = [key for key in news.worse if key.startswith(f"{Metric.PREFIX}-")]
    if not keys:
        return
    found = Metric.objects.filter(workspace=caller.workspace, key__in=keys, state__in=[State.AMBER, State.RED])
    metrics, guards = list(found.select_related("owner", "unit").order_by("pk")), _guardrails(caller, keys)
    before = Before("metric", metrics)
    for metric in metrics:
        if metric.is_kpi or metric.pk in guards:
            trigger = Trigger.GUARDRAIL if metric.pk in guards else Trigger.BREACH
            _open_or_tighten(caller, metric, trigger, news.worse[metric.key], before)


def _guardrails(caller: Caller, keys: Iterable[str]) -> set[int]:
    """Metrics that guard an open objective that everybody may know of."""
    rows = Companion.objects.filter(
        workspace=caller.workspace, metric__key__in=keys, role=Companion.Role.GUARDRAIL, objective__private=False,
        objective__closed_at=None, objective__archived_at=None,
    )  # fmt: skip
    return set(rows.values_list("metric_id", flat=True))


def follow_goals(caller: Caller, news: News) -> None:
    """Open or tighten a decision for each key result that turned at risk or off track and still is."""
    keys = [key for key in news.worse if key.startswith(f"{KeyResult.PREFIX}-")]
    if not keys:
        return
    rows = [row for row in _live_key_results(caller).filter(key__in=keys).order_by("pk") if due.is_bad(row.status)]
    before = Before("key_result", rows)
    for row in rows:
        _open_or_tighten(caller, row, Trigger(row.status), news.worse[row.key], before)


class Before:
    """The decisions there are about some numbers or goals, read at once: those unanswered, and the last cause of any.

    ``name`` is the field of a decision that names what it is about.
    """

    def __init__(self, name: str, subjects: Sequence[Metric | KeyResult]) -> None:
        about = Decision.objects.filter(**{f"{name}__in": [subject.pk for subject in subjects]})
        unanswered = about.filter(answered_at=None, resolved_itself_at=None)
        self.unanswered: dict[int, Decision] = {
            getattr(row, f"{name}_id"): row for row in unanswered.select_related("metric", "key_result__objective")
        }
        causes = about.order_by().values_list(name).annotate(last=Max("cause"))
        self.causes: dict[int, int] = dict(causes.values_list(name, "last"))


T = TypeVar("T", bound=Model)


def if_any(rows: QuerySet[T]) -> Iterable[T]:
    """The rows, if there are some. Mostly there is none, and asking costs a tenth of building the wide statement."""
    return rows if rows.exists() else ()


def _live_key_results(caller: Caller) -> Any:
    return KeyResult.objects.filter(
        workspace=caller.workspace, archived_at=None, objective__closed_at=None, objective__archived_at=None
    ).select_related("objective__unit", "owner", "metric__owner", "metric__unit")


def _open_or_tighten(caller: Caller, subject: Metric | KeyResult, trigger: Trigger, cause: int, before: Before) -> None:
    severity = subject.state if isinstance(subject, Metric) else subject.status
    if unanswered := before.unanswered.get(subject.pk):
        if due.worsened(unanswered.severity, severity):
            kept = unanswered.trigger if isinstance(subject, Metric) else trigger
            opening.tighten_decision(caller, unanswered, kept, severity)
    elif subject.pk in before.causes and before.causes[subject.pk] >= cause:
        return
    elif isinstance(subject, Metric):
        opening.open_on_metric(caller, subject, trigger, cause)
    else:
        opening.open_on_key_result(caller, subject, trigger, cause)


def close_needless(caller: Caller, news: News) -> None:
    """Close unanswered decisions whose number or goal is well again, or is looked after no more."""
    touched = Q(metric__key__in=news.keys(Metric.PREFIX)) | Q(key_result__key__in=news.keys(KeyResult.PREFIX))
    touched |= Q(key_result__objective__key__in=news.keys("O"))
    rows = Decision.objects.filter(touched, workspace=caller.workspace, answered_at=None, resolved_itself_at=None)
    for decision in if_any(rows.select_related("metric", "key_result__objective")):
        if not still_needed(decision):
            opening.resolve_decision(caller, decision, news.touched[_key_of(decision, news)])


def still_needed(decision: Decision) -> bool:
    """Whether what a decision is about is out of its band, or off its way, and still looked after."""
    if decision.metric:
        if decision.trigger == Trigger.REGRESSION:
            return decision.metric.is_kpi  # one good reading does not undo a standard that was lost
        if decision.trigger == Trigger.GUARDRAIL and guards_in_trouble(decision.metric):
            return True
        if decision.trigger == Trigger.PLATEAU:
            return decision.metric.is_kpi and decision.metric.state == State.GREEN
        looked_after = decision.metric.is_kpi or decision.trigger == Trigger.GUARDRAIL
        return looked_after and due.is_bad(decision.metric.state)
    row = decision.key_result
    assert row is not None
    ended = row.archived_at or row.objective.closed_at or row.objective.archived_at
    if decision.trigger == Trigger.LEADING:
        return not ended and bool(waits_for(row))
    return not ended and due.is_bad(row.status)


def _key_of(decision: Decision, news: News) -> str:
    named = [decision.metric, decision.key_result, decision.key_result and decision.key_result.objective]
    return next(obj.key for obj in named if obj and obj.key in news.touched)


def propose_held(caller: Caller, news: News) -> None:
    """Propose a graduation for key results that were reached and held, and for those carried forward as such."""
    needed = options_of(caller.workspace).hold_readings
    moving = _live_key_results(caller).filter(key__in=news.keys(KeyResult.PREFIX), kind=KeyResult.Kind.MOVE)
    for row in if_any(moving.filter(graduations=None, run__gte=max(1, needed)).order_by("pk")):
        if reached_and_held(row.run, needed):
            propose_by_itself(caller, row)
    if not news.carried:
        return
    carried = Retrospective.objects.filter(workspace=caller.workspace, key__in=news.carried, carry="graduate")
    rows = KeyResult.objects.filter(objective__retrospective__in=carried, graduations=None, archived_at=None)
    counted = rows.filter(run__gte=1).exclude(kind=KeyResult.Kind.DONE)
    for row in counted.select_related("objective", "metric").order_by("pk"):
        propose_by_itself(caller, row)
