"""What a page says about a number, in whole sentences of the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.kpis.fit import Series, first_of_run
from headway.kpis.models import Metric
from headway.kpis.models import Signal as StoredSignal
from headway.kpis.rules.bands import Band, in_force
from headway.signals.describe import Description
from headway.signals.detection import RUN, Signal
from headway.signals.xmr import Behaviour
from headway.ui import dates
from headway.ui import format as numbers
from headway.ui.measure import Measure, Plain


def written(value: float | None, metric: Metric) -> str:
    """A float in the metric's unit as text with its unit."""
    return numbers.amount(_scaled(value, metric), metric)


def apart(value: float, metric: Metric) -> str:
    """How far two values lie apart, without a sign, as text with its unit: of percentages in points."""
    return numbers.difference(_scaled(abs(value), metric), metric)


def span(low: str, high: str) -> str:
    """70–80 %; −3 to 12 where a dash would meet a minus."""
    return _("%(low)s to %(high)s") % {"low": low, "high": high} if "−" in low + high else f"{low}–{high}"


def band_text(band: Band | None, metric: Metric) -> str:
    """≥ 11.0, ≤ 2.2 or 70–80, without the unit; empty without a band."""
    if band is None:
        return ""
    low, high = (_bare(value, metric) for value in (band.lower, band.upper))
    if band.lower is not None and band.upper is not None:
        return span(low, high)
    return f"≥ {low}" if band.lower is not None else f"≤ {high}"


def why(metric: Metric, bands: Sequence[Band], now: datetime) -> str:
    """Since when and because of what, `bands` by first day: “since 5 Oct, because it is above its floor of 11 %”."""
    if metric.state_at(now) == "stale":
        day = dates.day(metric.last_period, now)
        return _("because nothing has been read since the one of %(day)s") % {"day": day}
    because = _because(metric, bands, now)
    if metric.state_since is None or metric.state == "unknown":
        return because
    since = dates.day(metric.state_since, now)
    return _("since %(day)s, %(because)s") % {"day": since, "because": because}


def _because(metric: Metric, bands: Sequence[Band], now: datetime) -> str:
    if metric.judged_period is None:
        waiting = _("because no period with a reading is closed yet")
        return waiting if metric.last_period else _("because nothing has been read yet")
    band = in_force(bands, metric.judged_period)
    return _held(metric, band) if band else _bandless(bands, metric.judged_period, now)


def _bandless(bands: Sequence[Band], judged: date, now: datetime) -> str:
    if not bands:
        return _("because no band says what is healthy")
    words = {"day": dates.day(bands[0].valid_from, now), "judged": dates.day(judged, now)}
    return _("because its band begins on %(day)s, and the last judged period began before that, on %(judged)s") % words


def _held(metric: Metric, band: Band) -> str:
    low, high = numbers.amount(band.lower, metric), numbers.amount(band.upper, metric)
    if metric.state_reason in {"below", "above"}:
        return _returning(metric, band) or _beyond(metric, band)
    if metric.judged_value is not None and band.side(metric.judged_value):
        return _staying(band)
    if band.lower is None:
        return _("because it is not above its limit of %(limit)s") % {"limit": high}
    if band.upper is None:
        above = _("because it is above its floor of %(limit)s")
        at = _("because it is at its floor of %(limit)s")
        return (at if metric.judged_value == band.lower else above) % {"limit": low}
    return _("because it is inside its band of %(range)s") % {"range": span(_bare(band.lower, metric), high)}


def _beyond(metric: Metric, band: Band) -> str:
    """The limit that the colour rests on: behind an amber margin red begins only where the margin ends."""
    below = metric.state_reason == "below"
    edge, margin = (band.lower, band.amber_lower) if below else (band.upper, band.amber_upper)
    if metric.state == "red" and margin is not None:
        red = _("because it is below %(red)s, where red begins; its floor is %(limit)s")
        over = _("because it is above %(red)s, where red begins; its limit is %(limit)s")
        words = {"red": numbers.amount(margin, metric), "limit": numbers.amount(edge, metric)}
        return (red if below else over) % words
    under = _("because it is below its floor of %(limit)s")
    above = _("because it is above its limit of %(limit)s")
    return (under if below else above) % {"limit": numbers.amount(edge, metric)}


def _staying(band: Band) -> str:
    """A reading outside does not at once end a KPI's health, where its band waits for more."""
    return ngettext(
        "until %(n)s of the last %(of)s closed readings is outside its band",
        "until %(n)s of the last %(of)s closed readings are outside its band",
        band.leave_count,
    ) % {"n": band.leave_count, "of": band.leave_of}


def _returning(metric: Metric, band: Band) -> str:
    """A reading inside does not at once make a KPI healthy again."""
    if metric.judged_value is None or band.verdict(metric.judged_value) != "green":
        return ""
    return ngettext(
        "until %(n)s closed reading is inside its band again",
        "until %(n)s closed readings in a row are inside its band again",
        band.return_count,
    ) % {"n": band.return_count}


def verdict(metric: Metric, found: Behaviour, said: Description, series: Series, now: datetime) -> str:
    """What the process behaviour says of the last judged reading."""
    text = _verdict(metric, found, said, series, now)
    if said.closes_itself:
        text += " " + _("Its mean is inside the band: such gaps usually close by themselves.")
    return text


def _verdict(metric: Metric, found: Behaviour, said: Description, series: Series, now: datetime) -> str:
    usual = {"range": _usual_range(metric, said)}
    up = said.direction == "up"
    if said.kind == "none":
        return _("There is no closed reading yet, so nothing can be said about it.")
    if said.kind == "few":
        n = found.current.n if found.current else 0
        return ngettext(
            "One reading so far: it takes eight to tell a change from noise.",
            "%(n)s readings so far: it takes eight to tell a change from noise.",
            n,
        ) % {"n": n}
    if said.kind == "constant":
        return _("The same in every reading of this phase: nothing has changed.")
    if said.kind == "usual":
        return _inside(found, series, usual, now)
    if said.kind == "outside":
        place = _("Above its usual range of %(range)s: a signal, not noise.")
        return (place if up else _("Below its usual range of %(range)s: a signal, not noise.")) % usual
    if said.kind == "shifted":
        level = {"level": written(found.current.mean if found.current else None, metric)}
        rose = _("It has risen to a new level of %(level)s: a signal, not noise.")
        return (rose if up else _("It has fallen to a new level of %(level)s: a signal, not noise.")) % level
    if said.kind == "drifting":
        near = _("Three of the last four readings are near one end of its usual range of %(range)s: ")
        return near % usual + _("a signal, not noise.")
    return _("A step larger than this number usually takes: a signal, not noise.")


def usual_range(low: float | None, high: float | None, metric: Metric) -> str:
    """10.0–14.7 %; empty where there are too few readings for limits."""
    if low is None or high is None:
        return ""
    return span(_bare(_scaled(low, metric), metric), written(high, metric))


def _usual_range(metric: Metric, said: Description) -> str:
    """10.0–14.7 %, with a decimal more where rounding would put a reading outside on the limit itself."""
    limit = said.upper if said.direction == "up" else said.lower
    touches = said.kind == "outside" and _scaled(limit, metric) == metric.judged_value
    shown = Plain(metric.scale + 1, metric.unit_kind, metric.unit_label) if touches else metric
    return span(_bare(_scaled(said.lower, shown), shown), numbers.amount(_scaled(said.upper, shown), shown))


def _inside(found: Behaviour, series: Series, usual: dict[str, str], now: datetime) -> str:
    news = [signal for signal in found.signals if found.current and signal.at >= found.current.start]
    if news := [signal for signal in news if not _opened(signal, found, series)]:
        return _signalled(news, series, usual, now)
    if len(found.phases) < 2:
        return _("Inside its usual range of %(range)s: nothing has changed.") % usual
    before, phase = found.phases[-2:]
    since = {"day": dates.day(series.periods[phase.start], now)}
    inside = _("Inside its usual range of %(range)s: nothing has changed since %(day)s, when it")
    moved = _("rose to a new level.") if phase.mean > before.mean else _("fell to a new level.")
    return f"{inside % (usual | since)} {moved}"


def _opened(signal: Signal, found: Behaviour, series: Series) -> bool:
    """Whether a signal is the one that opened the present phase, which the data began and no person."""
    begun = found.current.start if found.current and len(found.phases) > 1 else None
    by_hand = begun is not None and series.periods[begun] in {mark.start for mark in series.marks}
    return signal.rule == RUN and signal.since == begun and not by_hand


def _signalled(news: Sequence[Signal], series: Series, usual: dict[str, str], now: datetime) -> str:
    """The last reading is ordinary, but not all of this phase was: say since when."""
    last = news[-1]
    words = usual | {"day": dates.day(series.periods[first_of_run(news, last)], now)}
    if last.direction == "up":
        return _("Inside its usual range of %(range)s, after it rose on %(day)s: that was a signal, not noise.") % words
    return _("Inside its usual range of %(range)s, after it fell on %(day)s: that was a signal, not noise.") % words


def course(metric: Metric, now: datetime) -> str:
    """The last signal in two words, while it is news: “Rose in Oct”; else “No change”."""
    if metric.state_at(now) == "stale":
        return _("since %(day)s") % {"day": dates.day(metric.last_period, now)}
    if metric.signal_period is None or (now.date() - metric.signal_period).days > 92:
        return _("No change") if metric.usual_lower is not None else ""
    word = _("Rose, %(day)s") if metric.signal_direction == "up" else _("Fell, %(day)s")
    return word % {"day": dates.day(metric.signal_since or metric.signal_period, now)}


def board_lede(metrics: Sequence[Metric], now: datetime) -> tuple[str, str]:
    """How many are healthy, then the ones that are not, by name."""
    healthy = sum(metric.state_at(now) == "green" for metric in metrics)
    first = ngettext(
        "%(healthy)s of %(n)s KPI is inside its band.", "%(healthy)s of %(n)s KPIs are inside their band.", len(metrics)
    ) % {"healthy": numbers.plain(healthy, 0, grouped=True), "n": numbers.plain(len(metrics), 0, grouped=True)}
    texts = {
        "red": _("%(names)s: red."), "amber": _("%(names)s: amber."), "stale": _("%(names)s: not read in time."),
        "unknown": _("%(names)s: unknown."),
    }  # fmt: skip
    parts = []
    for state, text in texts.items():
        names = [metric.name for metric in metrics if metric.state_at(now) == state]
        if names:
            parts.append(text % {"names": _listed(names)})
    return first, " ".join(parts)


def _listed(names: list[str]) -> str:
    shown = names[:3]
    rest = len(names) - len(shown)
    text = ", ".join(shown)
    return _("%(names)s and %(n)s more") % {"names": text, "n": numbers.plain(rest, 0, grouped=True)} if rest else text


def _bare(value: int | None, measure: Measure) -> str:
    if value is None:
        return ""
    parts = numbers.parts(value, measure)
    return str(parts) if measure.unit_kind == "duration" else parts.digits


def _scaled(value: float | None, measure: Measure) -> int | None:
    return None if value is None else round(value * 10**measure.scale)


def signal_sentence(signal: StoredSignal | Signal, opens_phase: bool = False) -> str:
    """What a signal is: “Above its usual range.”

    A run that opens a phase lies on one side of the mean before it, and around the mean that the chart draws there.
    """
    up = signal.direction == "up"
    if signal.rule == RUN and opens_phase:
        above = _("A new level: eight in a row above the mean before.")
        return above if up else _("A new level: eight in a row below the mean before.")
    return {
        "point_outside": _("Above its usual range.") if up else _("Below its usual range."),
        "run_of_eight": _("Eight in a row above the mean.") if up else _("Eight in a row below the mean."),
        "three_of_four": _("Three of four near the upper end.") if up else _("Three of four near the lower end."),
    }.get(signal.rule, _("A larger step up than usual.") if up else _("A larger step down than usual."))


def kept_signal_sentence(row: StoredSignal) -> str:
    """What a kept signal is, where no chart is at hand: a new level if the present phase began with it."""
    return signal_sentence(row, opens_phase=row.since == row.metric.phase_start)
