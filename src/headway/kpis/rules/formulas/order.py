"""Which formula is computed after which, and the loop that one would close."""

from collections.abc import Collection, Iterable, Mapping, Sequence

Edges = Mapping[int, Collection[int]]
"""Sources of each derived metric, by id."""


def loop_through(edges: Edges, metric: int, sources: Iterable[int]) -> list[int]:
    """The loop that ``metric`` reading ``sources`` would close, from it back to it; empty where there is none."""
    for source in sources:
        path = [metric, source]
        if source == metric or _reaches(edges, path, metric):
            return path
    return []


def _reaches(edges: Edges, path: list[int], goal: int) -> bool:
    """Extend ``path`` from its end to ``goal`` over sources, or leave it as it was."""
    seen: set[int] = set()
    stack = [[*path]]
    while stack:
        way = stack.pop()
        for source in edges.get(way[-1], ()):
            if source == goal:
                path[:] = [*way, goal]
                return True
            if source not in seen:
                seen.add(source)
                stack.append([*way, source])
    return False


def in_order(edges: Edges) -> Sequence[int]:
    """The derived metrics, each after those that it reads. The edges have no loop."""
    done: dict[int, None] = {}
    for metric in edges:
        stack = [metric]
        while stack:
            waiting = [source for source in edges.get(stack[-1], ()) if source in edges and source not in done]
            if waiting:
                stack.append(waiting[0])
            else:
                done[stack.pop()] = None
    return list(done)
