"""The coach over the API: findings, texts, patterns, health, audit, mapping, house rules."""

from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from headway.coach.choose import TooLong, Unanswered, answers_to, choose
from headway.coach.reader.slot import SLOTS
from headway.coach.titles import glance
from headway.coaching.access import audit_for, dismissal_for
from headway.coaching.actions.auditing import audit_kpi, withdraw_audit
from headway.coaching.actions.dismissing import dismiss_finding, lift_dismissal
from headway.coaching.actions.house_rules import set_limits, set_mandatory
from headway.coaching.actions.mapping import map_kpis
from headway.coaching.at_large import health_for
from headway.coaching.auditing import cases, units_below
from headway.coaching.findings import findings_from
from headway.coaching.lessons import lesson, lessons
from headway.coaching.mapping import Answer, mapped
from headway.coaching.payloads import (
    Out,
    audit_out,
    case_out,
    dismissal_out,
    finding_out,
    health_out,
    lesson_out,
    mapped_out,
    text_out,
)
from headway.coaching.schemas import (
    AuditOut,
    CaseOut,
    ChoiceOut,
    DismissalIn,
    DismissalOut,
    FindingOut,
    HealthOut,
    MappedIn,
    MappedOut,
    PatternOut,
    RulesIn,
    RulesOut,
    TextIn,
    TextOut,
    VerdictIn,
)
from headway.coaching.views.health import weeks_of
from headway.kpis.access import kpi_for
from headway.okrs.access import cycle_for
from headway.people.access import unit_for
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused
from headway.people.options import options_of

router = Router(tags=["coach"])
LONGEST = 100_000


@router.get("/coach/findings", response=list[FindingOut], operation_id="list_findings")
def list_findings(
    request: HttpRequest,
    response: HttpResponse,
    unit: str = "",
    level: Literal["error", "warning", "hint"] | None = None,
    code: str = "",
    dismissed: bool = False,
    after: str = "",
) -> list[Out]:
    """The findings about what you may see, the gravest first; with ``dismissed=true`` also those waved away.

    A company with more than 1,500 open objectives is told five units at a time: the header ``Link`` has the next.
    """
    caller = caller_of(request)
    read, following = findings_from(caller, unit_for(caller, unit).key if unit else "", after)
    if following:
        query = request.GET.copy()
        query["after"] = following
        response["Link"] = f'<{request.path}?{query.urlencode()}>; rel="next"'
    return [
        finding_out(told) for found in read for told in (found.all if dismissed else found.open)
        if level in {None, told.seen.level} and code in {"", told.seen.code}
    ]  # fmt: skip


@router.post("/coach/dismissals", response={201: DismissalOut}, operation_id="dismiss_finding")
def dismiss(request: HttpRequest, payload: DismissalIn) -> Status[Out]:
    """Wave a finding away, with the reason; it comes back when what it rests on changes."""
    caller = caller_of(request)
    unit = unit_for(caller, payload.unit).key if payload.unit else ""
    return Status(201, dismissal_out(dismiss_finding(caller, payload.digest, payload.reason, unit)))


@router.delete("/dismissals/{key}", response=DismissalOut, operation_id="lift_dismissal")
def lift(request: HttpRequest, key: str) -> Out:
    """Let a finding show again."""
    caller = caller_of(request)
    return dismissal_out(lift_dismissal(caller, dismissal_for(caller, key)))


@router.post("/coach/reading", response=TextOut, operation_id="read_text")
def read_text(request: HttpRequest, payload: TextIn) -> Out:
    """Read a text as the coach does; nothing is written."""
    if payload.declared is not None and payload.declared not in SLOTS:
        raise Refused(f"“{payload.declared}” is no slot: send one of {', '.join(SLOTS)}, or none.", field="declared")
    return text_out(glance(payload.text[:LONGEST], payload.declared or "", payload.parent_objective[:LONGEST]))


@router.get("/coach/choice", response=ChoiceOut, operation_id="choose_kpi_or_okr")
def choose_kpi_or_okr(
    request: HttpRequest,
    text: str = "",
    improve: bool | None = None,
    continuous: bool | None = None,
    end: bool | None = None,
    next_year: bool | None = None,
    push: bool | None = None,
) -> Out:
    """KPI or OKR, with a filled draft, from the answers to five questions; ``text`` answers what it gives away."""
    asked = {"improve": improve, "continuous": continuous, "end": end, "next_year": next_year, "push": push}
    try:
        return choose(
            answers_to(text, {name: said for name, said in asked.items() if said is not None}), text
        ).as_dict()
    except TooLong as error:
        raise Refused(str(error), field="text") from error
    except Unanswered as error:
        said = f"{error} Answer each with true or false, or say more in the text."
        raise Refused(said, field=error.names[0]) from error


@router.get("/coach/patterns", response=list[PatternOut], operation_id="list_patterns")
def list_patterns(request: HttpRequest) -> list[Out]:
    """Every pattern that the coach knows."""
    return [lesson_out(each) for each in lessons().values()]


@router.get("/patterns/{code}", response=PatternOut, operation_id="get_pattern")
def get_pattern(request: HttpRequest, code: str) -> Out:
    """One pattern."""
    return lesson_out(lesson(code))


@router.get("/coach/health", response=HealthOut, operation_id="get_health")
def get_health(request: HttpRequest) -> Out:
    """The program health of the workspace, point by point, and its course week by week.

    Private goals and KPIs are not counted: all but guests, who see their units alone, get the same number.
    """
    caller = caller_of(request)
    return health_out(health_for(caller), "", list(weeks_of(caller)))


@router.get("/units/{key}/health", response=HealthOut, operation_id="get_unit_health")
def get_unit_health(request: HttpRequest, key: str) -> Out:
    """The program health of a unit with all below it."""
    caller = caller_of(request)
    unit = unit_for(caller, key)
    return health_out(health_for(caller, unit.key), unit.key, list(weeks_of(caller, unit.key)))


@router.get("/coach/audit", response=list[CaseOut], operation_id="list_audit")
def list_audit(request: HttpRequest, due: bool | None = None, unit: str = "") -> list[Out]:
    """Every KPI with what speaks against it; with ``due=true`` those that this quarter has not decided on, with
    ``unit`` those of one unit and of the units below it."""
    caller = caller_of(request)
    return [case_out(case) for case in cases(caller, units_below(caller, unit)) if due in {None, case.is_due}]


@router.post("/kpis/{key}/audit", response={201: AuditOut}, operation_id="audit_kpi")
def decide(request: HttpRequest, key: str, payload: VerdictIn) -> Status[Out]:
    """Keep, sharpen or cut a KPI, with the reason; the evidence is kept with it."""
    caller = caller_of(request)
    kpi = kpi_for(caller, key)
    return Status(201, audit_out(audit_kpi(caller, kpi, payload.verdict, payload.reason, payload.how), key))


@router.delete("/audits/{key}", response=AuditOut, operation_id="withdraw_audit")
def withdraw(request: HttpRequest, key: str) -> Out:
    """Take a verdict back; a KPI that it cut stays as it is."""
    caller = caller_of(request)
    row = withdraw_audit(caller, audit_for(caller, key))
    return audit_out(row, row.metric.key)


@router.get("/cycles/{key}/kpis", response=list[MappedOut], operation_id="list_mapped_kpis")
def list_mapped(request: HttpRequest, key: str) -> list[Out]:
    """What each KPI is in a cycle."""
    caller = caller_of(request)
    return [mapped_out(row) for row in mapped(caller, cycle_for(caller, key))]


@router.put("/cycles/{key}/kpis", response=list[MappedOut], operation_id="map_kpis")
def put_mapped(request: HttpRequest, key: str, payload: list[MappedIn]) -> list[Out]:
    """Answer what KPIs are in a cycle, in part if need be; what is not named keeps its answers."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    map_kpis(caller, cycle, {kpi_for(caller, row.kpi): Answer(row.movable, row.final) for row in payload})
    return [mapped_out(row) for row in mapped(caller, cycle)]


@router.get("/coach/rules", response=RulesOut, operation_id="get_rules")
def get_rules(request: HttpRequest) -> Out:
    """What this workspace allows in no goal, and how many of each are usual."""
    return _rules(caller_of(request))


@router.patch("/coach/rules", response=RulesOut, operation_id="change_rules")
def change_rules(request: HttpRequest, payload: RulesIn) -> Out:
    """Change the house rules."""
    caller = caller_of(request)
    with transaction.atomic():
        if payload.mandatory is not None:
            set_mandatory(caller, payload.mandatory)
        if payload.limits is not None:
            set_limits(caller, payload.limits)
    return _rules(caller)


def _rules(caller: Caller) -> Out:
    chosen: dict[str, Any] = vars(options_of(caller.workspace))
    limits = {name: value for name, value in chosen.items() if name.endswith(("_min", "_max"))}
    return {"mandatory": list(chosen["mandatory"]), "limits": limits}
