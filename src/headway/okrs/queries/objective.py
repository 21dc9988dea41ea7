"""What the page of an objective shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from headway.charts import Band, Svg, spark
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import in_force
from headway.okrs.judge import expected_of, expected_whole
from headway.okrs.models import (
    Amendment,
    Assumption,
    Blocker,
    CheckIn,
    Companion,
    Initiative,
    KeyResult,
    Mirror,
    Objective,
    Retrospective,
    Score,
)
from headway.okrs.models.mirrors import counted_mirrors
from headway.okrs.queries.around import Around, read_around
from headway.okrs.queries.asked import (
    amendments_of,
    blockers_of,
    check_ins_of,
    companions_seen,
    own_key_results,
    sees_kpi,
)  # fmt: skip
from headway.okrs.queries.chances import chance_sentence
from headway.okrs.queries.glyphs import track_of
from headway.okrs.queries.history import Version, versions_of
from headway.okrs.queries.ways import Way, way_of_objective
from headway.okrs.queries.workings import Workings, workings_in
from headway.okrs.rules.companions import got_worse
from headway.okrs.rules.status import SEVERITY
from headway.okrs.tree import Tree, read_tree
from headway.people.caller import Caller
from headway.people.models import Person
from headway.ui.words import kind_of

SAID = 12


@dataclass
class Shown:
    """Everything that the page of an objective sets."""

    workings: Workings
    key_results: list[dict[str, Any]]
    expected: int
    track: Svg
    way: Way
    assumptions: list[Assumption]
    guardrails: list[dict[str, Any]]
    supporting: list[dict[str, Any]]
    said: list[dict[str, Any]]
    around: Around
    initiatives: list[Initiative]
    mirrored: list[Mirror]
    co_owners: list[str]
    texts: list[Version]
    proposals: list[Amendment]
    score: Score | None
    retrospective: Retrospective | None
    forecasts: list[dict[str, Any]]

    def guided_late(self, start: date) -> datetime | None:
        """When what the grades mean was last written, if that was after the work began."""
        times = (one.at for one in self.texts if one.field.startswith("means_") and one.at.date() > start)
        return max(times, default=None)


def objective_page(caller: Caller, objective: Objective) -> Shown:
    """Read the page of ``objective``: a fixed number of statements, whatever is on it."""
    around = read_around(caller, objective)
    own = _key_results(caller, objective)
    mirrored = _mirrored(caller, objective)
    workings = workings_in(_tree(objective, own, mirrored, around), objective)
    rows = [*own, *(one.key_result for one in mirrored)]
    blockers = _blockers(rows)
    companions = _companions(caller, objective)
    shares = [(row, workings.share_of(row.key) or 0) for row in rows]
    expected = expected_whole(objective, shares, caller.today)
    amendments = _amendments(rows)
    return Shown(
        workings=workings,
        key_results=[_row(row, caller, workings, blockers) for row in rows],
        expected=expected,
        track=track_of(objective.progress, expected, objective.status),
        way=way_of_objective(caller, objective),
        assumptions=list(objective.assumptions.filter(archived_at=None).order_by("pk")),
        guardrails=[one for one in companions if one["role"] == Companion.Role.GUARDRAIL],
        supporting=[one for one in companions if one["role"] == Companion.Role.SUPPORTING],
        said=_said(rows, blockers, amendments, caller),
        around=around,
        initiatives=list(
            objective.initiatives.filter(archived_at=None).select_related("owner", "key_result").order_by("due", "pk")
        ),
        mirrored=mirrored,
        co_owners=_co_owners(objective),
        texts=versions_of(caller, objective.key),
        proposals=[one for one in amendments if one.decided_at is None],
        score=getattr(objective, "whole_score", None),
        forecasts=_forecasts(rows, caller.today),
        retrospective=getattr(objective, "retrospective", None),
    )


def _key_results(caller: Caller, objective: Objective) -> list[KeyResult]:
    """Its live key results, each with whether the caller may see the KPI that it is on."""
    found = own_key_results(caller, objective.pk)
    for row in found:
        row.objective = objective
    return found


def _tree(objective: Objective, rows: list[KeyResult], mirrored: list[Mirror], around: Around) -> Tree:
    """What the fold would read of the objective, of what was read for its page; more only where paths meet."""
    if objective.meets:
        return read_tree([objective.pk])
    pk = objective.pk
    return Tree({pk: objective}, {pk: rows}, {pk: around.counted}, {pk: mirrored})


def _co_owners(objective: Objective) -> list[str]:
    """Their names; those are kept on the objective, as doors ask for them again."""
    prefetch_related_objects([objective], Prefetch("co_owners", Person.objects.order_by("name")))
    return [person.name for person in objective.co_owners.all() if person.left_at is None]


def _row(row: KeyResult, caller: Caller, workings: Workings, blockers: dict[int, list[Blocker]]) -> dict[str, Any]:
    seen: bool = row.sees_kpi  # type: ignore[attr-defined]
    pace = expected_of(row, caller.today)
    return {
        "goal": row,
        "share": workings.share_of(row.key),
        "track": track_of(row.progress, pace, row.status),
        "home": row.objective if row.objective_id != workings.objective_id else None,
        "kpi": row.metric if seen else None,
        "on_hidden_kpi": row.metric_id is not None and not seen,
        "blockers": [one for one in blockers[row.pk] if one.resolved_at is None],
        "amended": row.kind in {row.Kind.MOVE, row.Kind.CONTROL} and row.is_amended,
    }


def _forecasts(rows: Sequence[KeyResult], today: date) -> list[dict[str, Any]]:
    """What the forecasts say of those that are judged by them, the least likely first."""
    told = sorted((row for row in rows if row.status_reason == "chance"), key=lambda row: (row.chance or 0, row.pk))
    return [{"row": row, "sentence": chance_sentence(row, today), "made_at": row.forecast_made_at} for row in told]


def _mirrored(caller: Caller, objective: Objective) -> list[Mirror]:
    """Key results of other objectives that count here; none are read where none are hosted."""
    if not objective.hosts:
        return []
    rows = counted_mirrors(Mirror.objects.filter(objective=objective)).annotate(
        sees_kpi=sees_kpi(caller, "key_result__metric_id")
    )
    found: list[Any] = list(rows.select_related("key_result__objective", "key_result__metric", "key_result__owner"))
    for one in found:
        one.key_result.sees_kpi = one.sees_kpi
    return found


def _blockers(rows: Sequence[KeyResult]) -> dict[int, list[Blocker]]:
    found: dict[int, list[Blocker]] = defaultdict(list)
    for one in blockers_of(rows):
        found[one.key_result_id].append(one)
    return found


def _amendments(rows: Sequence[KeyResult]) -> list[Amendment]:
    """Those that wait for a yes or no in the order they came, then those accepted, the latest first."""
    by_id = {row.pk: row for row in rows}
    found = amendments_of(rows)
    for one in found:
        one.key_result = by_id[one.key_result_id]
    return found


def _companions(caller: Caller, objective: Objective) -> list[dict[str, Any]]:
    rows = companions_seen(caller, objective.pk)
    for row in rows:
        row.objective = objective
    metrics = [row.metric for row in rows]
    bands = bands_of([metric.pk for metric in metrics])
    readings = recent_readings(metrics, objective.start)
    return [_companion(row, bands[row.metric_id], readings[row.metric_id], caller) for row in rows]


def recent_readings(metrics: Sequence[Metric], since: date) -> dict[int, list[tuple[date, int]]]:
    """The readings of each metric from some periods before ``since`` on: one statement."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    if metrics:
        first = min(metric.calendar.next(metric.calendar.start_of(since), -8) for metric in metrics)
        rows = Reading.objects.filter(metric__in=metrics, period__gte=first).order_by("period")
        for metric_id, period, value in rows.values_list("metric_id", "period", "value"):
            found[metric_id].append((period, value))
    return found


def _companion(row: Companion, bands: Any, readings: list[tuple[date, int]], caller: Caller) -> dict[str, Any]:
    metric, unit = row.metric, 10**row.metric.scale
    band = in_force(bands, metric.judged_period or caller.today)
    low, high = (None if edge is None else edge / unit for edge in ((band.lower, band.upper) if band else (None, None)))
    edges = Band(low, high) if band else None
    state = metric.state_at(caller.now)
    return {
        "row": row,
        "metric": metric,
        "role": row.role,
        "state": state,
        "worse": got_worse(
            metric.direction, metric.state, metric.signal_direction, metric.signal_since,
            metric.calendar.start_of(row.objective.start),
        ),
        "limit": None if band is None else band.upper if band.upper is not None else band.lower,
        "spark": spark(
            [value / unit for _, value in readings[-16:]], edges, kind_of(state),
            label=_("Readings of %(name)s") % {"name": metric.name},
        ),
    }  # fmt: skip


def _said(
    rows: Sequence[KeyResult],
    blockers: dict[int, list[Blocker]],
    amendments: Sequence[Amendment],
    caller: Caller,
) -> list[dict[str, Any]]:
    """Check-ins and decided amendments of the key results, the latest first."""
    by_id = {row.pk: row for row in rows}
    said: list[dict[str, Any]] = []
    for (at, _author), group in groupby(check_ins_of(rows), lambda one: (one.at, one.author)):
        day = caller.workspace.local(at).date()
        said.append(_round(at, [_words(one, by_id[one.key_result_id], blockers, day) for one in group]))
    said += [
        {"at": one.decided_at, "amendment": one, "row": by_id[one.key_result_id], "status": "reached"}
        for one in amendments
        if one.accepted
    ]
    return sorted(said, key=lambda one: one["at"], reverse=True)[:SAID]


def _words(one: CheckIn, row: KeyResult, blockers: dict[int, list[Blocker]], day: date) -> dict[str, Any]:
    return {
        "check_in": one,
        "row": row,
        "blockers": [blocker for blocker in blockers[row.pk] if blocker.since == day],
        "struck": one.withdrawn_at is not None or hasattr(one, "superseded_by"),
    }


def _round(at: datetime, words: list[dict[str, Any]]) -> dict[str, Any]:
    """What one person said at one time, under the worst status among it."""
    worst = max((one["check_in"].shown for one in words), key=lambda name: SEVERITY[name])
    return {"at": at, "status": worst, "words": words, "author": words[0]["check_in"].author}
