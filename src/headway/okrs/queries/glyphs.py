"""The small drawings of goals. A drawing depends on little (and on the language), so many rows share one."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headway.charts import Svg, climb, heat, track
from headway.okrs.rules import course as courses
from headway.okrs.rules.progress import rounded
from headway.ui.format import percent
from headway.ui.words import kind_of

STEP = 20_000
"""A drawing 76 pixels wide shows no less than two hundredths."""


def heat_of(course: Sequence[courses.Stop], today: int, language: str, count: int = 7) -> Svg:
    """The status of the last weeks as bars."""
    return _heat(tuple(courses.weeks(course, today, count)), language)


def climb_of(course: Sequence[courses.Stop], progress: int | None, status: str, elapsed: int, language: str) -> Svg:
    """The way from the baseline to now; ``elapsed`` is the share of the time in parts per million."""
    if progress is None:
        return _climb((), status, elapsed // STEP, None, language)
    stops = [stop[1] // STEP for stop in course[-11:-1] if isinstance(stop[1], int)]
    return _climb((0, *stops, progress // STEP), status, elapsed // STEP, rounded(progress, 10_000), language)


def track_of(progress: int | None, pace: int, status: str, width: int = 150) -> Svg:
    """Baseline to target on one line, with ▾ where it should be."""
    words = _("%(now)s, expected %(pace)s") % {"now": percent(progress), "pace": percent(pace)}
    if progress is None:
        words = _("No value yet, expected %(pace)s") % {"pace": percent(pace)}
    return track(
        None if progress is None else progress / 1_000_000, pace / 1_000_000, kind_of(status), label=words, width=width
    )


@lru_cache(maxsize=4096)
def _heat(weeks: tuple[str, ...], language: str) -> Svg:
    return heat([kind_of(week) if week else "" for week in weeks])


@lru_cache(maxsize=8192)
def _climb(way: tuple[int, ...], status: str, elapsed: int, hundredths: int | None, language: str) -> Svg:
    share = STEP / 1_000_000
    words = percent(None if hundredths is None else hundredths * 10_000)
    return climb([stop * share for stop in way], kind_of(status), elapsed=elapsed * share, label=words)


def legend() -> list[tuple[Svg, str]]:
    """What the bars of the weeks mean."""
    words = {"on_track": _("on track"), "at_risk": _("at risk"), "off_track": _("off track"), "": _("nobody was heard")}
    return [(_heat((name,), get_language() or ""), word) for name, word in words.items()]
