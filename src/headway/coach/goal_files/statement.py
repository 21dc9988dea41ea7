"""A goal as it stands in a file."""

from dataclasses import dataclass

SLOT_OF_WORD = {
    "objective": "objective", "objectives": "objective", "goal": "objective", "goals": "objective", "o": "objective",
    "key result": "key_result", "key results": "key_result", "key_result": "key_result", "key_results": "key_result",
    "keyresult": "key_result", "keyresults": "key_result", "kr": "key_result", "krs": "key_result",
    "results": "key_result", "kpi": "kpi", "kpis": "kpi", "metric": "kpi", "metrics": "kpi", "task": "task",
    "tasks": "task", "initiative": "task", "initiatives": "task", "work": "task", "actions": "task",
}  # fmt: skip
"""Words that name a slot in files, in lower case."""


class FileError(ValueError):
    """A file of goals that cannot be read; the message is a whole sentence for its author."""


@dataclass(frozen=True, slots=True)
class Written:
    """A goal in a file: its text, the slot it is written in (None when unsaid), its line (from 1) and key."""

    text: str
    declared: str | None
    line: int
    key: str | None = None
    parent_objective: str | None = None
