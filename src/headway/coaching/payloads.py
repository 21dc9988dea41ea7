"""Findings, dismissals, audits, mappings and health as plain data: the same for the API and for ``--json``."""

from typing import Any

from headway.coach.finding import Finding
from headway.coach.health import Health
from headway.coach.titles import Glance
from headway.coach.wording import wording
from headway.coaching.auditing import Case
from headway.coaching.findings import Told
from headway.coaching.lessons import Lesson, examples
from headway.coaching.mapping import Mapped
from headway.coaching.models import Audit, Dismissal, HealthWeek

Out = dict[str, Any]


def finding_out(told: Told) -> Out:
    """A finding with its evidence, and who waved it away, if so."""
    one = told.found
    return {
        "digest": one.digest, "code": one.code, "title": told.lesson.title, "level": one.level, "unit": one.unit,
        "subjects": list(one.subjects), "evidence": one.evidence, "why": one.why, "rewrite": one.rewrite,
        "wording": told.wording, "dismissed": dismissal_out(told.dismissed) if told.dismissed else None,
    }  # fmt: skip


def dismissal_out(row: Dismissal) -> Out:
    """A dismissal."""
    return {
        "key": row.key, "about": row.about, "code": row.code, "digest": row.digest, "reason": row.reason,
        "by": row.by.key, "at": row.at, "lifted_at": row.lifted_at,
    }  # fmt: skip


def said_out(one: Finding) -> Out:
    """A finding about a text."""
    return one.as_dict() | {"wording": wording(one.rewrite)}


def text_out(read: Glance) -> Out:
    """What the coach reads in a text."""
    return {"kind": read.kind, "metric": read.metric, "findings": [said_out(one) for one in read.findings]}


def lesson_out(each: Lesson) -> Out:
    """A pattern with its examples."""
    shown = [{"text": one.text, "slot": one.slot, "found": one.found} for one in examples(each.code)]
    return {
        "code": each.code, "title": each.title, "what": each.what, "why": each.why, "rewrite": each.rewrite,
        "in_sets": each.in_sets, "may_be_mandatory": each.may_be_mandatory, "examples": shown,
    }  # fmt: skip


def health_out(shown: Health, unit: str, weeks: list[HealthWeek]) -> Out:
    """The health with its parts, and the weeks that were kept, the latest first."""
    parts = [
        {
            "code": part.code, "title": part.title, "weight": part.weight, "share": part.share,
            "points": part.points if part.share is not None else None, "told": part.told, "advice": part.advice,
        }
        for part in shown.parts
    ]  # fmt: skip
    kept = [{"week": row.week, "score": row.score} for row in weeks]
    return {
        "unit": unit or None, "score": shown.score, "points": shown.had, "of": shown.weight, "parts": parts,
        "weeks": kept,
    }  # fmt: skip


def case_out(case: Case) -> Out:
    """A KPI before the audit."""
    against = [{"code": one.code, "told": one.told, "next_step": one.next_step} for one in case.reasons]
    return {
        "kpi": case.kpi.key, "name": case.kpi.name, "unit": case.kpi.unit.key, "owner": case.kpi.owner.key,
        "due": case.is_due, "suggestion": case.suggestion, "against": against,
        "last": audit_out(case.last, case.kpi.key) if case.last else None,
    }  # fmt: skip


def audit_out(row: Audit, kpi: str) -> Out:
    """What an audit decided."""
    return {
        "key": row.key, "kpi": kpi, "verdict": row.verdict, "reason": row.reason, "evidence": row.evidence,
        "by": row.by.key, "at": row.at,
    }  # fmt: skip


def mapped_out(row: Mapped) -> Out:
    """A KPI in a cycle; the answers are null until they are given, and so is the role until they are enough."""
    return {
        "kpi": row.kpi.key, "name": row.kpi.name, "tied_to": [tie.key for tie in row.tied],
        "movable": row.answer.movable, "final": row.answer.final,
        "role": row.role or None, "advice": row.advice or None,
    }  # fmt: skip
