"""Workspace presets by size: limits, rhythm and thresholds to start from, each to be overridden by itself."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from headway.records import read_toml, records

Hidden = Literal["tiers", "weights", "approvals"]


@dataclass(frozen=True, slots=True)
class SizePreset:
    """One size. Gaps and chances are parts per million; names as in `people.options.Options` mean the same.

    Weekday 0 is Monday; the hour is local; hours to answer run from the moment a decision opens.
    """

    slug: str
    name: str
    like: str
    finding: str
    company_objectives_min: int
    company_objectives_max: int
    unit_objectives_min: int
    unit_objectives_max: int
    objective_krs_min: int
    objective_krs_max: int
    unit_kpis_min: int
    unit_kpis_max: int
    levels_max: int
    check_in_weekday: int
    check_in_hour: int
    check_in_weeks: int
    review_every: Literal["month", "quarter"]
    cycle: Literal["month", "quarter", "half", "year"]
    red_answer_hours: int
    amber_answer_hours: int
    goal_answer_hours: int
    at_risk_gap: int
    off_track_gap: int
    at_risk_chance: int
    off_track_chance: int
    hold_readings: int
    watch_readings: int
    plateau_periods: int
    grading: Literal["score", "rag"]
    hidden: tuple[Hidden, ...]
    starters: tuple[str, ...]

    @property
    def plan_approval(self) -> bool:
        """Whether somebody above agrees to what a unit plans, before anybody asked for that."""
        return "approvals" not in self.hidden

    @property
    def show_weights(self) -> bool:
        """Whether pages speak of weights before anybody asked for them."""
        return "weights" not in self.hidden

    @property
    def show_tiers(self) -> bool:
        """Whether pages speak of themes before anybody made one."""
        return "tiers" not in self.hidden

    @property
    def individual_goals(self) -> bool:
        """Whether objectives may be one person's own."""
        return "tiers" not in self.hidden


@cache
def size_presets() -> dict[str, SizePreset]:
    """Return the presets by slug, smallest first. `starters` are slugs of the KPI library."""
    tables = read_toml(files("headway.people") / "data" / "presets.toml")["preset"]
    return {preset.slug: preset for preset in records(SizePreset, tables, "presets.toml")}
