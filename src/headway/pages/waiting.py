"""The rows that Home lists, each kind by a statement that is built once: the page is asked for many times a day."""

from collections.abc import Hashable
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from headway.kpis.models import Metric, Reading
from headway.loop.models import Decision, Graduation
from headway.okrs.access import goals_seen_by, key_results_for
from headway.okrs.models import Alignment, Dependency, KeyResult, Objective, Theme
from headway.okrs.rounds import round_of
from headway.okrs.tree import itself_and_above
from headway.pages import needs
from headway.people.caller import Caller
from headway.people.models import Comment
from headway.people.prepared import prepared_rows_for_caller
from headway.rituals.planning.models import Proposal

MINE, AIMS = 40, 60
"""Key results of the reader that are shown, and those read beside them because a KPI of theirs changed."""
UNSAID = (
    "definition", "percentile", "over_units", "parent", "part", "formula", "leading", "function", "questions",
    "qualification", "source_note", "unit", "private", "created_at", "promoted_at", "retired_at", "version",
    "judge_due_at", "refit_due_at", "forecast_due_at", "usual_mean", "phase_start", "flat_periods",
)  # fmt: skip
"""What of a KPI is not asked for here."""


IN_ITS_LAST_READING = Q(signal_period=F("judged_period"))
"""The last judged reading of a KPI is part of a change."""


def _time(caller: Caller) -> Hashable:
    """What these rows know of the time."""
    return caller.today, round_of(caller)


@prepared_rows_for_caller(_time)
def decisions_and_fixes(caller: Caller) -> QuerySet[Decision]:
    """Open decisions, and fixes to make: both are decisions."""
    me = caller.person_id
    found = needs.my_decisions(caller) | needs.my_fixes(caller)
    named = Q(asked=me) | Q(escalate_to=me) | Q(fix_owner=me)  # by an index each: those of the company are many
    rows = found.filter(named).select_related("metric", "key_result__objective", "asked", "escalate_to")
    return rows.order_by("pk")


@prepared_rows_for_caller(_time)
def proposals_and_returned(caller: Caller) -> QuerySet[Proposal]:
    """Proposals to decide, and those that were returned."""
    found = needs.my_proposals(caller) | needs.my_returned(caller)
    return found.select_related("objective__unit", "cycle", "decided_by").order_by("pk")


@prepared_rows_for_caller(_time)
def graduations(caller: Caller) -> QuerySet[Graduation]:
    return needs.my_graduations(caller).select_related("metric", "key_result").order_by("pk")


@prepared_rows_for_caller(_time)
def watermelons(caller: Caller) -> QuerySet[Objective]:
    return needs.my_watermelons(caller).order_by("due", "pk")


@prepared_rows_for_caller(_time)
def dependencies(caller: Caller) -> QuerySet[Dependency]:
    rows = needs.my_dependencies(caller).select_related("unit", "key_result__objective__unit", "answered_by")
    return rows.order_by("needed_by", "pk")


@prepared_rows_for_caller(_time)
def theme_reviews(caller: Caller) -> QuerySet[Theme]:
    return needs.my_theme_reviews(caller).order_by("pk")


@prepared_rows_for_caller(_time)
def mentions(caller: Caller) -> QuerySet[Comment]:
    return needs.my_mentions(caller).select_related("author").order_by("-at")[:5]


@prepared_rows_for_caller()
def kpis(caller: Caller) -> QuerySet[Metric]:
    """The reader's KPIs without what no front page says: an owner of a whole company has thousands."""
    judged = Reading.objects.filter(metric=OuterRef("pk"), period=OuterRef("judged_period")).values("known_at")[:1]
    told = {"owner_name": F("owner__name"), "signal_known_at": Case(When(IN_ITS_LAST_READING, then=Subquery(judged)))}
    return needs.my_kpis(caller).defer(*UNSAID).annotate(**told).order_by("pk")


@prepared_rows_for_caller(_time)
def key_results(caller: Caller, *metrics: int) -> QuerySet[KeyResult]:
    """My key results, and after them those of anybody on the given KPIs."""
    told = {
        "mine": Case(When(needs.is_mine(caller), then=True), default=False),
        "waits": Case(When(needs.waits_for_check_in(caller), then=True), default=False),
    }
    asked = needs.is_mine(caller) | Q(metric__in=metrics) if metrics else needs.is_mine(caller)
    rows: QuerySet[Any] = key_results_for(caller).filter(needs.LIVE_GOAL, asked).annotate(**told)
    rows = rows.select_related("objective", "metric").order_by("-mine", F("metric").asc(nulls_last=True), "pk")
    return rows[: MINE + AIMS]


@prepared_rows_for_caller()
def edges_above(caller: Caller, objective: int) -> QuerySet[Alignment]:
    """What an objective, and each above it, contributes to, as far as the caller may see that."""
    rows = Alignment.objects.filter(goals_seen_by(caller, "parent"), workspace=caller.workspace, kind="contributes")
    return rows.filter(child__in=itself_and_above(objective)).select_related("parent").order_by("pk")
