"""The words of the large company: what each division sets out to do, measures and is called."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from headway.records import read_toml, record


@dataclass(frozen=True, slots=True)
class Measured:
    """A key result or KPI to be: name, unit, decimals, where it starts and where it is to go."""

    name: str
    unit_kind: str
    unit_label: str
    scale: int
    start: int
    goal: int


@dataclass(frozen=True, slots=True)
class Division:
    """What a division calls itself, its departments, its outcomes and its measures."""

    name: str
    departments: tuple[str, ...]
    outcomes: tuple[str, ...]
    measures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is recombined. ``{who}`` and ``{where}`` in an outcome are an audience and a region."""

    regions: tuple[str, ...]
    audiences: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    notes: tuple[str, ...]
    division: tuple[Division, ...]


@cache
def words() -> Words:
    """The words, as the file beside this one has them."""
    return record(Words, read_toml(files("headway.demo.enterprise") / "words.toml"), "words.toml")
