"""What a workspace has chosen: its preset's values, with its own options laid over them."""

from dataclasses import dataclass, fields

from headway.people.models import Workspace


@dataclass(frozen=True)
class Options:
    """The settings of a workspace that rules ask for.

    Gaps are parts per million of the whole way; ``heavy_share`` is in ten-thousandths; hours are clock hours.
    """

    at_risk_gap: int = 100_000
    off_track_gap: int = 250_000
    heavy_share: int = 2_500
    red_answer_hours: int = 48
    amber_answer_hours: int = 120
    goal_answer_hours: int = 72
    hold_readings: int = 3
    watch_readings: int = 12
    plateau_periods: int = 10
    check_in_weekday: int = 0
    check_in_hour: int = 18
    check_in_weeks: int = 1
    grading: str = "score"
    show_weights: bool = True
    undo_minutes: int = 15


def options_of(workspace: Workspace) -> Options:
    """The options in force: known names of ``workspace.options`` over the preset's values."""
    known = {field.name for field in fields(Options)}
    return Options(**{name: value for name, value in workspace.options.items() if name in known})
