"""The goal graph: who contributes to whom, as (child, parent) pairs of any hashable names."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def loop_closed_by(edges: Iterable[tuple[N, N]], child: N, parent: N) -> list[N]:
    """The loop that the edge ``child`` → ``parent`` would close, from ``child`` round to ``child``; else empty."""
    if child == parent:
        return [child, child]
    up = _by_first(edges)
    came_from: dict[N, N] = {parent: child}
    waiting = [parent]
    while waiting:
        here = waiting.pop()
        for above in up.get(here, ()):
            if above == child:
                return _walk_back(came_from, here, child)
            if above not in came_from:
                came_from[above] = here
                waiting.append(above)
    return []


def ancestors_of(edges: Iterable[tuple[N, N]], node: N) -> set[N]:
    """``node`` and everything above it."""
    return _reach(_by_first(edges), node)


def reach_of(edges: Iterable[tuple[N, N]], nodes: Iterable[N]) -> set[N]:
    """``nodes`` and everything that edges lead to from them."""
    return _reach(_by_first(edges), *nodes)


def meeting_points(edges: Iterable[tuple[N, N]], among: Iterable[N]) -> set[N]:
    """Those of ``among`` that something below reaches by more than one path."""
    pairs = list(edges)
    parents = _by_first(pairs)
    down = _by_first((parent, child) for child, parent in pairs)
    found = set()
    for node in among:
        below = _reach(down, node)
        if any(sum(parent in below for parent in parents.get(one, ())) > 1 for one in below if one != node):
            found.add(node)
    return found


def _by_first(edges: Iterable[tuple[N, N]]) -> dict[N, list[N]]:
    found: dict[N, list[N]] = defaultdict(list)
    for first, second in edges:
        found[first].append(second)
    return dict(found)


def _reach(onward: dict[N, list[N]], *starts: N) -> set[N]:
    seen, waiting = set(starts), list(starts)
    while waiting:
        for other in onward.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _walk_back(came_from: dict[N, N], here: N, child: N) -> list[N]:
    way = [child, here]
    while here != child:
        here = came_from[here]
        way.append(here)
    return way[::-1]
