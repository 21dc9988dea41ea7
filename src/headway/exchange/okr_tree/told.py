"""What an okr-tree file says, read and typed, with the place of each thing in the file."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Remark:
    """Something that did not arrive as it stood, and why: its place in the file, and a whole sentence."""

    place: str
    text: str


class FileRefused(Exception):
    """The file cannot be read as an okr-tree; nothing was written. Each problem names its place."""

    def __init__(self, problems: list[Remark]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{one.place}: {one.text}" for one in problems))


@dataclass
class KeyResultTold:
    """A key result as the file tells it. Scores are fractions of one; ``named`` is its own id, if it has one."""

    place: str
    external: str
    title: str
    owners: tuple[str, ...] = ()
    baseline: Decimal | None = None
    target: Decimal | None = None
    actual: Decimal | None = None
    unit: str = ""
    start: date | None = None
    due: date | None = None
    mid_score: Decimal | None = None
    projected_score: Decimal | None = None
    final_score: Decimal | None = None
    result: str = ""
    priority: str = ""
    cancelled: bool = False
    digest: str = ""
    named: str = ""


@dataclass
class ObjectiveTold:
    """An objective as the file tells it; ``parents`` are external names of others in the file."""

    place: str
    external: str
    title: str
    owners: tuple[str, ...] = ()
    level: str = ""
    parents: tuple[str, ...] = ()
    final_score: Decimal | None = None
    result: str = ""
    why: str = ""
    cancelled: bool = False
    key_results: list[KeyResultTold] = field(default_factory=list)
    digest: str = ""


@dataclass
class TreeTold:
    """A whole file: one organisation's objectives of one cycle, and what was odd about it."""

    organisation: str
    cycle: str
    start: date
    end: date
    source: str
    objectives: list[ObjectiveTold]
    remarks: list[Remark]
    in_file: dict[str, int]
