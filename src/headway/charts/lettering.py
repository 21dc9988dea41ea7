"""The words of the process behaviour chart: axes, gutters, labels at the ends of lines."""

from headway.charts.frame import Frame, in_force
from headway.charts.model import Behaviour, Fan, Flag, Phase
from headway.charts.room import Box, box_of, ink_of, roomiest, ruled
from headway.charts.svg import XY, circle, line, n, spread, tag, text
from headway.charts.ticks import date_ticks, value_ticks
from headway.charts.writing import Writer

GAP = 13.0
LAST_STEPS = 3


def grid(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """Hairlines at nice numbers, labelled in the right gutter where no band label stands."""
    if not any(frame.holds(p.value) for p in chart.points) and not chart.bands and not chart.targets:
        middle = (frame.left + frame.end) / 2, (frame.top + frame.base) / 2
        return [text(w.words.none, *middle, "m")]
    taken = [frame.y(v) for v in _edges(chart, frame)] if not w.small else []
    parts: list[str] = []
    for value in value_ticks(frame.low, frame.high, 4 if w.small else 6, w.grain):
        y = frame.y(value)
        parts.append(line("c-grid", frame.left, y, frame.end, y))
        if all(abs(y - t) > GAP for t in taken):
            parts.append(text(w.tick(value), frame.end + 7, y + 4))
    return parts


def time_axis(frame: Frame, w: Writer) -> list[str]:
    """The ink axis with ticks; months and years stand between their ticks, days under them."""
    parts = [line("c-axis", frame.left, frame.base, frame.end, frame.base)]
    room = int((frame.end - frame.left) // (52 if w.small else 66))
    for tick in date_ticks(frame.first, frame.last, room, w.words.months):
        a, z = frame.x(tick.at), frame.x(tick.until)
        if tick.at >= frame.first:
            parts.append(line("c-axis", a, frame.base, a, frame.base + 4))
        between = (tick.until - tick.at).days >= 28
        wide = w.width(tick.label)
        x = (a + z) / 2 if between else a
        if z - a >= wide if between else tick.at >= frame.first and x + wide / 2 <= frame.width:
            parts.append(text(tick.label, max(x, wide / 2), frame.base + 19, "m"))
    return parts


def today(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """A grey line at today, labelled at its top on the side that has room."""
    if chart.today is None or not frame.first <= chart.today <= frame.last:
        return []
    x = frame.x(chart.today)
    words = w.words.today if w.small else f"{w.words.today}, {w.day(chart.today)}"
    label = text(words, x + 4, 12) if x + w.width(words) <= frame.width else text(words, x - 4, 12, "e")
    return [line("c-today", x, 2, x, frame.base), label]


def band_words(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """Floor and limit in the right gutter, what the ground means inside it, and edges too far to show."""
    if not chart.bands:
        return []
    band, parts = chart.bands[-1], []
    a, z = in_force(band, frame)
    sides = (
        (band.low, band.low_red, w.words.floor, w.words.below),
        (band.high, band.high_red, w.words.roof, w.words.above),
    )
    for upper, (edge, red, name, means) in enumerate(sides):
        if edge is None:
            continue
        if not frame.holds(edge):
            parts.append(_far(edge, name, frame, w))
            continue
        parts.append(_edge_words(chart, frame, w, edge, name))
        inner = frame.y(edge if red is None else red)
        room = (inner - frame.top) if upper else (frame.base - inner)
        y = min(frame.top + 16, inner - 6) if upper else min(frame.base - 8, inner + 16)
        if room >= 16 and z - a > w.width(means) and _clear(y, a + 8, chart, frame):
            parts.append(text(means, a + 8, y, "earth"))
        parts += _amber(frame, w, edge, inner, z)
    return parts


def _clear(y: float, x: float, chart: Behaviour, frame: Frame) -> bool:
    """Whether no limit of a phase runs through a label at this place."""
    over = [p for p in chart.phases if frame.x(p.start) <= x <= frame.x(p.end)]
    return all(abs(frame.y(v) + 4 - y) > 9 for p in over for v in (p.low, p.mean, p.high))


def _edge_words(chart: Behaviour, frame: Frame, w: Writer, edge: float, name: str) -> str:
    words = f"{name} {w.edge(edge)}"
    if not w.small:
        return text(words, frame.end + 7, frame.y(edge) + 4, "earth")
    return text(words, *_edge_place(chart, frame, edge, w.width(words)), "earth halo")


def _edge_place(chart: Behaviour, frame: Frame, edge: float, width: float) -> XY:
    """In the plot of a small chart: over or under the edge, at its beginning or its end, clear of the readings."""
    y, ends = frame.y(edge), (frame.left + 4, frame.end - width - 4)
    return roomiest([(x, y + by) for x in ends for by in (-5, 14)], width, ink_of(chart, frame), [], frame)


def _amber(frame: Frame, w: Writer, edge: float, inner: float, end: float) -> list[str]:
    height = abs(inner - frame.y(edge))
    if w.small or height < 13:
        return []
    return [text(w.words.amber, end - 8, (inner + frame.y(edge)) / 2 + 4, "earth halo e")]


def _far(edge: float, name: str, frame: Frame, w: Writer) -> str:
    """An edge that lies outside the plot is named at the side where it lies."""
    arrow, y = ("↓", frame.base - 6) if edge < frame.low else ("↑", frame.top + 12)
    return text(f"{name} {w.edge(edge)} {arrow}", frame.left + 8, y, "earth halo")


def phase_words(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """Names over the phases; the first one's levels in the left gutter, later ones' beside their range."""
    shown = [p for p in chart.phases if frame.x(p.end) > frame.x(p.start)]
    parts: list[str] = []
    for i, phase in enumerate(shown):
        parts += _phase_name(phase, i, shown, chart, frame, w)
    if shown and w.small:
        parts.append(_levels_line(shown[-1], chart, frame, w))
    elif shown:
        parts += _gutter(shown[0], frame, w)
        parts += [t for p in shown[1:] for t in _levels_inside(p, frame, w)]
    return parts


def _phase_name(phase: Phase, i: int, shown: list[Phase], chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    if len(shown) == 1 and not phase.name:
        return []
    a, z = frame.x(phase.start), frame.x(phase.end)
    name = f"{w.words.phase} {i + 1}" + (f" · {phase.name}" if phase.name and not w.small else "")
    fits = [s for s in (name, f"{w.words.phase} {i + 1}", f"{i + 1}") if w.width(s, 13) + 4 <= z - a]
    rule = [line("c-today", a, 2, a, frame.base)] if i and a > frame.left else []
    return [*rule, text(fits[0], a + (4 if i else 0), 12, "strong") if fits else ""]


def _gutter(phase: Phase, frame: Frame, w: Writer) -> list[str]:
    x = frame.left - 8
    labels = [
        (phase.high, w.value(phase.high), ""),
        (phase.mean, f"{w.words.mean} {w.value(phase.mean)}", "strong "),
        (phase.low, w.value(phase.low), ""),
    ]
    if labels[0][1] == labels[2][1]:
        labels = labels[1:2]
    places = spread([frame.y(v) for v, _, _ in labels], GAP, frame.top + 4, frame.base - 2)
    parts = [text(words, x, y + 4, f"{css}e") for (_, words, css), y in zip(labels, places, strict=True)]
    return [*parts, text(w.words.usual_range, x, places[0] - 9, "small e")]


def _levels_inside(phase: Phase, frame: Frame, w: Writer) -> list[str]:
    a, z = frame.x(phase.start), frame.x(phase.end)
    mean, span = (
        f"{w.words.mean} {w.value(phase.mean)}",
        f"{w.value(phase.low)}\N{EN DASH}{w.value(phase.high)}",
    )
    if z - a < max(w.width(mean), w.width(span, 11)) * 0.8:
        return []
    foot = frame.y(phase.low) + 16
    y = foot if foot + 16 < frame.base else frame.y(phase.high) - 21
    x = (a + z) / 2
    return [text(mean, x, max(y, 26), "strong m halo"), text(span, x, max(y, 26) + 14, "small m halo")]


def _levels_line(phase: Phase, chart: Behaviour, frame: Frame, w: Writer) -> str:
    """At the upper or the lower limit of the phase, outside or inside, where that leaves the readings clear."""
    words = f"{w.value(phase.low)}\N{EN DASH}{w.value(phase.high)}, {w.words.mean} {w.value(phase.mean)}"
    width = w.width(words)
    top, foot, begins = frame.y(phase.high), frame.y(phase.low), max(frame.left, frame.x(phase.start)) + 2
    ends = (begins, frame.x(phase.end) - width, frame.end - width)
    near = (top - 6, foot + 15, top + 13, foot - 6)
    far = [y for k in range(1, 5) for y in (top - 6 - GAP * k, foot + 15 + GAP * k)]
    places = [(x, y) for heights in (near, far) for x in ends for y in heights if x >= begins]
    places = places or [(frame.end - width, y) for y in (top - 6, foot + 15)]
    ink = [*ink_of(chart, frame), *ruled(frame, [phase.mean, *_edges(chart, frame)])]
    return text(words, *roomiest(places, width, ink, _edge_boxes(chart, frame, w), frame), "halo")


def _edge_boxes(chart: Behaviour, frame: Frame, w: Writer) -> list[Box]:
    """What the names of the band's edges cover in a small chart."""
    widths = [(edge, w.width(f"{w.words.floor} {w.edge(edge)}")) for edge in _edges(chart, frame)]
    return [box_of(*_edge_place(chart, frame, edge, width), width) for edge, width in widths]


def goal_words(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """The target above its bar; median and the outer ends of the forecast at its end."""
    places = _fan_places(chart.fan, frame) if chart.fan and not w.small else []
    parts = [_target_words(chart, frame, w, places)] if chart.targets else []
    return parts + (_fan_words(chart.fan, frame, w, places) if chart.fan and places else [])


def _target_words(chart: Behaviour, frame: Frame, w: Writer, taken: list[float]) -> str:
    """Beside its bar, or over the forecast's end where that has its figures there."""
    last = chart.targets[-1]
    y, words = frame.y(last.value), f"{w.words.target} {w.edge(last.value)}"
    words += "" if w.small else f" {w.words.by} {w.day(last.at)}"
    x = max(frame.x(last.at), frame.left + w.width(words))
    place = y - 9 if y > frame.top + 12 else y + 18
    if chart.fan and x > frame.x(chart.fan.steps[-1].at if chart.fan.steps else last.at) - 60:
        while any(abs(place - other) < GAP for other in taken) and place > frame.top:
            place -= GAP / 2
    return text(words, x, place, "strong blue e halo")


def _fan_places(fan: Fan, frame: Frame) -> list[float]:
    """Where the figures of the forecast's end stand: in a flat fan the median alone, over it; in a short one none."""
    if not fan.steps or frame.x(fan.steps[-1].at) - 4 - frame.x(fan.start) < 30:
        return []
    end = fan.steps[-1]
    if frame.y(end.low80) - frame.y(end.high80) < 3 * GAP:
        return [max(frame.top + 8, frame.y(max(s.high80 for s in fan.steps[-LAST_STEPS:])) - 6)]
    wanted = [frame.y(end.high80) + 8, frame.y(end.mid) - 6, frame.y(end.low80) - 2]
    return spread(wanted, GAP, frame.top + 8, frame.base - 4)


def _fan_words(fan: Fan, frame: Frame, w: Writer, places: list[float]) -> list[str]:
    end = fan.steps[-1]
    told = [(end.high80, "small e halo"), (end.mid, "strong e halo"), (end.low80, "small e halo")]
    told = told if len(places) == len(told) else told[1:2]
    x = frame.x(end.at) - 4
    return [text(w.value(v), x, y, css) for (v, css), y in zip(told, places, strict=True)]


def flags(chart: Behaviour, frame: Frame, w: Writer) -> list[str]:
    """Numbered rings over the plot; rings that would touch move apart, their lines still end at the date."""
    room = int((frame.end - frame.left) // 18)
    shown = [f for f in sorted(chart.flags, key=lambda f: f.at) if frame.first <= f.at <= frame.last][-room:]
    places = spread([frame.x(f.at) for f in shown], 19, frame.left + 9, frame.end)
    y = 32.0 if w.small else frame.top - 12
    return [_flag(f, frame, x, y) for f, x in zip(shown, places, strict=True)]


def _flag(flag: Flag, frame: Frame, x: float, y: float) -> str:
    at = frame.x(flag.at)
    leader = f"M{n(x)} {n(y + 9)}L{n(at)} {n(y + 18)}V{n(frame.base)}"
    ring = circle("c-flag", x, y, 8.5) + text(str(flag.number), x, y + 4, "strong blue m")
    body = f"{tag('a', {'href': flag.href})[:-2]}>{ring}</a>" if flag.href else ring
    return tag("path", {"class": "c-flag-line", "d": leader, "fill": "none"}) + body


def _edges(chart: Behaviour, frame: Frame) -> list[float]:
    return [v for b in chart.bands[-1:] for v in (b.low, b.high) if v is not None and frame.holds(v)]
