"""What the guide makes, out of the same actions that every page uses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from headway.kpis.access import kpis_for
from headway.kpis.actions.bands import set_band
from headway.kpis.actions.kpis import NewKPI, answers_from, create_kpi, metric_from
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.library import library
from headway.kpis.models import Metric
from headway.okrs.access import key_results_for, with_its_objective
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import ensure_cycles
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle, CycleState, KeyResult, Objective
from headway.pages.guide.forms import BandForm
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.people.refusals import refusals_in


def my_kpis(caller: Caller) -> QuerySet[Metric]:
    """The KPIs there are, in the order they were made."""
    return kpis_for(caller).order_by("pk")


def add_kpis(caller: Caller, slugs: Sequence[str]) -> None:
    """Make KPIs of the library that are not there yet, without bands: those are the next step."""
    there = set(my_kpis(caller).values_list("name", flat=True))
    with transaction.atomic():
        for entry in (library()[slug] for slug in slugs):
            if entry.name not in there:
                metric = metric_from(caller, entry, caller.someone, root_of(caller))
                create_kpi(caller, NewKPI(metric, None, answers_from(entry, caller.someone)))


def set_bands(caller: Caller, forms: Sequence[BandForm]) -> bool:
    """Set every band that was left filled in, all or none; what is refused stands in its form.

    They hold from the latest closed period on, whose readings the guide asks for last.
    """
    with transaction.atomic():
        for form in forms:
            with refusals_in(form):
                if band := form.band():
                    since = form.metric.calendar.last_closed(caller.now)
                    set_band(caller, form.metric, replace(band, valid_from=since))
        refused = any(form.errors for form in forms)
        transaction.set_rollback(refused)
    return not refused


def open_objective(caller: Caller, title: str, why: str, key_result: NewKeyResult) -> Objective:
    """Make the first objective, from today to the end of the period that runs, with its key result."""
    with transaction.atomic():
        ensure_cycles(caller)
        cycle = _running(caller)
        start = caller.today if caller.today < cycle.end else cycle.start
        new = NewObjective(
            title, caller.someone, root_of(caller), cycle, why=why, start=start, key_results=(key_result,)
        )
        return create_objective(caller, new)


def first_goal(caller: Caller) -> KeyResult | None:
    """The caller's own latest key result that has no check-in yet."""
    rows = key_results_for(caller).filter(objective__owner=caller.person, check_ins=None, archived_at=None)
    return with_its_objective(rows.filter(objective__closed_at=None)).order_by("-pk").first()


def say_first(
    caller: Caller, values: Mapping[Metric, int], goal: KeyResult | None, confidence: int | None, note: str
) -> None:
    """Record the first readings, for the latest closed periods, and send the first check-in."""
    lines = [Line(metric, metric.calendar.last_closed(caller.now), value) for metric, value in values.items()]
    with transaction.atomic():
        if lines:
            record_readings(caller, lines, source="guide")
        if goal:
            fresh = with_its_objective(key_results_for(caller)).get(pk=goal.pk)
            check_in(caller, CheckInDraft(fresh, confidence=confidence, note=note))


def root_of(caller: Caller) -> Unit:
    """The company itself."""
    return Unit.objects.get(workspace=caller.workspace, parent=None)


def _running(caller: Caller) -> Cycle:
    """The shortest active cycle that today lies in."""
    rows = Cycle.objects.filter(workspace=caller.workspace, state=CycleState.ACTIVE)
    return min(rows.filter(start__lte=caller.today, end__gte=caller.today), key=lambda cycle: cycle.end - cycle.start)
