"""What a pattern of sets answers with, and the shape of such a pattern."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Seen:
    """One misuse seen in a set: its level, the key of the unit it belongs to, the keys it is about, and what shows it.

    `basis` holds the facts it rests on, without those that change by themselves (days gone by): a person who waved
    it away is asked again only when these change.
    """

    level: str
    unit: str
    subjects: tuple[str, ...]
    evidence: str
    rewrite: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A finding about a goal, a person or a unit, with the pattern's code and why it matters."""

    code: str
    level: str
    unit: str
    subjects: tuple[str, ...]
    evidence: str
    why: str
    rewrite: str
    basis: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same as long as the pattern, what it is about and the facts it rests on are the same (32 hex digits)."""
        parts = (self.code, *self.subjects, "", *self.basis)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class SetExample:
    """A small world, told in a sentence, and whether the pattern must find itself in it."""

    told: str
    world: Snapshot
    found: bool


@dataclass(frozen=True, slots=True)
class SetPattern:
    """A misuse pattern in sets: what it is, why it matters, examples of both sides, and how it is found.

    It is judged `alone` when one objective with its key results is all it needs, and `in_files` when these need not be
    recorded for it.
    """

    code: str
    title: str
    what: str
    why: str
    rewrite: str
    examples: tuple[SetExample, ...]
    find: Callable[[Snapshot], Iterable[Seen]]
    alone: bool = False
    in_files: bool = False
