"""Progress and automatic status of one goal, from its own columns and a date."""

from collections.abc import Sequence
from datetime import date

from headway.okrs.models import KeyResult, Objective
from headway.okrs.rules import curves
from headway.okrs.rules import progress as progress_rules
from headway.okrs.rules import status as status_rules
from headway.okrs.rules.shares import WHOLE as ALL_SHARES
from headway.people.caller import Caller
from headway.people.options import options_of


def thresholds_of(caller: Caller) -> status_rules.Thresholds:
    """The status thresholds of the caller's workspace."""
    options = options_of(caller.workspace)
    return status_rules.Thresholds(
        options.at_risk_gap, options.off_track_gap, options.heavy_share,
        options.at_risk_chance, options.off_track_chance, options.hold_readings,
    )  # fmt: skip


def key_result_progress(row: KeyResult) -> int | None:
    """The progress of a key result from its own columns, in parts per million."""
    if row.kind == KeyResult.Kind.DONE:
        return progress_rules.WHOLE if row.done_at else 0
    if row.kind == KeyResult.Kind.BASELINE:
        return progress_rules.WHOLE if row.current is not None else 0
    if row.current is None:
        return None
    if row.kind in {KeyResult.Kind.MOVE, KeyResult.Kind.MILESTONE}:
        if row.baseline is None or row.target is None:
            return None
        return progress_rules.moved(row.baseline, row.target, row.current)
    if row.control_by == KeyResult.ControlBy.SHARE:
        return progress_rules.share_inside(row.inside_count, row.reading_count)
    return progress_rules.distance_inside(row.current, row.limit_lower, row.limit_upper)


def judge_key_result(row: KeyResult, today: date, limits: status_rules.Thresholds) -> status_rules.Judgement:
    """The automatic status of a key result on ``today``."""
    started = today >= row.start
    if row.kind == KeyResult.Kind.DONE:
        return status_rules.of_done(row.done_at is not None, today > row.due, started)
    if row.kind == KeyResult.Kind.BASELINE:
        return status_rules.of_done(row.current is not None, today > row.due, started)
    progress = key_result_progress(row)
    told = status_rules.by_chance(row.chance, limits) if row.chance is not None and tells_chance(row, today) else None
    if row.kind == KeyResult.Kind.CONTROL:
        inside = status_rules.of_control(progress, limits)
        return status_rules.worse_of(told, inside) if told else inside
    arrived = progress is not None and progress >= progress_rules.WHOLE and row.run >= limits.hold
    if told and not arrived:
        return told
    return status_rules.by_pace(progress, expected_of(row, today), limits, started=started)


def tells_chance(row: KeyResult, today: date) -> bool:
    """Whether the stored chance speaks for the status: it has readings enough, and its time is not over."""
    return today <= row.due and status_rules.is_told(row.reading_count, expected_of(row, today))


def expected_of(goal: Objective | KeyResult, today: date) -> int:
    """How far the goal should be at the end of ``today``, in parts per million, along its expected curve."""
    if isinstance(goal, KeyResult) and has_curve(goal):
        return _along_curve(goal, today)
    return progress_rules.expected(goal.start.toordinal(), goal.due.toordinal(), today.toordinal())


STEP_MONTHS = {KeyResult.CurveBy.MONTHLY: 1, KeyResult.CurveBy.QUARTERLY: 3}


def has_curve(row: KeyResult) -> bool:
    """Whether more than the dates says what is expected by when."""
    if row.curve_by in STEP_MONTHS:
        return True
    return bool(row.curve) and row.baseline is not None and row.target is not None and row.baseline != row.target


def _along_curve(row: KeyResult, today: date) -> int:
    day = today.toordinal()
    if months := STEP_MONTHS.get(KeyResult.CurveBy(row.curve_by)):
        return curves.stepped(row.start.toordinal(), row.due.toordinal(), day, months)
    if row.kind != KeyResult.Kind.MILESTONE and today >= row.due:
        return progress_rules.WHOLE
    assert row.baseline is not None
    assert row.target is not None
    line = row.curve_by == KeyResult.CurveBy.SCHEDULE
    return curves.at_points(row.curve, (row.baseline, row.target), day, line=line)


def expected_whole(objective: Objective, rows: Sequence[tuple[KeyResult, int]], today: date) -> int:
    """How far an objective should be: along its dates, and for the share of key results with a curve, along theirs.

    ``rows`` are its key results with their shares (ten-thousandths).
    """
    linear = expected_of(objective, today)
    curved = [(expected_of(row, today), share) for row, share in rows if has_curve(row)]
    if not curved:
        return linear
    rest = ALL_SHARES - sum(share for _, share in curved)
    return progress_rules.rounded(linear * rest + sum(due * share for due, share in curved), ALL_SHARES)


def original_progress(row: KeyResult) -> int | None:
    """Progress against what was committed at first, before any amendment."""
    if row.kind == KeyResult.Kind.CONTROL and row.first_inside is not None and row.current is not None:
        if row.control_by == KeyResult.ControlBy.SHARE:
            return progress_rules.share_inside(row.first_inside, row.reading_count)
        return progress_rules.distance_inside(row.current, row.first_lower, row.first_upper)
    if row.kind not in {KeyResult.Kind.MOVE, KeyResult.Kind.MILESTONE} or row.current is None:
        return row.progress
    if row.original_baseline is None or row.original_target in {None, row.original_baseline}:
        return row.progress
    return progress_rules.moved(row.original_baseline, row.original_target, row.current)
