"""Drawings without data: the empty floor, and the five ways a number can behave."""

from headway.charts.svg import Svg, drawing, line, polyline, rect, tag, text

WAYS = ("above", "below", "between", "plan", "events")


def empty_floor(*, label: str = "", floor: str = "", readings: str = "", ceiling: str = "") -> Svg:
    """A floor, readings that may come, and a ceiling later; the words stand on their parts."""
    wave = [(2, 76), (60, 66), (118, 80), (176, 62), (234, 72), (292, 58), (350, 74), (408, 64)]
    parts = [
        rect("c-ground", 0, 92, 736, 40),
        line("c-ground-edge", 0, 92, 736, 92),
        polyline("c-limit", wave),
        line("c-pace", 408, 64, 700, 14),
        line("c-ceiling", 650, 14, 734, 14),
        text(floor, 12, 117, "earth only-large"),
        text(readings, 176, 44, "only-large"),
        text(ceiling, 640, 18, "blue e only-large"),
    ]
    return drawing(parts, (736, 132), "chart art", label)


def preset(way: str) -> Svg:
    """The picture on a choice: keep above, below, between; grow by plan; count of events.

    Raises ValueError for a way that is none of `WAYS`.
    """
    if way not in WAYS:
        raise ValueError(f"{way!r} is no way a number behaves. Use one of: {', '.join(WAYS)}.")
    return drawing([*_preset_ground(way), *_preset_line(way)], (64, 28), "preset-art", "")


def _preset_ground(way: str) -> list[str]:
    parts: list[str] = []
    if way != "below":
        floor = {"between": 22.0, "events": 25.0}.get(way, 19.0)
        parts += [rect("c-ground", 0, floor, 64, 28 - floor), line("c-ground-edge", 0, floor, 64, floor)]
    if way in ("below", "between"):
        roof = 9.0 if way == "below" else 6.0
        parts += [rect("c-ground", 0, 0, 64, roof), line("c-ground-edge", 0, roof, 64, roof)]
    return parts


def _preset_line(way: str) -> list[str]:
    if way == "events":
        return [tag("path", {"class": "c-line", "d": "M8 25V14M22 25V19M36 25V8M50 25V17"})]
    heights = {
        "above": (10, 6, 11, 7, 9, 6, 8),
        "below": (20, 16, 22, 18, 20, 16, 18),
        "between": (15, 12, 17, 12, 15, 11, 14),
        "plan": (15, 14, 12, 10, 9, 7, 5),
    }[way]
    way_up = [line("c-target", 3, 16, 61, 3)] if way == "plan" else []
    return [*way_up, polyline("c-line", [(2 + i * 10, y) for i, y in enumerate(heights)])]
