"""Workspace presets by size: limits, rhythm and thresholds to start from. Each can be overridden by itself."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from headway.records import read_toml, records

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Hidden = Literal["tiers", "weights", "approvals"]


@dataclass(frozen=True, slots=True)
class SizePreset:
    """One size. Pace gaps and chances are shares from 0 to 1; hours run from the moment a decision opens."""

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
    check_in_every: Literal["week", "fortnight", "month"]
    check_in_weekday: Weekday
    check_in_time: str
    review_every: Literal["month", "quarter"]
    cycle: Literal["month", "quarter", "half", "year"]
    answer_red_hours: int
    answer_amber_hours: int
    gap_at_risk: Decimal
    gap_off_track: Decimal
    chance_at_risk: Decimal
    chance_off_track: Decimal
    held_readings: int
    watch_readings: int
    grading: Literal["score", "rag"]
    hidden: tuple[Hidden, ...]
    starters: tuple[str, ...]


@cache
def size_presets() -> dict[str, SizePreset]:
    """Return the presets by slug, smallest first. `starters` are slugs of the KPI library."""
    tables = read_toml(files("headway.people") / "data" / "presets.toml")["preset"]
    return {preset.slug: preset for preset in records(SizePreset, tables, "presets.toml")}
