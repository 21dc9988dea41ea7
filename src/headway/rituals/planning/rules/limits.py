"""How many goals do well: the limits of the size preset, and which of them a plan leaves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """At least and at most: objectives of one unit, and key results of one objective."""

    objectives: tuple[int, int]
    key_results: tuple[int, int]


@dataclass(frozen=True)
class Outside:
    """One count that lies outside: ``what`` is objectives or key_results, ``which`` the key of the objective."""

    what: str
    n: int
    least: int
    most: int
    which: str = ""

    @property
    def too_many(self) -> bool:
        return self.n > self.most


def outside(limits: Limits, goals: dict[str, int]) -> list[Outside]:
    """What of a plan lies outside its limits; ``goals`` counts the key results of each objective.

    An empty plan has not begun, so it is not too small.
    """
    found = []
    least, most = limits.objectives
    if goals and not least <= len(goals) <= most:
        found.append(Outside("objectives", len(goals), least, most))
    least, most = limits.key_results
    found += [Outside("key_results", n, least, most, key) for key, n in goals.items() if not least <= n <= most]
    return found
