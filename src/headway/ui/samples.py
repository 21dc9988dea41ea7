"""What the parts page shows: one small world of numbers, the same on every visit."""

from datetime import date, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from headway import charts
from headway.charts import Band, Behaviour, Correction, Fan, FanStep, Flag, Phase, Point, Svg, Target
from headway.ui.charting import chart_words, loop_words, week_words, writer
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

PERCENT = Plain(1, "percent")
BEFORE = (12.9, 12.0, 11.3, 12.5, 13.1, 12.2, 11.5, 12.3, 11.1, 12.0, 13.0, 12.7, 11.8, 12.4, 11.6, 12.9, 12.2,
          11.7, 12.6, 11.4, 10.6, 12.1)  # fmt: skip
AFTER = (14.9, 13.8, 14.1, 15.2, 14.3, 14.8)
FIRST = date(2026, 5, 7)
TODAY, SHIFT, YEAR_END = date(2026, 11, 16), date(2026, 10, 5), date(2026, 12, 31)
CHART_SAYS = (
    "Weekly trial-to-paid conversion. Mean 12.1 percent until 5 October, 14.5 since. "
    "The latest reading, 14.8 percent, is inside the usual range. Forecast for 31 December: 12.8 to 18.8 percent."
)


class SampleForm(forms.Form):
    """A form that was refused, with one field of each kind."""

    name = forms.CharField(label="Name", help_text="Somebody new should know what it counts.")
    floor = AmountField(measure=PERCENT, label="Floor", help_text="Healthy from here up.")
    amber = AmountField(measure=PERCENT, label="Amber down to", required=False)
    rhythm = forms.ChoiceField(label="Rhythm", choices=[("w", "Every week, from Monday"), ("m", "Every month")])
    why = forms.CharField(label="If it falls, what do you do?", widget=forms.Textarea(attrs={"rows": 2}))
    choice = forms.ChoiceField(
        label="What do we do?", widget=forms.RadioSelect, choices=[("watch", "Watch"), ("fix", "Fix now")]
    )
    known = forms.BooleanField(label="Tell the owners of the goals above", required=False)


def parts_context(now: datetime) -> dict[str, Any]:
    """The context of `ui/parts.html`."""
    pages = Paginator([str(i) for i in range(120)], 25, allow_empty_first_page=True)
    return {
        "now": now,
        "earlier": now - timedelta(days=9),
        "numbers": _numbers(),
        "glyphs": _glyphs(),
        "weeks": _weeks(),
        "process": process_chart(),
        "courses": _courses(),
        "decision": _decision(),
        "loop": [_loop(small) for small in (False, True)],
        "empty": charts.empty_floor(
            floor="a floor you set", readings="readings that arrive", ceiling="and later, a ceiling"
        ),
        "presets": [(w, charts.preset(w)) for w in ("above", "below", "between", "plan", "events")],
        "form": _refused_form(),
        "page": pages.page(2),
        "tabs": [
            SimpleNamespace(name="All", url="#", count=14, current=True),
            SimpleNamespace(name="Left their band", url="#", count=2, current=False),
            SimpleNamespace(name="Save this view", url="#", count=None, current=False),
        ],
        "rungs": [
            SimpleNamespace(name="T-1 Grow with the clinics we have", url="#", note="Sponsor Ines Marchetti"),
            SimpleNamespace(name="O-3 Clinics that try become clinics that pay", url="#", note="51 %"),
            SimpleNamespace(name="KR-11 Trial-to-paid", url="", note="Yours, carries 40 % of O-3"),
        ],
    }


def process_chart() -> SimpleNamespace:
    """The process behaviour chart with everything it can show, as `components/chart.html` takes it."""
    chart = Behaviour(
        points=_points(),
        phases=(
            Phase(FIRST - timedelta(days=3), SHIFT, 12.1, 9.6, 14.6, "before in-app checkout"),
            Phase(SHIFT, TODAY, 14.5, 12.4, 16.6),
        ),
        bands=(Band(low=11, low_red=10),),
        targets=(Target(date(2026, 10, 1), 12), Target(YEAR_END, 20)),
        fan=_fan(),
        flags=tuple(Flag(d, i, f"#note-{i}") for i, d in enumerate((date(2026, 9, 28), SHIFT, TODAY), 1)),
        corrections=(Correction(date(2026, 10, 22), 15.6, 14.1),),
        today=TODAY,
        start=FIRST - timedelta(days=3),
        end=YEAR_END,
    )
    draw = partial(charts.behaviour, chart, label=CHART_SAYS, write=writer(PERCENT), words=chart_words())
    signs = "phase signal band target fan corrected"
    return SimpleNamespace(
        large=draw(), small=draw(small=True), says=CHART_SAYS, signs=signs, stops=charts.stops(chart)
    )


def _points() -> tuple[Point, ...]:
    values = BEFORE + AFTER
    kinds = {len(BEFORE) - 2: "warn", len(values) - 1: "ok"}
    weeks = [(FIRST + timedelta(weeks=i), v, i) for i, v in enumerate(values)]
    return tuple(Point(d, v, kind=kinds.get(i, ""), signal=i == len(BEFORE), label=f"{d}: {v} %") for d, v, i in weeks)


def _fan() -> Fan:
    shares = [i / 9 for i in range(1, 10)]

    def at(share: float, end: float) -> float:
        return 14.7 + (end - 14.7) * share**0.62

    steps = (
        FanStep(
            TODAY + timedelta(days=round(45 * s)), at(s, 12.8), at(s, 14.2), 14.7 + 1.1 * s, at(s, 17.4), at(s, 18.8)
        )
        for s in shares
    )
    return Fan(TODAY, 14.7, tuple(steps))


def _numbers() -> list[tuple[str, int | None, Plain]]:
    return [
        ("percent", 148, PERCENT),
        ("percentage points", -24, Plain(1, "points")),
        ("money", 41_235_000, Plain(2, "money", "EUR")),
        ("number", 1842, Plain(0, "number", "clinics")),
        ("duration", 417, Plain(2, "duration", "h")),
        ("none", None, PERCENT),
    ]


def _glyphs() -> list[tuple[str, list[Svg]]]:
    rising, falling = (74, 76, 73, 77, 75, 78, 76, 79, 78, 80.5, 81, 83), (1.8, 2.4, 2.1, 1.9, 2.6, None, None)
    ground = [
        charts.spark(BEFORE[-12:] + AFTER, Band(low=11), "ok", label="one step up in October"),
        charts.spark([3.1, 3.4, 3.0, 3.3, 3.6, 3.9, 4.17], Band(high=4), "warn", label="just over its limit"),
        charts.spark(rising, Band(low=70, high=80), "bad", label="above its band"),
        charts.spark(falling, Band(high=3), "idle", label="no reading since August"),
    ]
    ways: list[tuple[list[float], str]] = [
        ([0, 0.2, 0.4, 0.67], "ok"),
        ([0, 0.1, 0.2, 0.36], "warn"),
        ([0, -0.1, -0.2, -0.4], "bad"),
        ([], "idle"),
    ]
    climbs = [charts.climb(w, k, elapsed=0.5, label=f"progress {k}") for w, k in ways]
    tracks = [
        charts.track(p, 0.5, k, label=f"progress {p}")
        for p, k in ((0.67, "ok"), (0.36, "warn"), (-0.4, "bad"), (None, "idle"))
    ]
    heats = [
        charts.heat(w, words=week_words())
        for w in (["warn", "warn", "ok", "ok", "ok"], ["bad", "warn", "warn", "warn"], ["bad"] * 5, ["ok", "", ""])
    ]
    return [("Ground", ground), ("Climb", climbs), ("Track", tracks), ("Weeks", heats)]


def _weeks() -> dict[str, Svg]:
    return {name: charts.heat([kind], words=week_words()) for name, kind in
            (("ok", "ok"), ("warn", "warn"), ("bad", "bad"), ("none", ""))}  # fmt: skip


def _courses() -> list[Svg]:
    way = tuple((i / 14, p) for i, p in enumerate((0, 0.02, 0.03, 0.22, 0.26, 0.31, 0.42, 0.51)))
    climber = charts.Climber(way, "warn", "51 %", heavy=True)
    arrival = charts.Arrival(0.58, 0.66, 0.78, 0.86, "58 to 86 %", "8 times in 10")
    months = ((0.337, "Nov"), (0.663, "Dec"))
    return [
        charts.ascent(
            [climber],
            label="Progress from the floor to 51 percent at half time; forecast 58 to 86 percent",
            elapsed=0.5,
            arrival=arrival,
            shape=shape,
            ceiling="every target met",
            ground="baselines of 1 October",
            ticks=months,
        )
        for shape in (charts.LARGE, charts.SMALL)
    ]


def _decision() -> Svg:
    values = (74, 76, 73, 77, 75, 78, 76, 79, 78, 80.5, 81, 83)
    points = [Point(FIRST + timedelta(weeks=i), v) for i, v in enumerate(values)]
    return charts.band(points, Band(low=70, high=80), label="Utilisation rose out of its band of 70 to 80", kind="bad")


def _loop(small: bool) -> Svg:
    counts = charts.LoopCounts(2, 3, 2, 1, 0)
    says = "Two breaches, three decisions, two proposals, one graduation, no watch."
    return charts.loop_drawing(counts, label=says, words=loop_words(), small=small)


def _refused_form() -> SampleForm:
    form = SampleForm({"name": "Trial-to-paid conversion", "floor": "11.0", "amber": "12.0", "rhythm": "w",
                       "why": "Ruth looks at setup.", "choice": "watch"})  # fmt: skip
    form.is_valid()
    form.add_error(
        "amber",
        "12 % lies above the floor of 11 %. The amber margin lies below it: choose a value under 11.",
    )
    return form
