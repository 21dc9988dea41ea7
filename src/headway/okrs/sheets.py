"""Pages of goals as CSV: the rows that a page shows, as numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from headway.kpis.models import Metric
from headway.okrs.models import (
    CheckIn,
    Cycle,
    Dependency,
    KeyResult,
    Objective,
    Retrospective,
    Theme,
    ThemePlan,
)
from headway.okrs.queries.heard import Speaker
from headway.okrs.queries.themes import Card
from headway.people.caller import Caller
from headway.ui.sheets import csv_answer, decimals, percentage


def sheet_of_objective(goal: Objective, rows: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    """Its key results, as :class:`Shown` tells them."""
    header = (
        _("Key"), _("Key result"), _("Owner"), _("Baseline"), _("Now"), _("Target"), _("Unit"), _("Share, %"),
        _("Progress, %"), _("Confidence"), _("Status"), _("Status by hand"),
    )  # fmt: skip
    return csv_answer(goal.key, header, (_key_result(one["goal"], one["share"]) for one in rows))


def _key_result(row: KeyResult, share: int | None) -> list[Any]:
    values = [decimals(value, row.scale) for value in (row.baseline, row.current, row.target)]
    return [
        row.key, row.title, row.owner.name, *values, row.unit_label or row.unit_kind, decimals(share, 2),
        percentage(row.progress), row.confidence, row.status, row.hand_status,
    ]  # fmt: skip


def sheet_of_key_result(caller: Caller, row: KeyResult) -> StreamingHttpResponse:
    """Everything that was said of it, the latest first."""
    header = (_("Time"), _("Author"), _("Value"), _("Progress, %"), _("Confidence"), _("Status"), _("Note"))
    said = row.check_ins.filter(withdrawn_at=None, superseded_by=None).select_related("author").order_by("-at", "-pk")
    return csv_answer(row.key, header, (_check_in(caller, row, one) for one in said.iterator()))


def _check_in(caller: Caller, row: KeyResult, one: CheckIn) -> list[Any]:
    at = caller.workspace.local(one.at).isoformat(timespec="minutes")
    return [
        at, one.author.name, decimals(one.value, row.scale), percentage(one.progress), one.confidence, one.shown,
        one.note,
    ]  # fmt: skip


def sheet_of_cycles(rows: Iterable[tuple[int, Cycle]]) -> StreamingHttpResponse:
    """Every cycle in the order of its page, with what each is part of."""
    header = (_("Key"), _("Cycle"), _("Start"), _("End"), _("State"), _("Part of"))
    return csv_answer(
        "cycles", header,
        ([one.key, one.name, one.start, one.end, one.state, one.parent.key if one.parent else ""] for _n, one in rows),
    )  # fmt: skip


def sheet_of_heard(caller: Caller, speakers: Sequence[Speaker]) -> StreamingHttpResponse:
    """Who has checked in this round, and which key results wait."""
    header = (_("Person"), _("Name"), _("Heard"), _("Asked for"), _("Waits for a word"), _("Last heard"), _("Nudged"))
    rows = (
        [
            one.person.key, one.person.name, one.heard, one.asked, " ".join(row.key for row in one.silent),
            _day(caller, one.last), _day(caller, one.nudge.at if one.nudge else None),
        ]
        for one in speakers
    )  # fmt: skip
    return csv_answer("check-ins", header, rows)


def _day(caller: Caller, at: Any) -> str | None:
    return None if at is None else caller.workspace.local(at).date().isoformat()


def sheet_of_lessons(found: Iterable[Retrospective]) -> StreamingHttpResponse:
    """What was learned, one objective a row."""
    header = (
        _("Objective"), _("Title"), _("Cycle"), _("Owner"), _("Lessons"), _("Stood in the way"), _("Did not hold"),
        _("Becomes"),
    )  # fmt: skip
    rows = (
        [
            one.objective.key, one.objective.title, one.objective.cycle.name if one.objective.cycle else None,
            one.objective.owner.name, one.lessons, one.blockers, one.missed_assumptions, one.carry,
        ]
        for one in found
    )  # fmt: skip
    return csv_answer("lessons", header, rows)


def sheet_of_themes(caller: Caller, cards: Iterable[Card]) -> StreamingHttpResponse:
    """Every theme with the KPIs and objectives under it."""
    header = (
        _("Theme"), _("Title"), _("Sponsor"), _("From"), _("Until"), _("Next review"), _("Key"), _("KPI or objective"),
        _("Where"), _("Now"), _("Progress, %"), _("Status"),
    )  # fmt: skip
    return csv_answer("themes", header, (row for card in cards for row in _under(caller, card)))


def sheet_of_theme(theme: Theme, plans: Iterable[ThemePlan]) -> StreamingHttpResponse:
    """The lines of its capital allocation and hiring plan: what was planned, what it came to."""
    header = (_("Key"), _("Plan"), _("For what"), _("Planned"), _("Actual"), _("Still open"))
    return csv_answer(theme.key, header, map(_plan, plans))


def _plan(row: ThemePlan) -> list[Any]:
    open_ = None if row.actual is None else row.planned - row.actual
    amounts = (decimals(value, row.scale) for value in (row.planned, row.actual, open_))
    return [row.key, row.get_kind_display(), row.name, *amounts]


def sheet_of_dependencies(cycle: Cycle, rows: Iterable[Dependency]) -> StreamingHttpResponse:
    """What units need of each other in a cycle, with each answer."""
    header = (
        _("Key"), _("Unit that is asked"), _("Need"), _("Needed by"), _("Unit that asks"), _("Key result"), _("Title"),
        _("State"), _("Day promised or possible"), _("Answered by"), _("Reason"),
    )  # fmt: skip
    return csv_answer(f"dependencies-{cycle.key}", header, map(_dependency, rows))


def _dependency(row: Dependency) -> list[Any]:
    result = row.key_result
    return [
        row.key, row.unit.name, row.need, row.needed_by, result.objective.unit.name, result.key, result.title,
        row.state, row.promised_on, row.answered_by.name if row.answered_by else None, row.reason,
    ]  # fmt: skip


def _under(caller: Caller, card: Card) -> Iterable[list[Any]]:
    theme = card.theme
    head = [theme.key, theme.title, theme.sponsor.name, theme.start, theme.end, card.review_due]
    yield from ([*head, *_of_kpi(caller, metric)] for metric in card.kpis)
    yield from ([*head, *_of_goal(goal)] for goal in card.objectives)
    if not (card.kpis or card.objectives):
        yield [*head, *[None] * 6]


def _of_kpi(caller: Caller, metric: Metric) -> list[Any]:
    state = metric.state_at(caller.now)
    return [metric.key, metric.name, _("KPI"), decimals(metric.judged_value, metric.scale), None, state]


def _of_goal(goal: Objective) -> list[Any]:
    cycle = goal.cycle.name if goal.cycle else None
    return [goal.key, goal.title, cycle, None, percentage(goal.progress), goal.status]
