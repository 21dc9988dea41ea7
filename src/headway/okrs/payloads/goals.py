"""Goals as the API and the command line give them: keys, plain texts and decimal numbers in quotes."""

from datetime import date
from typing import Any

from headway.okrs.access import objectives_for
from headway.okrs.models import Amendment, CheckIn, Cycle, KeyResult, Nudge, Objective, Theme, ThemeKpi
from headway.okrs.queries.heard import Speaker
from headway.people.access import visible_to
from headway.people.caller import Caller
from headway.people.doors.api import amount_out

PARTS = 6
"""Progress is a fraction with six decimals: 0.476000 is 47.6 %."""


def cycle_out(row: Cycle) -> dict[str, Any]:
    """A cycle."""
    return {
        "key": row.key, "name": row.name, "start": row.start, "end": row.end, "state": row.state,
        "parent": row.parent.key if row.parent else None,
    }  # fmt: skip


def objective_out(row: Objective) -> dict[str, Any]:
    """An objective by itself."""
    return {
        "key": row.key, "title": row.title, "why": row.why, "ambition": row.ambition, "owner": row.owner.key,
        "unit": row.unit.key, "cycle": row.cycle.key if row.cycle else None,
        "start": row.start, "due": row.due, "private": row.private,
        "level": row.level, "runs_on": row.runs_on, "tags": row.tag_list, "theme": row.theme.key if row.theme else None,
        "parked_reason": row.parked_reason, "drivers": row.drivers,
        "means_03": row.means_03, "means_07": row.means_07, "means_10": row.means_10,
        "progress": amount_out(row.progress, PARTS), "worst": amount_out(row.worst, PARTS),
        "worst_key": row.worst_key, "data_share": amount_out(row.data_share, 4), "confidence": row.confidence,
        "status": row.status, "status_reason": row.status_reason, "hand_status": row.hand_status,
        "hand_reason": row.hand_reason, "shown_status": row.shown_status, "computed_at": row.computed_at,
        "closed_at": row.closed_at, "archived_at": row.archived_at, "version": row.version,
    }  # fmt: skip


def key_result_out(row: KeyResult, may_see_kpi: bool) -> dict[str, Any]:
    """A key result with its values in decimals of its measure."""
    values = ("baseline", "target", "original_baseline", "original_target", "limit_lower", "limit_upper", "current")
    return {
        "key": row.key, "title": row.title, "objective": row.objective.key, "kind": row.kind,
        "kpi": row.metric.key if row.metric and may_see_kpi else None, "unit_kind": row.unit_kind,
        "unit_label": row.unit_label, "scale": row.scale, "target_words": row.target_words,
        **{name: amount_out(getattr(row, name), row.scale) for name in values},
        "original_limit_lower": amount_out(row.first_lower if row.is_amended else row.limit_lower, row.scale),
        "original_limit_upper": amount_out(row.first_upper if row.is_amended else row.limit_upper, row.scale),
        "control_by": row.control_by, "control_reason": row.control_reason, "owner": row.owner.key,
        "updater": row.updater.key if row.updater else None, "start": row.start, "due": row.due,
        "source": row.source, "derived": row.derived, "count_by": row.count_by, "curve_by": row.curve_by,
        "curve": [{"day": date.fromordinal(day), "value": amount_out(value, row.scale)} for day, value in row.curve],
        "tags": row.tag_list, "share": amount_out(row.fixed_share, 4),
        "progress": amount_out(row.progress, PARTS), "status": row.status,
        "status_reason": row.status_reason, "hand_status": row.hand_status, "shown_status": row.shown_status,
        "confidence": row.confidence, "current_on": row.current_on, "run": row.run, "done": row.done_at is not None,
        "chance": amount_out(row.chance, PARTS), "forecast_value": amount_out(row.forecast_value, row.scale),
        "forecast_made_at": row.forecast_made_at, "forecast_method": row.forecast_method,
        "archived_at": row.archived_at, "version": row.version,
    }  # fmt: skip


def check_in_out(row: CheckIn) -> dict[str, Any]:
    """A check-in with its value in decimals."""
    return {
        "key": row.key, "key_result": row.key_result.key, "author": row.author.key, "at": row.at,
        "value": amount_out(row.value, row.key_result.scale), "confidence": row.confidence, "note": row.note,
        "progress": amount_out(row.progress, PARTS), "auto_status": row.auto_status, "shown": row.shown,
        "supersedes": row.supersedes.key if row.supersedes else None, "withdrawn_at": row.withdrawn_at,
    }  # fmt: skip


def amendment_out(row: Amendment) -> dict[str, Any]:
    """An amendment; a share in fractions, a value in decimals of its measure."""
    scale = 4 if row.field == Amendment.Field.SHARE else row.key_result.scale
    return {
        "key": row.key, "key_result": row.key_result.key, "field": row.field, "old": amount_out(row.old, scale),
        "new": amount_out(row.new, scale), "reason": row.reason, "proposed_by": row.proposed_by.key,
        "accepted": row.accepted, "answer": row.answer,
    }  # fmt: skip


def speaker_out(one: Speaker) -> dict[str, Any]:
    """Who speaks for key results, as the API shows it."""
    return {
        "person": one.person.key, "name": one.person.name, "silent": [row.key for row in one.silent],
        "heard": one.heard, "last": one.last, "nudged_at": one.nudge.at if one.nudge else None,
        "may_nudge": one.may_nudge,
    }  # fmt: skip


def nudge_out(row: Nudge) -> dict[str, Any]:
    """A nudge as the API shows it."""
    return {"key": row.key, "person": row.person.key, "by": row.by.key, "at": row.at}


def theme_out(row: Theme) -> dict[str, Any]:
    """A theme by itself."""
    names = ("key", "title", "narrative", "start", "end", "archived_at")
    return {name: getattr(row, name) for name in names} | {"sponsor": row.sponsor.key}


def theme_full_out(caller: Caller, row: Theme) -> dict[str, Any]:
    """A theme with what belongs to it and the caller may see; amounts in decimals of money or heads."""
    goals = objectives_for(caller).filter(theme=row, archived_at=None).order_by("pk")
    kpis = ThemeKpi.objects.filter(visible_to(caller, "metric"), theme=row).order_by("pk")
    plans = row.plans.filter(archived_at=None).order_by("pk")
    reviews = row.reviews.select_related("by").order_by("-at", "-pk")
    return theme_out(row) | {
        "objectives": list(goals.values_list("key", flat=True)),
        "kpis": [{"key": key, "kpi": kpi} for key, kpi in kpis.values_list("key", "metric__key")],
        "plans": [
            {"key": one.key, "kind": one.kind, "name": one.name, "planned": amount_out(one.planned, one.scale),
             "actual": amount_out(one.actual, one.scale)} for one in plans
        ],
        "reviews": [
            {"key": one.key, "verdict": one.verdict, "text": one.text, "by": one.by.key, "at": one.at}
            for one in reviews
        ],
    }  # fmt: skip
