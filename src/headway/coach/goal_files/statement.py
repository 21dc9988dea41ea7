"""A goal as it stands in a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SLOT_OF_WORD = {
    "objective": "objective", "objectives": "objective", "goal": "objective", "goals": "objective", "o": "objective",
    "key result": "key_result", "key results": "key_result", "key_result": "key_result", "key_results": "key_result",
    "keyresult": "key_result", "keyresults": "key_result", "kr": "key_result", "krs": "key_result",
    "results": "key_result", "kpi": "kpi", "kpis": "kpi", "metric": "kpi", "metrics": "kpi", "task": "task",
    "tasks": "task", "initiative": "task", "initiatives": "task", "work": "task", "actions": "task",
}  # fmt: skip
"""Words that name a slot in files, in lower case."""
FIGURE_OF_WORD = {
    **dict.fromkeys(
        ("baseline", "baseline value", "start", "start value", "starting value", "initial value", "from"), "baseline"
    ),
    **dict.fromkeys(
        ("target", "target value", "goal value", "end value", "to", "lower", "lower bound", "upper", "upper bound",
         "lower limit", "upper limit", "min", "minimum", "max", "maximum", "floor", "ceiling", "band", "healthy",
         "healthy band", "threshold"), "target"
    ),
}  # fmt: skip
"""Words that name a field for a figure: what a goal starts from, and how far it goes or which band it keeps to."""
_DATE = re.compile(
    r"\s*(?:\d{4}-\d{1,2}(?:-\d{1,2})?\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|(?:q[1-4]|h[12])\b)", re.IGNORECASE
)
_LONGEST_FIGURE = 200


class FileError(ValueError):
    """A file of goals that cannot be read; the message is a whole sentence for its author."""


@dataclass(frozen=True, slots=True)
class Written:
    """A goal in a file: its text, the slot it is written in (None when unsaid), its line (from 1) and key.

    `beside` names the figures, baseline and target, that stand in fields of their own and not in the text.
    """

    text: str
    declared: str | None
    line: int
    key: str | None = None
    parent_objective: str | None = None
    beside: frozenset[str] = frozenset()


def plain_name(name: str) -> str:
    """The name of a field or column in the form in which they are compared: "Key_Result " is "key result"."""
    return name.strip().lower().replace("_", " ").replace("-", " ")


def figures_in(fields: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Which figures stand in fields of these plain names; a date or "TBD" is no figure."""
    return frozenset(FIGURE_OF_WORD[name] for name, said in fields if name in FIGURE_OF_WORD and _is_amount(said))


def _is_amount(said: str) -> bool:
    start = said[:_LONGEST_FIGURE]
    return any(map(str.isdigit, start)) and not _DATE.match(start)
