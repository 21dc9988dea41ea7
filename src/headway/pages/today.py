"""What Home shows: what needs the reader, what changed and what did not, their key results, where work leads."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q

from headway.charts import Band as Ground
from headway.charts import Svg, climb, spark
from headway.kpis.fold import bands_of
from headway.kpis.models import Annotation, Metric, Reading, StateChange
from headway.kpis.rules.bands import Band, in_force
from headway.loop.models import Choice, Decision
from headway.okrs.judge import key_result_progress
from headway.okrs.models import CheckIn, KeyResult, Objective, Theme
from headway.okrs.rules.progress import WHOLE, expected
from headway.pages import waiting
from headway.pages.waits import Nudged, ToScore, Turn, Waits
from headway.people.caller import Caller
from headway.people.models import Comment
from headway.rituals.planning.models import Proposal
from headway.ui.charting import real
from headway.ui.format import amount
from headway.ui.words import kind_of

MOST = 6
"""More changes than this are not read on a front page; the board has them all."""
QUIET = 24
SPARK = 12


@dataclass
class Changed:
    """A number that really changed: its state turned, or statistics hold its last reading for a signal."""

    metric: Metric
    state: str
    turned: StateChange | None
    picture: Svg
    band: Band | None
    remark: Annotation | None = None
    aims: list[KeyResult] = field(default_factory=list)


@dataclass
class Mine:
    """One of my key results: a value to type, or the KPI it fills itself from."""

    row: KeyResult
    picture: Svg


@dataclass
class Today:
    """Everything on the page."""

    since: datetime
    decisions: list[Any]
    fixes: list[Any]
    graduations: list[Any]
    melons: list[Objective]
    dependencies: list[Any]
    proposals: list[Any]
    returned: list[Any]
    theme_reviews: list[Theme]
    mentions: list[Comment]
    check_ins: list[KeyResult]
    silent: int
    nudge: Nudged | None
    score: ToScore | None
    unscored: int
    turn: Turn | None
    changed: list[Changed]
    more_changed: int
    unchanged: list[Metric]
    stale: list[Metric]
    mine: list[Mine]
    ladder: list[Objective]
    top: KeyResult | None
    ground: Band | None

    @property
    def waiting(self) -> int:
        return sum(len(rows) for rows in self._lists())

    @property
    def changes(self) -> int:
        return len(self.changed) + self.more_changed

    @property
    def check_ins_nth(self) -> int:
        return len(self.decisions) + len(self.melons) + 1

    def number(self) -> None:
        """Give each thing that waits its place in the list."""
        for nth, row in enumerate((row for rows in self._lists() for row in rows), start=1):
            row.nth = nth

    def _lists(self) -> list[Sequence[Any]]:
        """What waits, in order of consequence; all check-ins together are one thing."""
        return [
            self.decisions, self.melons, self.check_ins[:1], [self.score] if self.score else [],
            [self.turn] if self.turn else [], self.fixes, self.dependencies, self.proposals[:1], self.returned,
            self.graduations, self.theme_reviews, self.mentions,
        ]  # fmt: skip


def read_today(caller: Caller, since: datetime, waits: Waits) -> Today:
    """Read the page; ``since`` is when the reader last looked. Where nothing waits, nothing is read."""
    metrics = waiting.kpis(caller)
    turned = _turned(metrics, since)
    changed = [m for m in metrics if m.pk in turned or _is_signal(m, since)]
    changed.sort(key=lambda m: ({"red": 0, "amber": 1}.get(m.state, 2), m.pk not in turned, m.pk))
    shown = changed[:MOST]
    mine, aims = _key_results(caller, shown)
    top = min(mine, key=lambda row: (row.status not in {"off_track", "at_risk"}, row.due, row.pk), default=None)
    bands = bands_of([m.pk for m in shown] + ([top.metric_id] if top and top.metric_id else []))
    readings = _readings(shown, mine)
    decisions, fixes = _decisions(caller, waits)
    proposals, returned = _proposals(caller, waits)
    return Today(
        since=since,
        decisions=decisions,
        fixes=fixes,
        graduations=_waiting(waits, "graduations", waiting.graduations, caller),
        melons=_waiting(waits, "melons", waiting.watermelons, caller),
        dependencies=_waiting(waits, "dependencies", waiting.dependencies, caller),
        proposals=proposals,
        returned=returned,
        theme_reviews=_waiting(waits, "theme_reviews", waiting.theme_reviews, caller),
        mentions=_waiting(waits, "mentions", waiting.mentions, caller),
        check_ins=[row for row in mine if row.waits],  # type: ignore[attr-defined]
        silent=waits.of("check_ins"),
        nudge=waits.nudge,
        score=waits.score,
        unscored=waits.of("scores"),
        turn=waits.turn,
        changed=_show_changed(caller, shown, turned, bands, readings, aims),
        more_changed=max(0, len(changed) - MOST),
        unchanged=[m for m in metrics if m not in changed and _is_usual(m, caller.now)][:QUIET],
        stale=[m for m in metrics if m.state_at(caller.now) == "stale"],
        mine=_pictures(mine, readings, caller),
        ladder=way_up(caller, top.objective) if top else [],
        top=top,
        ground=in_force(bands[top.metric_id], caller.today) if top and top.metric_id else None,
    )


def _waiting(waits: Waits, kind: str, rows: Callable[[Caller], list[Any]], caller: Caller) -> list[Any]:
    return rows(caller) if waits.of(kind) else []


def _decisions(caller: Caller, waits: Waits) -> tuple[list[Decision], list[Decision]]:
    """Open decisions, and fixes to make: both are decisions, so one statement."""
    if not (waits.of("decisions") or waits.of("fixes")):
        return [], []
    rows = waiting.decisions_and_fixes(caller)
    fixes = [row for row in rows if row.choice == Choice.FIX]
    asked = [row for row in rows if row.choice != Choice.FIX]
    asked.sort(key=lambda row: (row.answer_by, row.pk))
    return asked, sorted(fixes, key=lambda row: (row.fix_due or date.max, row.pk))


def _proposals(caller: Caller, waits: Waits) -> tuple[list[Proposal], list[Proposal]]:
    """Proposals to decide, and those that were returned: one statement."""
    if not (waits.of("proposals") or waits.of("returned")):
        return [], []
    rows = waiting.proposals_and_returned(caller)
    return [row for row in rows if row.accepted is None], [row for row in rows if row.accepted is False]


def _turned(metrics: Sequence[Metric], since: datetime) -> dict[int, StateChange]:
    """The last turn of each metric's state since then, where it is another state than before.

    A first verdict that is good, or a band that was taken away, is no news.
    """
    rows = StateChange.objects.filter(metric__in=[m.pk for m in metrics], at__gt=since).order_by("at", "pk")
    first: dict[int, str] = {}
    last: dict[int, StateChange] = {}
    for row in rows:
        first.setdefault(row.metric_id, row.old)
        last[row.metric_id] = row
    quiet = {("unknown", "green"), ("unknown", "unknown"), ("green", "unknown")}
    return {pk: row for pk, row in last.items() if row.new != first[pk] and (first[pk], row.new) not in quiet}


def _is_signal(metric: Any, since: datetime) -> bool:
    """Statistics hold its last judged reading for part of a change, and that change, or a level's reading, is news.

    A run that goes on is no change again with each further reading, but where it stands is told of a level. A reading
    is news when its period closes, or when it arrives after that; a level's is judged as it arrives.
    """
    began, known_at = metric.signal_since, metric.signal_known_at
    if began is None or known_at is None:
        return False
    if metric.is_level:
        return bool(known_at > since)
    closed_at = metric.calendar.closes_at(began)
    return bool(closed_at > since or (began == metric.judged_period and known_at > since))


def _is_usual(metric: Metric, now: datetime) -> bool:
    limits = (metric.usual_lower, metric.judged_value, metric.usual_upper)
    if metric.state_at(now) == "stale" or None in limits:
        return False
    lower, value, upper = limits
    return bool(lower <= value <= upper)  # type: ignore[operator]


def _show_changed(
    caller: Caller,
    metrics: Sequence[Metric],
    turned: Mapping[int, StateChange],
    bands: Mapping[int, list[Band]],
    readings: "Readings",
    aims: Mapping[int, list[KeyResult]],
) -> list[Changed]:
    if not metrics:
        return []
    remarks = {row.metric_id: row for row in Annotation.objects.filter(metric__in=metrics).order_by("period", "pk")}
    found = []
    for metric in metrics:
        band = in_force(bands.get(metric.pk, []), caller.today)
        state = metric.state_at(caller.now)
        remark = remarks.get(metric.pk)
        near = remark and metric.judged_period and remark.period >= metric.calendar.next(metric.judged_period, -8)
        values = [value for _, value in readings[metric.pk][-SPARK:]]
        found.append(
            Changed(
                metric, state, turned.get(metric.pk), small_picture(metric, band, values, state), band,
                remark if near else None, aims[metric.pk],
            )
        )  # fmt: skip
    return found


Readings = Mapping[int, list[tuple[date, int]]]
"""The judged readings of a KPI by its primary key, the oldest first."""


def _readings(changed: Sequence[Metric], mine: Sequence[KeyResult]) -> Readings:
    """The last ones of what changed, and those since the first of my key results began: one statement."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    since = [m.calendar.next(m.judged_period, -SPARK) for m in changed if m.judged_period]
    on_kpi = [row for row in mine if row.metric_id]
    asked = Q(metric__in=[m.pk for m in changed], period__gte=min(since, default=date.max))
    first = min((row.start for row in on_kpi), default=date.max)
    asked |= Q(metric__in={row.metric_id for row in on_kpi}, period__gte=first)
    if since or on_kpi:
        rows = Reading.objects.filter(asked, period__lte=F("metric__judged_period")).order_by("period")
        for metric_id, period, value in rows.values_list("metric_id", "period", "value"):
            found[metric_id].append((period, value))
    return found


def small_picture(metric: Metric, band: Band | None, values: Sequence[int], state: str) -> Svg:
    """Readings over their ground."""
    ground = Ground(low=real(band.lower, metric), high=real(band.upper, metric)) if band else None
    label = f"{metric.name}: {amount(metric.judged_value, metric)}"
    return spark([real(value, metric) for value in values], ground, kind_of(state), label=label)


def _key_results(caller: Caller, metrics: Sequence[Metric]) -> tuple[list[KeyResult], dict[int, list[KeyResult]]]:
    """My key results, and by KPI those of anybody on the given ones: one statement."""
    found: list[Any] = waiting.key_results(caller, *[metric.pk for metric in metrics])
    aims: dict[int, list[KeyResult]] = defaultdict(list)
    for row in found:
        aims[row.metric_id or 0].append(row)
    return [row for row in found if row.mine][: waiting.MINE], aims


def _pictures(rows: Sequence[KeyResult], readings: Readings, caller: Caller) -> list[Mine]:
    """Each key result with its way from baseline to target: one statement."""
    values: dict[int, list[tuple[date, int]]] = defaultdict(list)
    by_hand = [row.pk for row in rows if not row.metric_id]
    said = CheckIn.objects.filter(key_result__in=by_hand, withdrawn_at=None, superseded_by=None, value__isnull=False)
    for pk, at, told in said.order_by("at").values_list("key_result_id", "at", "value") if by_hand else ():
        values[pk].append((caller.workspace.local(at).date(), told or 0))
    return [
        Mine(row, _climb(row, readings[row.metric_id] if row.metric_id else values[row.pk], caller)) for row in rows
    ]


def _climb(row: KeyResult, values: Sequence[tuple[date, int]], caller: Caller) -> Svg:
    elapsed = expected(row.start.toordinal(), row.due.toordinal(), caller.today.toordinal()) / WHOLE
    way = [_at(row, value) for day, value in values if day >= row.start][-9:]
    name = row.title
    return climb([0.0, *way] if way else [], kind_of(row.status), elapsed=elapsed, label=name)


def _at(row: KeyResult, value: int) -> float:
    now, row.current = row.current, value
    progress = key_result_progress(row)
    row.current = now
    return (progress or 0) / WHOLE


def way_up(caller: Caller, objective: Objective) -> list[Objective]:
    """The objective and what it contributes to, as far as the caller may see it, the highest first."""
    above: dict[int, Objective] = {}
    for edge in waiting.edges_above(caller, objective.pk):
        above.setdefault(edge.child_id, edge.parent)
    found = [objective]
    while len(found) < 4 and (parent := above.get(found[0].pk)) and parent not in found:
        found.insert(0, parent)
    return found


def looked_since(caller: Caller, kept: str | None) -> datetime:
    """Since when changes are shown: ``kept`` (ISO) from this session, else when the person last looked."""
    if kept:
        return datetime.fromisoformat(kept)
    last = caller.person.looked_at if caller.person else None
    return last or caller.now - timedelta(days=7)
