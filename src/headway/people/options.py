"""What a workspace has chosen: its preset's values, with its own options laid over them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from headway.people.models import Workspace
from headway.people.presets import SizePreset, size_presets


@dataclass(frozen=True)
class Options:
    """The settings of a workspace that rules ask for; ``north_star`` is the key of the KPI above all themes.

    Gaps are parts per million of the whole way, chances parts per million; ``heavy_share`` is in ten-thousandths;
    hours are clock hours. ``mandatory`` names the patterns of the coach that goals may not be set with.
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
    plan_approval: bool = True
    show_tiers: bool = True
    individual_goals: bool = True
    freeze_targets: bool = True
    north_star: str = ""
    undo_minutes: int = 15
    company_objectives_min: int = 2
    company_objectives_max: int = 3
    unit_objectives_min: int = 1
    unit_objectives_max: int = 3
    objective_krs_min: int = 2
    objective_krs_max: int = 4
    unit_kpis_min: int = 5
    unit_kpis_max: int = 10
    person_objectives_max: int = 3
    person_krs_max: int = 6
    person_kpis_max: int = 7
    mandatory: Sequence[str] = ()


def options_of(workspace: Workspace) -> Options:
    """The options in force: known names of ``workspace.options`` over the preset's values."""
    preset = preset_of(workspace)
    values = {field.name: getattr(preset, field.name, field.default) for field in fields(Options)}
    chosen = {name: value for name, value in workspace.options.items() if name in values}
    return Options(**(values | chosen))


def preset_of(workspace: Workspace) -> SizePreset:
    """The size preset that the workspace started from."""
    return size_presets()[workspace.preset]


def chose_limits(workspace: Workspace) -> bool:
    """Whether it chose how many goals and KPIs are usual, so that the sentence of its size does not speak for it."""
    return any(name.endswith(("_min", "_max")) for name in workspace.options)
