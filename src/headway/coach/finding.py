"""What a pattern answers with, and the shape of a pattern."""

from collections.abc import Callable
from dataclasses import dataclass

from .reader.model import Statement

LEVELS = ("error", "warning", "hint")
"""From what no source disputes to what the literature itself disagrees on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One misuse found in one statement: the words that show it, why it matters, and a rewrite to start from."""

    code: str
    level: str
    evidence: str
    why: str
    rewrite: str

    def as_dict(self) -> dict[str, str]:
        """The finding as plain JSON data."""
        return {
            "code": self.code,
            "level": self.level,
            "evidence": self.evidence,
            "why": self.why,
            "rewrite": self.rewrite,
        }


@dataclass(frozen=True, slots=True)
class Example:
    """A statement in a slot, and whether the pattern must find itself in it."""

    text: str
    declared: str
    found: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A misuse pattern: what it is, why it matters, examples of both sides, and how it is found.

    `told` makes the finding about a statement that the second reader sees it in; None where it is not asked about it.
    """

    code: str
    title: str
    what: str
    why: str
    rewrite: str
    examples: tuple[Example, ...]
    find: Callable[[Statement], Finding | None]
    told: Callable[[Statement], Finding] | None = None
