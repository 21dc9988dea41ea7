"""What waits for a person: one query set each, which Home lists and the contents count."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from headway.kpis.access import kpis_for, metrics_for
from headway.kpis.models import Metric
from headway.loop.access import decisions_for, graduations_for
from headway.loop.models import Choice, Decision, Graduation
from headway.okrs.access import dependencies_for, key_results_for, objectives_for, themes_for
from headway.okrs.models import (
    Cycle,
    CycleState,
    Dependency,
    KeyResult,
    Nudge,
    Objective,
    Score,
    Status,
    Theme,
    ThemeReview,
)
from headway.okrs.queries.themes import HALF_YEAR
from headway.okrs.rounds import round_of
from headway.people.access import READ_ALL
from headway.people.caller import Caller
from headway.people.models import Comment, Role, Unit
from headway.rituals.planning.access import proposals_for
from headway.rituals.planning.models import Proposal
from headway.rituals.planning.queries.inbox import submitted_to

RECENT = timedelta(days=7)
LIVE = Q(archived_at=None, closed_at=None)
LIVE_GOAL = Q(archived_at=None, objective__archived_at=None, objective__closed_at=None)
MELON = Q(hand_status=Status.ON_TRACK, status__in=[Status.AT_RISK, Status.OFF_TRACK])


def my_decisions(caller: Caller) -> QuerySet[Decision]:
    """Open decisions that ask the caller, or that were passed on to them."""
    mine = Q(asked=caller.person_id) | Q(escalate_to=caller.person_id, escalated_at__isnull=False)
    return decisions_for(caller).filter(mine, answered_at=None, resolved_itself_at=None)


def my_fixes(caller: Caller) -> QuerySet[Decision]:
    """Fixes that the caller is to make."""
    rows = decisions_for(caller).filter(fix_owner=caller.person_id, choice=Choice.FIX)
    return rows.filter(fixed_at=None, resolved_itself_at=None)


def my_graduations(caller: Caller) -> QuerySet[Graduation]:
    """Proposed standards that the caller confirms."""
    mine = Q(metric__owner=caller.person_id) | Q(metric=None, key_result__owner=caller.person_id)
    return graduations_for(caller).filter(mine, decided_at=None, withdrawn_at=None)


def is_mine(caller: Caller) -> Q:
    """Key results that the caller owns or updates."""
    return Q(owner=caller.person_id) | Q(updater=caller.person_id)


def my_key_results(caller: Caller) -> QuerySet[KeyResult]:
    """Those of them that are live."""
    return key_results_for(caller).filter(LIVE_GOAL, is_mine(caller))


def waits_for_check_in(caller: Caller) -> Q:
    """Key results counted by hand that the caller speaks for, and that nobody spoke of since the round began."""
    mine = Q(updater=caller.person_id) | Q(updater=None, owner=caller.person_id)
    silent = Q(checked_in_at=None) | Q(checked_in_at__lt=round_of(caller).began_at)
    running = Q(start__lte=caller.today, objective__cycle__state="active")
    return LIVE_GOAL & mine & silent & running & KeyResult.typed() & Q(done_at=None)


def my_check_ins(caller: Caller) -> QuerySet[KeyResult]:
    """Key results that wait for the caller's check-in."""
    return key_results_for(caller).filter(waits_for_check_in(caller))


def my_nudges(caller: Caller) -> QuerySet[Nudge]:
    """Who asked the caller to check in since the round began."""
    return Nudge.objects.filter(person=caller.person_id, at__gte=round_of(caller).began_at)


def my_scores(caller: Caller) -> QuerySet[Objective]:
    """Objectives of the caller that nobody graded yet, of cycles that are scored."""
    graded = Exists(Score.objects.filter(objective=OuterRef("pk"), key_result=None))
    rows = objectives_for(caller).filter(LIVE, owner=caller.person_id, cycle__state=CycleState.SCORING)
    return rows.filter(~graded)


def my_turns(caller: Caller) -> QuerySet[Cycle]:
    """Cycles that are over and still active, or under way and still planned, for those who move cycles on."""
    rows = Cycle.objects.filter(workspace=caller.workspace)
    if caller.role not in {Role.OWNER, Role.ADMIN}:
        return rows.none()
    over = Q(state=CycleState.ACTIVE, end__lt=caller.today)
    begun = Q(state=CycleState.PLANNING, start__lte=caller.today, end__gte=caller.today)
    return rows.filter(over | begun)


def my_watermelons(caller: Caller) -> QuerySet[Objective]:
    """Objectives that are on track by hand and not by the data, of the caller or of units they lead."""
    mine = Q(owner=caller.person_id) | Q(unit_id__in=caller.led_units_sql)
    return objectives_for(caller).filter(LIVE, MELON, mine)


def my_dependencies(caller: Caller) -> QuerySet[Dependency]:
    """What other units ask of those that the caller leads, and what was declined of late to the caller."""
    ours = Q(unit__lead=caller.person_id) | Q(unit__lead=None, unit_id__in=caller.led_units_sql)
    asked = Q(answered_at=None) & ours
    declined = Q(accepted=False, asked_by=caller.person_id, answered_at__gte=_of_late(caller))
    live = Q(withdrawn_at=None, key_result__archived_at=None, key_result__objective__archived_at=None)
    return dependencies_for(caller).filter(live, asked | declined)


def my_proposals(caller: Caller) -> QuerySet[Proposal]:
    """Proposals that wait for the caller's yes or no: of the units right below those they lead, or of nobody else's."""
    led = Unit.objects.filter(workspace=caller.workspace, lead=caller.person_id).values("pk")
    mine = Q(objective__unit__parent__in=led)
    if caller.role in {Role.OWNER, Role.ADMIN}:
        mine |= Q(objective__unit__parent=None) | Q(objective__unit__parent__lead=None)
    return submitted_to(caller).filter(mine)


def my_returned(caller: Caller) -> QuerySet[Proposal]:
    """Proposals that were returned to the caller: their own, or what they submitted."""
    mine = Q(objective__owner=caller.person_id) | Q(submitted_by=caller.person_id)
    return proposals_for(caller).filter(mine, accepted=False, objective__cycle=None, cycle__state=CycleState.PLANNING)


def my_theme_reviews(caller: Caller) -> QuerySet[Theme]:
    """Themes under way that the caller sponsors and that nobody reviewed for half a year."""
    begun = caller.today - timedelta(days=HALF_YEAR)
    since = datetime.combine(begun + timedelta(days=1), time(), caller.workspace.zone)
    reviewed = Exists(ThemeReview.objects.filter(theme=OuterRef("pk"), at__gte=since))
    running = Q(archived_at=None, sponsor=caller.person_id, start__lte=begun, end__gte=caller.today)
    return themes_for(caller).filter(running, ~reviewed)


def my_mentions(caller: Caller) -> QuerySet[Comment]:
    """Comments of late that name the caller, on objects that they may see."""
    doors: tuple[Callable[[Caller], QuerySet[Any]], ...] = (
        objectives_for, key_results_for, metrics_for, decisions_for, dependencies_for
    )  # fmt: skip
    # By the key of each comment: a list of all that the caller may see would be as long as the company is large.
    seen = reduce(or_, (Exists(rows_for(caller).filter(key=OuterRef("about"))) for rows_for in doors))
    rows = Comment.objects.filter(seen, workspace=caller.workspace, mentions=caller.person_id, withdrawn_at=None)
    return rows.filter(at__gte=_of_late(caller)).exclude(author=caller.person_id)


def my_kpis(caller: Caller) -> QuerySet[Metric]:
    """The KPIs that are the reader's business: those of their units, their own, those their goals sit on.

    Who reads everything, or has no unit, sees the whole company's.
    """
    rows = kpis_for(caller)
    if caller.role in READ_ALL:
        return rows
    led = Q(unit_id__in=caller.led_units_sql)
    # By lists of keys: joined, each KPI would be met once for every member of its unit and every goal on it.
    member = Unit.members.through.objects.filter(person=caller.person_id).values("unit_id")
    aims = KeyResult.objects.filter(owner=caller.person_id, metric__isnull=False).values("metric_id")
    near = rows.filter(led | Q(owner=caller.person_id) | Q(unit_id__in=member) | Q(pk__in=aims)).values("pk")
    return rows.filter(Q(pk__in=near) | ~Exists(near))


def _of_late(caller: Caller) -> datetime:
    """Seven days ago, from the beginning of the day on: what a day's pages ask for stays the same all day."""
    return datetime.combine(caller.today - RECENT, time(), caller.workspace.zone)
