"""What the API and the command line send about goals, read into what actions take. Every key goes through its door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from headway.kpis.access import kpi_for
from headway.okrs.access import (
    assumption_for,
    blocker_for,
    check_in_for,
    cycle_for,
    key_result_for,
    objective_for,
    theme_for,
)
from headway.okrs.actions.amendments import NewAmendment
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective
from headway.okrs.actions.steps import NewStep
from headway.okrs.models import Alignment, Cycle, KeyResult
from headway.okrs.queries.listing import current_cycle, cycle_for_new, cycles_of
from headway.okrs.refusals import key_result_at
from headway.okrs.tags import kept_tags
from headway.people.access import person_for, unit_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.errors import NotHere, Refused
from headway.people.models import Person, Unit

VALUES = ("baseline", "target", "limit_lower", "limit_upper")


def person_in(caller: Caller, key: str) -> Person | None:
    """The person under a key; None for an empty one."""
    if caller.person is not None and key == caller.person.key:
        return caller.person
    return person_for(caller, key) if key else None


def unit_in(caller: Caller, key: str) -> Unit:
    """The unit under a key; the caller's own, or the company, for an empty one."""
    if key:
        return unit_for(caller, key)
    mine = caller.person.units.order_by("pk").first() if caller.person else None
    return mine or Unit.objects.get(workspace=caller.workspace, parent=None)


def cycle_in(caller: Caller, key: str, meant: Callable[[Sequence[Cycle], date], Cycle | None] = current_cycle) -> Cycle:
    """The cycle under a key; for an empty key the one that is ``meant``."""
    found = cycle_for(caller, key) if key else meant(cycles_of(caller), caller.today)
    if found is None:
        raise Refused("There is no cycle yet: make one first.", field="cycle")
    return found


def edge_in(caller: Caller, child: str, parent: str) -> Alignment:
    """The edge between two objectives, named by their keys; each goes through its door."""
    below, above = objective_for(caller, child), objective_for(caller, parent)
    edge = Alignment.objects.filter(child=below, parent=above).first()
    if edge is None:
        raise NotHere(f"{below.key} does not stand under {above.key}: look at its parents.")
    edge.child, edge.parent = below, above
    return edge


def objective_in(caller: Caller, sent: Mapping[str, Any]) -> NewObjective:
    """A new objective from the fields of :class:`headway.okrs.schemas.ObjectiveIn`."""
    plain = ("title", "why", "ambition", "start", "due", "private", "drivers", "means_03", "means_07", "means_10")
    return NewObjective(
        **{name: sent[name] for name in plain},
        owner=person_in(caller, sent["owner"]) or caller.someone,
        unit=unit_in(caller, sent["unit"]),
        cycle=None if sent["backlog"] else cycle_in(caller, sent["cycle"], cycle_for_new),
        theme=theme_for(caller, sent["theme"]) if sent["theme"] else None,
        individual=sent["individual"],
        runs_on=sent["runs_on"],
        tags=tuple(sent["tags"]),
        co_owners=tuple(person_for(caller, key) for key in sent["co_owners"]),
        key_results=_key_results_in(caller, sent["key_results"]),
        assumptions=tuple(sent["assumptions"]),
        initiatives=tuple(sent["initiatives"]),
        parent=objective_for(caller, sent["parent"]) if sent["parent"] else None,
        parent_kind=sent["parent_kind"],
    )


def _key_results_in(caller: Caller, sent: Sequence[Mapping[str, Any]]) -> tuple[NewKeyResult, ...]:
    found = []
    for at, one in enumerate(sent):
        with key_result_at(at, len(sent)):
            found.append(key_result_in(caller, one))
    return tuple(found)


def key_result_in(caller: Caller, sent: Mapping[str, Any]) -> NewKeyResult:
    """A new key result from the fields of :class:`headway.okrs.schemas.KeyResultIn`."""
    metric = kpi_for(caller, sent["kpi"]) if sent["kpi"] else None
    scale = metric.scale if metric else sent["scale"]
    if not 0 <= scale <= 6:
        raise Refused(f"{scale} decimals cannot be kept: choose 0 to 6.", field="scale")
    plain = ("title", "kind", "unit_kind", "unit_label", "target_words", "control_by", "control_reason", "start", "due")
    return NewKeyResult(
        **{name: sent[name] for name in plain},
        baseline=amount_in(sent["baseline"], scale, "baseline"),
        target=amount_in(sent["target"], scale, "target"),
        limit_lower=amount_in(sent["limit_lower"], scale, "limit_lower"),
        limit_upper=amount_in(sent["limit_upper"], scale, "limit_upper"),
        metric=metric,
        scale=scale,
        owner=person_in(caller, sent["owner"]),
        updater=person_in(caller, sent["updater"]),
        fixed_share=amount_in(sent["share"], 4, "share"),
        count_by=sent["count_by"],
        derived=sent["derived"],
        feeds=key_result_for(caller, sent["feeds"]) if sent["feeds"] else None,
        curve_by=sent["curve_by"],
        curve=tuple((one["day"], amount_in(one["value"], scale, "curve") or 0) for one in sent["curve"]),
        steps=tuple(NewStep(**one) for one in sent["steps"]),
        tags=tuple(sent["tags"]),
    )


def changes_in(caller: Caller, sent: Mapping[str, Any], row: KeyResult | None = None) -> dict[str, Any]:
    """Changed fields with keys resolved and, for a key result, values scaled."""
    found = dict(sent)
    for name in ("owner", "updater"):
        if name in found:
            found[name] = person_in(caller, found[name] or "")
    if "unit" in found:
        found["unit"] = unit_in(caller, found["unit"])
    if "cycle" in found:
        found["cycle"] = cycle_in(caller, found["cycle"])
    if "theme" in found:
        found["theme"] = theme_for(caller, found["theme"]) if found["theme"] else None
    if found.get("tags") is not None:
        found["tags"] = kept_tags(found["tags"])
    if row is not None and found.get("curve") is not None:
        points = [(one["day"].toordinal(), amount_in(one["value"], row.scale, "curve") or 0) for one in found["curve"]]
        found["curve"] = [list(point) for point in points]
    for name in VALUES:
        if name in found and row is not None:
            found[name] = amount_in(found[name], row.scale, name)
    missing = [name for name, value in found.items() if value is None and name not in {"updater", "theme", *VALUES}]
    if missing:
        raise Refused(f"“{missing[0]}” cannot be empty: leave it out to keep it as it is.", field=missing[0])
    return found


def amendment_in(sent: Mapping[str, Any], row: KeyResult) -> NewAmendment:
    """What shall be amended, from the fields of :class:`headway.okrs.schemas.AmendmentIn`."""
    return NewAmendment(sent["field"], amount_in(sent["new"], row.scale, "new") or 0, sent["reason"])


def draft_in(caller: Caller, sent: Mapping[str, Any], row: KeyResult | None = None) -> CheckInDraft:
    """A check-in from the fields of :class:`headway.okrs.schemas.CheckInIn`."""
    row = row or key_result_for(caller, sent["key_result"])
    value = sent["value"]
    return CheckInDraft(
        row,
        int(value) if isinstance(value, bool) else amount_in(value, row.scale),
        sent["confidence"],
        sent["note"],
        tuple(NewBlocker(one["text"], person_in(caller, one["owner"])) for one in sent["blockers"]),
        tuple(blocker_for(caller, key) for key in sent["resolved"]),
        tuple((assumption_for(caller, key), state) for key, state in sent["assumptions"].items()),
        amendment_in(sent["amendment"], row) if sent["amendment"] else None,
        corrects=check_in_for(caller, sent["corrects"]) if sent["corrects"] else None,
    )
