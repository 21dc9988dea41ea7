"""Scenario presets: what a number of that sort is usually like, so that a new KPI starts half filled in."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from headway.records import read_toml, records

UnitKind = Literal["number", "percent", "points", "money", "duration"]
Direction = Literal["up", "down", "within"]
Aggregation = Literal["sum", "average", "last", "min", "max", "ratio"]
Grain = Literal["hour", "day", "week", "month", "quarter", "year"]
Shape = Literal["above", "below", "between", "plan", "count"]
BandRule = Literal["limits", "plan", "promise", "need"]
MEASURE = ("unit_kind", "unit_label", "scale", "direction", "aggregation", "over_units", "grain", "is_level")


@dataclass(frozen=True, slots=True)
class ScenarioPreset:
    """One scenario. `unit_label` is "" for counts and for money, whose currency is the workspace's."""

    slug: str
    name: str
    like: str
    shape: Shape
    unit_kind: UnitKind
    unit_label: str
    scale: int
    direction: Direction
    aggregation: Aggregation
    over_units: Aggregation
    grain: Grain
    is_level: bool
    lateness_hours: int
    band_rule: BandRule
    band_text: str


@cache
def scenario_presets() -> dict[str, ScenarioPreset]:
    """Return the presets by slug, in the order in which a person is offered them."""
    tables = read_toml(files("headway.kpis") / "data" / "presets.toml")["preset"]
    return {preset.slug: preset for preset in records(ScenarioPreset, tables, "presets.toml")}
