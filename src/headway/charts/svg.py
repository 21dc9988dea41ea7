"""The pieces every drawing is made of: safe text, coordinates, marks."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import isfinite

XY = tuple[float, float]
KINDS = ("ok", "warn", "bad", "idle", "open", "reached", "melon")


class Svg(str):
    """Markup that is finished and safe: template engines take it as it is (`__html__`)."""

    __slots__ = ()

    def __html__(self) -> "Svg":
        return self


def n(x: float) -> str:
    """A coordinate with at most one decimal: 12, 12.5."""
    text = f"{x:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def points(path: Iterable[XY]) -> str:
    """The points attribute of a polyline or polygon."""
    return " ".join(f"{n(x)},{n(y)}" for x, y in path)


def clamp(x: float, low: float, high: float) -> float:
    """`x` held within low and high."""
    return max(low, min(high, x))


def finite(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn: neither missing, nor infinite, nor not-a-number."""
    return [v for v in values if v is not None and isfinite(v)]


def widened(low: float, high: float) -> tuple[float, float]:
    """A span that can be divided by: the same, or one unit wide where floats cannot tell its ends apart."""
    return (low, high) if (high - low) > 1e-290 else (low - 0.5, high + 0.5)


def tag(name: str, attributes: Mapping[str, float | str], text: str | None = None) -> str:
    """One element; numbers become coordinates, text is escaped."""
    written = "".join(f' {k}="{escape(v) if isinstance(v, str) else n(v)}"' for k, v in attributes.items() if v != "")
    return f"<{name}{written}/>" if text is None else f"<{name}{written}>{escape(text)}</{name}>"


def line(css: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return tag("line", {"class": css, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def rect(css: str, x: float, y: float, width: float, height: float, fill: str = "") -> str:
    """A rectangle; nothing when it has no area. `fill` names a pattern."""
    if width <= 0 or height <= 0:
        return ""
    return tag("rect", {"class": css, "x": x, "y": y, "width": width, "height": height, "fill": fill})


def circle(css: str, x: float, y: float, r: float, title: str = "") -> str:
    """A circle, with a title that shows when pointed at."""
    where: dict[str, float | str] = {"class": css, "cx": x, "cy": y, "r": r}
    return tag("circle", where) if not title else f"{tag('circle', where)[:-2]}>{tag('title', {}, title)}</circle>"


def polyline(css: str, path: Sequence[XY]) -> str:
    """An open line through the points; nothing for fewer than two."""
    return tag("polyline", {"class": css, "points": points(path)}) if len(path) > 1 else ""


def polygon(css: str, path: Sequence[XY]) -> str:
    """A filled shape."""
    return tag("polygon", {"class": css, "points": points(path)})


def text(words: str, x: float, y: float, css: str = "") -> str:
    """A label; the words are escaped, `css` adds to c-text (m: middle, e: end, halo, strong, …)."""
    return tag("text", {"class": f"c-text {css}".strip(), "x": x, "y": y}, words) if words else ""


def mark(kind: str, x: float, y: float, r: float = 4.0, extra: str = "") -> str:
    """The shape of a status: disc, triangle, diamond, or a broken ring for everything unknown."""
    css = f"c-{kind} {extra}".strip()
    if kind in ("ok", "reached"):
        return circle(f"c-ok {extra}".strip(), x, y, r)
    if kind == "warn":
        w, h = r * 1.15, r * 0.9
        return tag("path", {"class": css, "d": f"M{n(x)} {n(y - w)} L{n(x + w)} {n(y + h)} L{n(x - w)} {n(y + h)} Z"})
    if kind in ("bad", "melon"):
        d = r * 1.25
        path = f"M{n(x)} {n(y - d)} L{n(x + d)} {n(y)} L{n(x)} {n(y + d)} L{n(x - d)} {n(y)} Z"
        return tag("path", {"class": f"c-bad {extra}".strip(), "d": path})
    return circle("c-idle", x, y, r)


def drawing(
    parts: Iterable[str],
    size: tuple[float, float],
    css: str,
    label: str,
    role: str = "img",
    data: Mapping[str, str] | None = None,
) -> Svg:
    """The whole picture with its text alternative; without one it is hidden from assistive technology.

    `data` become data attributes, for a script to find.
    """
    width, height = size
    what = f'role="{role}" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    kept = "".join(f' data-{name}="{escape(value)}"' for name, value in (data or {}).items() if value)
    body = "".join(p for p in parts if p)
    return Svg(f'<svg class="{escape(css)}" viewBox="0 0 {n(width)} {n(height)}" {what}{kept}>{body}</svg>')


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart within low and high, as near to the wanted ones as that allows.

    Returned in the order given. When there is no room, the gap shrinks.
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    edge = low
    for i in order:
        placed[i] = edge = max(edge, clamp(wanted[i], low, high))
        edge += gap
    edge = high
    for i in reversed(order):
        placed[i] = edge = min(edge, placed[i])
        edge -= gap
    return [clamp(p, low, high) for p in placed]
