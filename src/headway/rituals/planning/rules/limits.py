"""How many goals do well: the limits that are in force here, and which of them a plan leaves."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """At least and at most: objectives of one unit, and key results of one objective; ``own`` for one person's own."""

    objectives: tuple[int, int]
    key_results: tuple[int, int]
    own: int = 3


@dataclass(frozen=True)
class Outside:
    """One count that lies outside: ``what`` is objectives, key_results (``which``: of which key) or person (whose)."""

    what: str
    n: int
    least: int
    most: int
    which: str = ""

    @property
    def too_many(self) -> bool:
        return self.n > self.most


def outside(limits: Limits, goals: Mapping[str, int], own: Mapping[str, int] | None = None) -> list[Outside]:
    """What of a plan lies outside its limits; ``goals`` counts the key results of each objective.

    ``own`` says how many of these are whose own: they do not count among those of the unit. An empty plan has not
    begun, so it is not too small.
    """
    own = own or {}
    found = []
    least, most = limits.objectives
    n = len(goals) - sum(own.values())
    if n and not least <= n <= most:
        found.append(Outside("objectives", n, least, most))
    found += [Outside("person", n, 0, limits.own, who) for who, n in own.items() if n > limits.own]
    least, most = limits.key_results
    found += [Outside("key_results", n, least, most, key) for key, n in goals.items() if not least <= n <= most]
    return found
