"""The KPI library: named KPIs by function, each defined well enough to be computed by a newcomer."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from headway.kpis.presets import (
    MEASURE,
    Aggregation,
    Direction,
    Grain,
    UnitKind,
    scenario_presets,
)
from headway.records import RecordError, read_toml, record


@dataclass(frozen=True, slots=True)
class TypicalBand:
    """A healthy range. Amber lies outside it, to `amber_lower` and `amber_upper`; red lies beyond."""

    lower: Decimal | None = None
    upper: Decimal | None = None
    amber_lower: Decimal | None = None
    amber_upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LibraryKPI:
    """One library entry. `band` is empty where no level is typical; `typical` then says how to find one."""

    slug: str
    name: str
    function: str
    kind: Literal["leading", "lagging"]
    preset: str
    unit_kind: UnitKind
    unit_label: str
    scale: int
    direction: Direction
    aggregation: Aggregation
    over_units: Aggregation
    grain: Grain
    is_level: bool
    definition: str
    questions: tuple[str, ...]
    typical: str
    caveat: str
    low_means: str
    low_response: str
    high_means: str
    high_response: str
    numerator: str = ""
    denominator: str = ""
    band: TypicalBand = field(default_factory=TypicalBand)
    guardrails: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()


@cache
def library() -> dict[str, LibraryKPI]:
    """Return every library KPI by slug, in the order of their files; raise RecordError for a slip in one."""
    folder = files("headway.kpis") / "data" / "library"
    entries = [entry for path in sorted(folder.iterdir(), key=_name) for entry in _entries(path)]
    return {entry.slug: entry for entry in entries}


@cache
def library_functions() -> dict[str, tuple[LibraryKPI, ...]]:
    """Return the library KPIs by the function that usually owns them."""
    names = sorted({entry.function for entry in library().values()})
    return {name: tuple(e for e in library().values() if e.function == name) for name in names}


def _name(path: Traversable) -> str:
    return path.name


def _entries(path: Traversable) -> list[LibraryKPI]:
    content = read_toml(path)
    return [_entry(content["function"], table, path.name) for table in content["kpi"]]


def _entry(function: str, table: dict[str, Any], name: str) -> LibraryKPI:
    where = f"{name}, {table.get('slug', '?')}"
    preset = scenario_presets().get(table.get("preset", ""))
    if preset is None:
        raise RecordError(f"In {where}, the preset {table.get('preset')!r} is unknown: see presets.toml.")
    measure = {key: getattr(preset, key) for key in MEASURE}
    return record(LibraryKPI, measure | {"function": function} | table, where)
