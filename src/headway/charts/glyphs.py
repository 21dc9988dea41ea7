"""The small drawings of a row: ground for KPIs, climb and track for goals, a bar a week."""

from collections.abc import Callable, Mapping, Sequence

from headway.charts.model import Band
from headway.charts.svg import Svg, clamp, drawing, finite, line, mark, n, polyline, rect, tag, widened

HEIGHTS = {"ok": 1.0, "reached": 1.0, "warn": 0.62, "bad": 0.3, "melon": 0.3}
WEEK_WORDS = {"ok": "on track", "warn": "at risk", "bad": "off track", "": "no check-in"}


def spark(
    values: Sequence[float | None],
    band: Band | None = None,
    kind: str = "ok",
    *,
    label: str,
    size: tuple[float, float] = (104, 28),
    css: str = "spark",
) -> Svg:
    """A KPI's readings over the ground it must not sink into, under the roof it must not pierce.

    The last reading carries the mark of `kind`. Missing values break the line.
    """
    width, height = size
    edges = finite([band.low, band.high]) if band else []
    low, high = _range(finite(values) + edges)
    across = (width - 10) / max(1, len(values) - 1)

    def y(value: float) -> float:
        return clamp(height - 1 - (value - low) / (high - low) * (height - 2), 0, height)

    parts = _ground(band, y, width, height)
    runs = _runs(values)
    at = {i: (2 + i * across, y(v)) for run in runs for i, v in run}
    parts += [polyline("c-line", [at[i] for i, _ in run]) for run in runs]
    if at:
        x, last = at[max(at)]
        parts.append(mark(kind, x, clamp(last, 4, height - 4), 3.2, "onground" if kind == "warn" else ""))
    return drawing(parts, size, css, label)


def climb(progress: Sequence[float | None], kind: str = "ok", *, elapsed: float, label: str) -> Svg:
    """A goal rising from its baseline to the ceiling over the cycle, against the dotted pace.

    `progress` is evenly spaced from the start to now (1 = target); `elapsed` is the share of the cycle
    that has passed.
    """
    width, height, top, base = 76.0, 28.0, 3.0, 22.0
    reach = (width - 5) * clamp(elapsed, 0, 1)
    parts = [
        rect("c-ground", 0, base, width, height - base),
        line("c-pace", 1, base, width - 1, top),
        line("c-ceiling", width - 12, top, width - 2, top),
    ]
    known = [(i, p) for i, p in enumerate(progress) if finite([p])]
    step = reach / max(1, len(progress) - 1)
    way = [(1 + i * step, base - clamp(p or 0.0, -0.16, 1.12) * (base - top)) for i, p in known]
    parts.append(polyline("c-rise mid", way))
    if way:
        x, y = way[-1]
        parts.append(mark(kind, clamp(x, 4, width - 4), clamp(y, 4, height - 4), 3.4))
    return drawing(parts, (width, height), "climb", label)


def track(progress: float | None, pace: float | None, kind: str = "ok", *, label: str, width: float = 152) -> Svg:
    """Baseline to target on one line: ground at the left, the ceiling at the right, ▾ where it should be."""
    low, high, y, height = -0.12, 1.12, 15.0, 26.0

    def x(share: float) -> float:
        return (clamp(share, low, high) - low) / (high - low) * width

    parts = [
        rect("c-ground", 0, y - 7, x(0), 14),
        line("c-ground-edge", x(0), y - 7, x(0), y + 7),
        line("c-grid", x(0), y, x(1), y),
        line("c-ceiling", x(1), y - 6, x(1), y + 6),
    ]
    if pace is not None:
        parts.append(tag("path", {"class": "c-ink", "d": f"M{n(clamp(x(pace) - 3.5, 0, width - 7))} 1.5 h7 l-3.5 5 z"}))
    if progress is not None:
        parts += [
            line("c-rise", x(0), y, x(progress), y),
            mark(kind, clamp(x(progress), 6, width - 6), y, 4.6),
        ]
    return drawing(parts, (width, height), "track", label)


def heat(weeks: Sequence[str], *, label: str = "", words: Mapping[str, str] = WEEK_WORDS) -> Svg:
    """One bar a week: full on track, two thirds at risk, a third off track, a broken box for none.

    `weeks` holds kinds, oldest first, with an empty string for no check-in; `label` comes before the words.
    """
    wide, tall, gap = 9.0, 15.0, 2.0
    spoken = ", ".join(words.get(w, w) or words[""] for w in weeks)
    parts = [_week(w, i * (wide + gap), wide, tall) for i, w in enumerate(weeks)]
    size = (max(1, len(weeks)) * (wide + gap), tall)
    made = drawing(parts, size, "heat", f"{label}: {spoken}" if label else spoken or words[""])
    return Svg(made.replace("<svg ", f'<svg width="{n(size[0])}" height="{n(size[1])}" ', 1))


def _ground(band: Band | None, y: Callable[[float], float], width: float, height: float) -> list[str]:
    parts: list[str] = []
    if band and finite([band.low]):
        edge = y(band.low or 0.0)
        parts += [
            rect("c-ground", 0, edge, width, height - edge),
            line("c-ground-edge", 0, edge, width, edge),
        ]
    if band and finite([band.high]):
        edge = y(band.high or 0.0)
        parts += [rect("c-ground", 0, 0, width, edge), line("c-ground-edge", 0, edge, width, edge)]
    return parts


def _week(kind: str, x: float, wide: float, tall: float) -> str:
    if kind not in HEIGHTS:
        return rect("c-idle", x + 1, tall - 7, wide - 2, 6)
    height = tall * HEIGHTS[kind]
    css = {"reached": "ok", "melon": "bad"}.get(kind, kind)
    return rect(f"c-{css}", x, tall - height, wide, height)


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    pad = (high - low or abs(high) or 1.0) * 0.22
    return widened(low - pad, high + pad)


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Unbroken stretches of (position, value)."""
    runs: list[list[tuple[int, float]]] = [[]]
    for i, v in enumerate(values):
        if v is not None and finite([v]):
            runs[-1].append((i, v))
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]
