"""A goal as it stands in a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .words import figure_named, plain_name

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    r"\s*(?:\d{4}-\d{1,2}(?:-\d{1,2})?\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|(?:q[1-4]|h[12])\b"
    rf"|\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}}\b(?!%)|(?:week|kw|cw) ?\d{{1,2}}\b)",
    re.IGNORECASE,
)
_LONGEST_FIGURE = 200
_UNIT_IN_NAME = re.compile(r"[(\[]\s*([^()\[\]\d]{1,12}?)\s*[)\]]|\bin (%|€|\$|£)")
_NO_UNIT = frozenset({"value", "optional", "required", "required field", "number", "stretch", "committed", "planned"})


class FileError(ValueError):
    """A file of goals that cannot be read; the message is a whole sentence for its author."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What fields of their own say of a goal, in the words of the file; "" where they say nothing."""

    metric: str = ""
    baseline: str = ""
    target: str = ""
    unit: str = ""


UNSTATED = Stated()


@dataclass(frozen=True, slots=True)
class Written:
    """A goal in a file: its text, the slot it is written in (None when unsaid), its line (from 1) and key.

    `stated` is what stands in fields of their own and not in the text.
    """

    text: str
    declared: str | None
    line: int
    key: str | None = None
    parent_objective: str | None = None
    stated: Stated = UNSTATED

    @property
    def beside(self) -> frozenset[str]:
        """The figures, baseline and target, that stand beside the text."""
        figures = {"baseline": self.stated.baseline, "target": self.stated.target}
        return frozenset(name for name, said in figures.items() if said)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What looks like goals, or may hold some, and is not read: its line and a sentence that says so."""

    line: int
    why: str


@dataclass(slots=True)
class Found:
    """What a file holds: its goals, in its order, and what was left out."""

    goals: list[Written] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def stated_in(fields: Iterable[tuple[str, str]]) -> Stated:
    """What fields of these names say; a date or "TBD" is no figure, and of several targets the last one counts."""
    said: dict[str, str] = {}
    units: dict[str, str] = {}
    for name, value in fields:
        figure, value = figure_named(plain_name(name)), value.strip()
        if figure in {"unit", "metric"} and value:
            said.setdefault(figure, value)
        elif figure and is_amount(value) and (figure == "target" or figure not in said):
            said[figure] = value
            if unit := _UNIT_IN_NAME.search(name):
                units[figure] = unit.group(1) or unit.group(2)
    baseline, target = _first(said, "baseline", "current"), _target_in(said)
    in_name = next((unit for unit in units.values() if unit.lower() not in _NO_UNIT), "")
    return Stated(said.get("metric", ""), baseline, target, said.get("unit") or in_name)


def is_amount(said: str) -> bool:
    """Whether a field holds a number that is no date."""
    start = said[:_LONGEST_FIGURE]
    return any(map(str.isdigit, start)) and not _DATE.match(start)


def _first(said: dict[str, str], *names: str) -> str:
    return next((said[name] for name in names if name in said), "")


def _target_in(said: dict[str, str]) -> str:
    """The target, or the band in its place."""
    if "target" in said or "band" in said:
        return _first(said, "target", "band")
    if "lower" in said and "upper" in said:
        return f"{said['lower']} to {said['upper']}"
    return _first(said, "lower", "upper")
