"""The loop as a picture: a number sinks, a decision is taken, a goal climbs, the floor is raised."""

from collections.abc import Callable
from dataclasses import dataclass

from headway.charts.svg import Svg, circle, drawing, line, n, tag, text


@dataclass(frozen=True)
class LoopCounts:
    """What is on its way round, station by station."""

    breaches: int
    decisions: int
    proposals: int
    graduations: int
    watches: int


@dataclass(frozen=True)
class LoopWords:
    """The words on the drawing, the names of the five stations, where each leads, and how a count is written."""

    ceiling: str = "ceiling: what we reach for"
    floor: str = "the floor we keep"
    higher: str = "a higher floor"
    guarded: str = "the number is guarded from here on"
    stations: tuple[str, str, str, str, str] = (
        "Breaches",
        "Decisions",
        "Proposals",
        "Graduations",
        "Watches",
    )
    hrefs: tuple[str, str, str, str, str] = ("", "", "", "", "")
    write: Callable[[int], str] = str


WORDS = LoopWords()
LARGE_AT = ((24, 212), (252, 130), (485, 57), (718, 34), (950, 150))
SMALL_AT = ((26, 176), (98, 118), (176, 66), (256, 40), (322, 132))


def loop_drawing(counts: LoopCounts, *, label: str, words: LoopWords = WORDS, small: bool = False) -> Svg:
    """Draw the loop with its five counts, large (1140 × 262) or small (358 × 236, with station names)."""
    numbers = (counts.breaches, counts.decisions, counts.proposals, counts.graduations, counts.watches)
    places = SMALL_AT if small else LARGE_AT
    parts = _small_stage(words) if small else _large_stage(words)
    r = 15.0 if small else 18.0
    size = (358.0, 236.0) if small else (1140.0, 262.0)
    told = [words.write(count) if count else "" for count in numbers]
    for (x, y), count, href in zip(places, told, words.hrefs, strict=True):
        parts.append(_station(_within(x, _half(count, r), size[0]), y, r, count, href))
    if small:
        names = zip(places, words.stations, strict=True)
        parts += [text(w, max(x, 30), y + 31, "small m halo" if y < 130 else "small m earth") for (x, y), w in names]
    return drawing(
        parts,
        size,
        f"chart {'only-small' if small else 'only-large'}",
        label,
        "group" if any(words.hrefs) else "img",
    )


DIGIT, ROUND = 9.0, 3
"""The width of a digit, and how many of them fit into a circle."""


def _half(count: str, r: float) -> float:
    """Half the width of a station: a circle, drawn out where the number is long."""
    return r if len(count) <= ROUND else r + DIGIT / 2 * (len(count) - ROUND + 1)


def _within(x: float, half: float, width: float) -> float:
    """As near to ``x`` as nothing of it leaves the drawing."""
    return min(max(x, half + 4), width - half - 4)


def _station(x: float, y: float, r: float, count: str, href: str) -> str:
    half = _half(count, r)
    body = _pill("c-paper", x, y, half + 3, r + 3) + _pill("c-dot signal" if count else "c-dot none", x, y, half, r)
    body += text(count or "0", x, y + 5.5, "big m" if count else "m")
    return f"{tag('a', {'href': href})[:-2]}>{body}</a>" if href else body


def _pill(css: str, x: float, y: float, half: float, r: float) -> str:
    if half - r < 1:
        return circle(css, x, y, r)
    return tag("rect", {"class": css, "x": x - half, "y": y - r, "width": 2 * half, "height": 2 * r, "rx": r})


def _large_stage(words: LoopWords) -> list[str]:
    return [
        tag("path", {"class": "c-ground", "d": "M0 186H838V150H1140V262H0z"}),
        tag("path", {"class": "c-ground-edge", "d": "M0 186H838V150H1140"}),
        line("c-ceiling", 452, 34, 1000, 34),
        text(words.ceiling, 452, 22, "blue"),
        text(words.floor, 560, 178, "earth"),
        text(words.higher, 1128, 142, "earth e"),
        tag(
            "path",
            {
                "class": "c-rise",
                "d": "M24 212C95 212 150 168 252 130S400 74 485 57 640 34 718 34 905 52 950 148",
            },
        ),
        tag("path", {"class": "c-limit", "d": "M950 168V244H24V240"}),
        tag("path", {"class": "c-ink", "d": f"M{n(19)} 246 24 237 29 246z"}),
        text(words.guarded, 485, 235, "earth m"),
    ]


def _small_stage(words: LoopWords) -> list[str]:
    return [
        tag("path", {"class": "c-ground", "d": "M0 158H288V132H358V236H0z"}),
        tag("path", {"class": "c-ground-edge", "d": "M0 158H288V132H358"}),
        line("c-ceiling", 176, 40, 340, 40),
        text(words.ceiling, 352, 16, "blue e"),
        text(words.floor, 140, 175, "earth"),
        tag(
            "path",
            {
                "class": "c-rise",
                "d": "M26 176C52 174 66 140 98 118S140 82 176 66 224 40 256 40 312 56 322 130",
            },
        ),
        tag("path", {"class": "c-limit", "d": "M322 170V224H26V216"}),
        tag("path", {"class": "c-ink", "d": "M21 224 26 215 31 224z"}),
    ]
