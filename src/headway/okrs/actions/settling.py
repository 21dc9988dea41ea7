"""What each kind and source of a key result needs."""

from headway.okrs.actions.changing import require_value
from headway.okrs.baselines import usual_level
from headway.okrs.models import KeyResult
from headway.okrs.rules import shares as share_rules
from headway.okrs.rules import targets
from headway.people.errors import Refused


def settle(row: KeyResult) -> None:
    """Check what the kind and the source need, and compute what is left to compute. Raises ``Refused``."""
    for field in ("baseline", "target", "limit_lower", "limit_upper"):
        require_value(getattr(row, field), field)
    if not 0 <= row.scale <= 6:
        raise Refused(f"{row.scale} decimals cannot be kept: choose 0 to 6.", field="scale")
    if row.fixed_share is not None and not 0 <= row.fixed_share <= share_rules.WHOLE:
        raise Refused("A share lies between 0 and 100 %: choose one in between.", field="fixed_share")
    if row.kind not in SETTLE:
        raise Refused(
            f"“{row.kind}” is no kind of key result: choose one of {', '.join(KeyResult.Kind.values)}.", field="kind"
        )
    _settle_source(row)
    SETTLE[KeyResult.Kind(row.kind)](row)
    _settle_curve(row)


def _settle_source(row: KeyResult) -> None:
    if row.derived and row.metric is not None:
        raise Refused("It takes its value from its KPI, so it cannot be derived as well: choose one.", field="derived")
    if row.derived not in {"", *SOURCES.get(KeyResult.Kind(row.kind), set())}:
        raise Refused(
            "Sums and means of child key results are for movements, and initiatives for milestones: "
            "choose another source.", field="derived",
        )  # fmt: skip
    if row.count_by not in KeyResult.CountBy.values:
        raise Refused(f"“{row.count_by}” says nothing about what counts: choose last, sum, average, min or max.",
                      field="count_by")  # fmt: skip
    if row.count_by != KeyResult.CountBy.LAST and (row.kind != KeyResult.Kind.MOVE or row.derived):
        raise Refused("Only the values of a movement can be added up or averaged: keep the last one.", field="count_by")


def _settle_move(row: KeyResult) -> None:
    if row.baseline is None and row.count_by == KeyResult.CountBy.SUM:
        row.baseline = 0
    if row.baseline is None and row.metric is not None:
        usual = usual_level(row.metric)
        row.baseline = usual.value if usual else row.metric.judged_value
    if row.baseline is None:
        raise Refused(
            "A movement needs a baseline, the value it starts from: fill it in, or let finding it out be "
            "the key result.",
            field="baseline",
        )
    if row.target is None and row.target_words:
        row.target = targets.computed(row.target_words, row.baseline, row.scale)
        require_value(row.target, "target")
    if row.target is None:
        raise Refused(
            "A movement needs a target: type a value, or words like “−25 %”, “double” or “+10”.", field="target"
        )
    if row.target == row.baseline:
        raise Refused(
            "The target is the same as the baseline, so nothing would move: choose another target, "
            "or make it a key result that stays inside limits.", field="target",
        )  # fmt: skip


def _settle_control(row: KeyResult) -> None:
    if row.limit_lower is None and row.limit_upper is None:
        raise Refused("To stay inside limits, it needs at least one limit: fill one in.", field="limit_lower")
    if row.limit_lower is not None and row.limit_upper is not None and row.limit_lower >= row.limit_upper:
        raise Refused("The upper limit lies at or under the lower one: choose a higher one.", field="limit_upper")
    if not row.control_reason:
        raise Refused(
            "Something that stays as it is, is usually a KPI. Say why it is a key result here, or make it a KPI.",
            field="control_reason",
        )
    row.baseline = row.target = None
    row.target_words = ""


def _settle_done(row: KeyResult) -> None:
    if row.metric is not None:
        raise Refused("A yes or no is not read from a KPI: choose to move it, or leave the KPI out.", field="metric")
    row.unit_kind, row.unit_label, row.scale = "number", "", 0
    row.baseline = row.target = row.limit_lower = row.limit_upper = None
    row.target_words = ""


def _settle_milestone(row: KeyResult) -> None:
    if row.metric is not None:
        raise Refused(
            "A milestone is made of steps, not read from a KPI: choose to move it, or leave it out.", field="metric"
        )
    row.unit_kind, row.unit_label, row.scale = "number", "", 0
    row.limit_lower = row.limit_upper = None
    row.target_words = ""


def _settle_baseline(row: KeyResult) -> None:
    """What is found out has no way yet; a target that is known already waits for the baseline."""
    row.baseline = row.limit_lower = row.limit_upper = None
    row.target_words = row.target_words if row.target is None else ""


def _settle_curve(row: KeyResult) -> None:
    if row.curve_by not in KeyResult.CurveBy.values:
        raise Refused(
            f"“{row.curve_by}” is no curve: choose one of {', '.join(KeyResult.CurveBy.values)}.", field="curve_by"
        )
    if row.kind == KeyResult.Kind.MILESTONE:
        row.curve_by = KeyResult.CurveBy.LINEAR
        return
    if row.kind != KeyResult.Kind.MOVE and row.curve_by != KeyResult.CurveBy.LINEAR:
        raise Refused("Only a movement has a curve of its own: leave it linear.", field="curve_by")
    if row.curve_by == KeyResult.CurveBy.SCHEDULE and row.metric is None:
        raise Refused("It follows no KPI, so there is no target schedule: choose another curve.", field="curve_by")
    if row.curve_by == KeyResult.CurveBy.POINTS:
        _check_points(row)
    elif row.curve_by != KeyResult.CurveBy.SCHEDULE:
        row.curve = []


def _check_points(row: KeyResult) -> None:
    row.curve = sorted([int(day), int(value)] for day, value in row.curve)
    if not row.curve:
        raise Refused("Steps of its own need dated values: give at least one, such as 30 Nov: 40.", field="curve")
    days = [day for day, _ in row.curve]
    if len(set(days)) < len(days):
        raise Refused("Two steps have the same date: keep one of them.", field="curve")
    if days[0] < row.start.toordinal() or days[-1] > row.due.toordinal():
        raise Refused(f"A step lies outside {row.start} to {row.due}: choose dates inside.", field="curve")
    for _, value in row.curve:
        require_value(value, "curve")


SOURCES = {
    KeyResult.Kind.MOVE: {KeyResult.Derived.SUM, KeyResult.Derived.MEAN},
    KeyResult.Kind.MILESTONE: {KeyResult.Derived.INITIATIVES},
}
SETTLE = {
    KeyResult.Kind.MOVE: _settle_move,
    KeyResult.Kind.CONTROL: _settle_control,
    KeyResult.Kind.DONE: _settle_done,
    KeyResult.Kind.MILESTONE: _settle_milestone,
    KeyResult.Kind.BASELINE: _settle_baseline,
}
