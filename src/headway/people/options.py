"""What a workspace has chosen: its preset's values, with its own options laid over them."""

from dataclasses import dataclass, fields

from headway.people.models import Workspace
from headway.people.presets import SizePreset, size_presets


@dataclass(frozen=True)
class Options:
    """The settings of a workspace that rules ask for; ``north_star`` is the key of the KPI above all themes.

    Gaps are parts per million of the whole way, chances parts per million; ``heavy_share`` is in ten-thousandths;
    hours are clock hours.
    """

    at_risk_gap: int = 100_000
    off_track_gap: int = 250_000
    at_risk_chance: int = 500_000
    off_track_chance: int = 200_000
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
    show_tiers: bool = True
    individual_goals: bool = True
    freeze_targets: bool = True
    north_star: str = ""
    undo_minutes: int = 15


def options_of(workspace: Workspace) -> Options:
    """The options in force: known names of ``workspace.options`` over the preset's values."""
    preset = preset_of(workspace)
    values = {field.name: getattr(preset, field.name, field.default) for field in fields(Options)}
    chosen = {name: value for name, value in workspace.options.items() if name in values}
    return Options(**(values | chosen))


def preset_of(workspace: Workspace) -> SizePreset:
    """The size preset that the workspace started from."""
    return size_presets()[workspace.preset]
