"""What a metric is to the organisation: a KPI, a metric again, or history."""

from collections.abc import Mapping

from headway.kpis.actions.locking import lock_metric
from headway.kpis.hooks import promoting
from headway.kpis.models import Metric
from headway.kpis.qualification import clean_answers, missing_answers, refusing_answer
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused


def promote(caller: Caller, metric: Metric, answers: Mapping[str, str]) -> Metric:
    """Make a metric a KPI. ``answers`` to the qualification questions are kept with it, by their slugs."""
    require(caller, "kpi.change", metric)
    if metric.is_kpi:
        raise Refused(f"{metric.key} is a KPI already.")
    _refuse_retired(metric)
    kept = clean_answers(answers)
    if not metric.definition.strip():
        raise Refused(
            "A KPI needs a definition in plain words, from which somebody new could compute it: write it first.",
            field="definition",
        )
    if missing := missing_answers(kept):
        raise Refused(
            f"“{missing[0].text}” has no answer. Without it this is a metric, and may stay one: answer it to go on.",
            field=missing[0].slug,
        )
    if refusing := refusing_answer(kept):
        question, otherwise = refusing
        said = f"“{question.text}” is answered with “{kept[question.slug]}”"
        raise Refused(f"{said}, so this is a metric, and may stay one. {otherwise}", field=question.slug)
    with acting(caller, "kpi.promoted") as entry:
        promoting.send(Metric, caller=caller, metric=metric, entry=entry)
        metric = lock_metric(metric)
        metric.promoted_at, metric.qualification = caller.now, kept
        _save(metric, "promoted_at", "qualification")
        record(entry, metric)
    return metric


def demote(caller: Caller, metric: Metric, reason: str) -> Metric:
    """Make a KPI a metric again. Its readings, bands and decisions stay."""
    require(caller, "kpi.change", metric)
    if not metric.is_kpi:
        raise Refused(f"{metric.key} is no KPI now, so there is nothing to demote.")
    _refuse_empty(reason, "Say why it is no KPI any more: people have acted on it.")
    with acting(caller, "kpi.demoted", reason=reason) as entry:
        metric = lock_metric(metric)
        metric.promoted_at = None
        _save(metric, "promoted_at")
        record(entry, metric)
    return metric


def retire(caller: Caller, metric: Metric, reason: str) -> Metric:
    """End a metric: it takes no more readings and leaves every list; its history stays under its key."""
    require(caller, "kpi.change", metric)
    _refuse_retired(metric)
    _refuse_empty(reason, "Say why it is retired: its history stays, and people will ask.")
    with acting(caller, "kpi.retired", reason=reason) as entry:
        metric = lock_metric(metric)
        metric.retired_at = caller.now
        _save(metric, "retired_at")
        record(entry, metric)
    return metric


def reinstate(caller: Caller, metric: Metric) -> Metric:
    """Take a retired metric back, as what it was."""
    require(caller, "kpi.change", metric)
    if metric.retired_at is None:
        raise Refused(f"{metric.key} is not retired.")
    with acting(caller, "kpi.reinstated") as entry:
        metric = lock_metric(metric)
        metric.retired_at = None
        _save(metric, "retired_at")
        record(entry, metric)
    return metric


def _save(metric: Metric, *fields: str) -> None:
    metric.version += 1
    metric.save(update_fields=[*fields, "version"])


def _refuse_retired(metric: Metric) -> None:
    if metric.retired_at:
        raise Refused(f"{metric.key} was retired: reinstate it first.")


def _refuse_empty(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise Refused(sentence, field="reason")
