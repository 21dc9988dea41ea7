"""What the page of an objective asks each time, by statements that are built once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from headway.kpis.access import metrics_for
from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, Amendment, Blocker, CheckIn, Companion, KeyResult
from headway.okrs.models.alignments import COUNTED
from headway.okrs.tree import itself_and_above
from headway.people.caller import Caller
from headway.people.prepared import Prepared, prepared_rows_for_caller

READ = 60
"""Check-ins and amendments that a page reads at most."""
OF_GOAL = ("key", "title", "progress", "status", "status_reason", "archived_at", "cycle_id", "owner__name")
OF_EDGE = (
    "key", "kind", "fixed_share", "child_id", "parent_id",
    *(f"{end}__{name}" for end in ("child", "parent") for name in OF_GOAL),
)  # fmt: skip
_blockers, _amendments, _check_ins = Prepared[Blocker](), Prepared[Amendment](), Prepared[CheckIn]()


@prepared_rows_for_caller()
def edges_around(caller: Caller, objective: int) -> QuerySet[Any]:
    """The edges to it and from it upward, each with which of its ends the caller may see, and whether it counts."""
    seen = objectives_for(caller)
    rows: Any = Alignment.objects.filter(Q(parent=objective) | Q(child__in=itself_and_above(objective)))
    told: Any = {f"sees_{end}": Exists(seen.filter(pk=OuterRef(f"{end}_id"))) for end in ("child", "parent")}
    told["counts"] = ExpressionWrapper(COUNTED, BooleanField())
    return rows.select_related("child__owner", "parent__owner").only(*OF_EDGE).annotate(**told).order_by("pk")


@prepared_rows_for_caller()
def own_key_results(caller: Caller, objective: int) -> QuerySet[KeyResult]:
    """Its live key results, each with whether the caller may see the KPI that it is on."""
    rows = KeyResult.objects.filter(objective=objective, archived_at=None).select_related("metric", "owner", "hand_by")
    return rows.annotate(sees_kpi=sees_kpi(caller, "metric_id")).order_by("pk")


@prepared_rows_for_caller()
def companions_seen(caller: Caller, objective: int) -> QuerySet[Companion]:
    """The KPIs beside it that the caller may see."""
    rows = Companion.objects.filter(objective=objective, metric__in=metrics_for(caller))
    return rows.select_related("metric").order_by("pk")


def sees_kpi(caller: Caller, path: str) -> Exists:
    """Whether the caller may see the KPI at ``path``."""
    return Exists(metrics_for(caller).filter(pk=OuterRef(path)))


def blockers_of(rows: Sequence[KeyResult]) -> list[Blocker]:
    """What stands in the way of key results, the oldest first."""

    def build(ids: Sequence[int]) -> QuerySet[Blocker]:
        return Blocker.objects.filter(key_result__in=ids).select_related("owner").order_by("since", "pk")

    return _blockers.ask(build, [row.pk for row in rows])


def amendments_of(rows: Sequence[KeyResult]) -> list[Amendment]:
    """Those that wait for a yes or no in the order they came, then those accepted, the latest first."""

    def build(ids: Sequence[int]) -> QuerySet[Amendment]:
        asked = Amendment.objects.filter(Q(decided_at=None) | Q(accepted=True), key_result__in=ids)
        return asked.select_related("proposed_by").order_by(F("decided_at").desc(nulls_first=True), "pk")[:READ]

    return _amendments.ask(build, [row.pk for row in rows])


def check_ins_of(rows: Sequence[KeyResult]) -> list[CheckIn]:
    """What was said of key results, the latest first, those of one moment by their authors."""

    def build(ids: Sequence[int]) -> QuerySet[CheckIn]:
        found = CheckIn.objects.filter(key_result__in=ids).select_related("author", "superseded_by")
        return found.order_by("-at", "author", "pk")[:READ]

    return _check_ins.ask(build, [row.pk for row in rows])
