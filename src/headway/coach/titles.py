"""Titles whose figures stand in fields beside them, as those of key results do in forms, sheets and plans.

By itself "Tickets reopened" may be work that gets done; with a target beside it, it is a count of tickets. "Publish
articles" is work with a target, too. So a title that by itself shows a pattern of work, and has no figures of its own,
is read again as a sentence with figures. And a level that no verb holds is a movement, where two figures differ.
"""

from dataclasses import dataclass
from functools import lru_cache

from .finding import Finding
from .lint import lint

_COUNTED = "{title}: 30"
"""A title with a target. Which one makes no difference to what it names."""
WORK = frozenset({"task_not_outcome", "bau_routine"})
"""The patterns of work, which a title may show by itself and not with a target beside it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The short of a reading: what it is by nature, what it measures, whether its verb holds a level, whether it has
    figures of its own, what was found."""

    kind: str
    metric: str | None
    holds: bool
    has_figures: bool
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(finding.code for finding in self.findings)


@lru_cache(maxsize=20_000)
def glance(text: str, slot: str, parent: str = "") -> Glance:
    """A statement read, kept for the next time it is asked about."""
    reading = lint(text, slot, parent or None)
    statement, figures = reading.statement, reading.statement.figures
    head = statement.sentence.head
    keeps = head.cls == "hold" or head.form == "imperative"
    holds = statement.nature.name == "level" and keeps and figures.baseline is None
    has_figures = figures.target is not None or figures.baseline is not None
    return Glance(reading.kind, statement.metric, holds, has_figures, reading.findings)


def ruled_out(title: str, parent: str = "", *, moves: bool) -> frozenset[str]:
    """The patterns that the title of a key result shows by itself alone, and not with a target beside it.

    `moves` says that a baseline stands there, too.
    """
    read = glance(title, "key_result", parent)
    gone = frozenset({"static_kpi"}) if moves and not read.holds else frozenset()
    if read.codes & WORK and not read.has_figures:
        gone |= WORK - _with_target(title, parent).codes
    return read.codes & gone


def _with_target(title: str, parent: str = "") -> Glance:
    return glance(_COUNTED.format(title=title.rstrip(" .:")), "key_result", parent)


def measure_of(title: str) -> str:
    """What the title of a key result measures; "" when it names nothing that could be counted.

    >>> measure_of("Raise NPS from 45 to 60"), measure_of("Tickets reopened")
    ('NPS', 'Tickets reopened')
    """
    return glance(title, "key_result").metric or glance(f"{title} from 20 to 30", "key_result").metric or ""
