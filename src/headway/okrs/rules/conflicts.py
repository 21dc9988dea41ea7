"""Goals that cannot all succeed, or that count the same thing twice: by their numbers, and by their words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from headway.okrs.rules.likeness import likeness

ALIKE = 0.5
"""From half of all words on, two titles say nearly the same."""
COMMON = 60
"""A word that more titles than this share tells none of them apart, so it starts no comparison."""


class Push(NamedTuple):
    """A key result that moves something: its key, its goal's, and what it moves up or down."""

    key: str
    goal: str
    thing: str
    direction: str


@dataclass(frozen=True)
class Guard:
    """A goal that wants a number not to get worse; ``better`` is the direction in which it is better."""

    goal: str
    thing: str
    better: str


@dataclass(frozen=True)
class Opposed:
    """One thing pushed in opposite directions."""

    thing: str
    up: tuple[str, ...]
    down: tuple[str, ...]


@dataclass(frozen=True)
class Crowded:
    """One thing that key results of several goals count."""

    thing: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """A key result that makes worse what another goal guards."""

    thing: str
    key: str
    guarded_by: str


class Titled(NamedTuple):
    """A goal by its unit and the words of its title."""

    key: str
    unit: str
    words: frozenset[str]


@dataclass(frozen=True)
class Alike:
    """Two goals of two units that say nearly the same; ``share`` is the percentage of words that they share."""

    one: str
    other: str
    share: int


def opposed(pushes: Iterable[Push]) -> list[Opposed]:
    """Each thing that somebody wants up and somebody else down."""
    found = []
    for thing, rows in _by_thing(pushes).items():
        up, down = ([row for row in rows if row.direction == way] for way in ("up", "down"))
        if up and down:
            found.append(Opposed(thing, _keys(up), _keys(down)))
    return found


def crowded(pushes: Iterable[Push]) -> list[Crowded]:
    """Each thing that goals apart count the same way: its movement shows in all of them."""
    found = []
    for thing, rows in _by_thing(pushes).items():
        ways: dict[str, list[Push]] = {"up": [], "down": [], "within": []}
        for row in rows:
            ways[row.direction].append(row)
        for same in ways.values():
            if len({row.goal for row in same}) > 1:
                found.append(Crowded(thing, _keys(same)))
    return found


def against_guards(pushes: Iterable[Push], guards: Iterable[Guard]) -> list[Against]:
    """Each key result that pushes the wrong way what another goal guards."""
    guarded: dict[str, list[Guard]] = defaultdict(list)
    for guard in guards:
        guarded[guard.thing].append(guard)
    return [
        Against(push.thing, push.key, guard.goal)
        for push in pushes
        for guard in guarded.get(push.thing, ())
        if guard.goal != push.goal and {push.direction, guard.better} == {"up", "down"}
    ]


def alike(goals: Sequence[Titled], at_least: float = ALIKE) -> list[Alike]:
    """Pairs of goals of different units whose titles share at least that part of their words, most alike first."""
    found = []
    for one, other in _candidates(goals):
        share = likeness(goals[one].words, goals[other].words)
        if share >= at_least:
            found.append(Alike(goals[one].key, goals[other].key, round(share * 100)))
    return sorted(found, key=lambda pair: -pair.share)


def _candidates(goals: Sequence[Titled]) -> list[tuple[int, int]]:
    """Pairs that share a word which is not everybody's: far fewer than all pairs."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, goal in enumerate(goals):
        for word in goal.words:
            by_word[word].append(n)
    rare = [places for places in by_word.values() if 1 < len(places) <= COMMON]
    pairs = {(a, b) for places in rare for i, a in enumerate(places) for b in places[i + 1 :]}
    return sorted((a, b) for a, b in pairs if goals[a].unit != goals[b].unit)


def _by_thing(pushes: Iterable[Push]) -> dict[str, list[Push]]:
    found: dict[str, list[Push]] = defaultdict(list)
    for push in pushes:
        found[push.thing].append(push)
    return {thing: rows for thing, rows in found.items() if len(rows) > 1}


def _keys(rows: Iterable[Push]) -> tuple[str, ...]:
    return tuple(row.key for row in rows)
