"""What the large company is made of, decided by a seeded generator: the same size gives the same company."""

from dataclasses import dataclass
from random import Random

from headway.demo.enterprise.size import Size
from headway.demo.enterprise.words import Division, Measured, words

SEED = "meridian"


@dataclass(frozen=True)
class Way:
    """How a key result goes: the share of the way it makes of what is expected, and how unsteadily."""

    pace: float
    unsteady: float


def names_of(size: Size) -> list[str]:
    """A name for everybody; a middle letter tells apart those who would share one."""
    first, last = words().first, words().last
    seen: dict[str, int] = {}
    told = []
    for n in range(size.units * size.people):
        mine, family = first[n % len(first)], last[(n // len(first) + n) % len(last)]
        times = seen[mine + family] = seen.get(mine + family, 0) + 1
        told.append(f"{mine}{'' if times == 1 else f' {chr(63 + times)}.'} {family}")
    return told


def title(division: Division, unit: str, number: int, random: Random) -> str:
    """What an objective sets out to do."""
    pattern = division.outcomes[number % len(division.outcomes)]
    said = pattern.format(who=random.choice(words().audiences), where=random.choice(words().regions))
    return f"{unit}: {said[0].upper()}{said[1:]}"[:200]


def measure(division: Division, number: int, random: Random) -> Measured:
    """What a key result moves, from a start near the usual one."""
    told = division.measures[number % len(division.measures)]
    spread = 0.85 + 0.3 * random.random()
    start, goal = (max(1, round(value * spread * 10**told.scale)) for value in (told.start, told.goal))
    return Measured(told.name, told.unit_kind, told.unit_label, told.scale, start, goal + (start == goal))


def way(random: Random) -> Way:
    """Most keep pace, some run ahead, a few fall behind."""
    drawn = random.random()
    if drawn < 0.006:
        return Way(0.45, 0.02)
    if drawn < 0.015:
        return Way(0.8, 0.02)
    return Way(1.02 + 0.3 * random.random(), 0.02)


def generator(*parts: object) -> Random:
    """A generator of its own for each thing, so that one more of one kind changes nothing else."""
    return Random(f"{SEED} {' '.join(map(str, parts))}")
