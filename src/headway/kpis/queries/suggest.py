"""A first band out of a metric's own history, and warnings about targets that lie beyond it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.kpis.fit import Series
from headway.kpis.models import Metric, TargetPoint
from headway.kpis.words.sentences import written
from headway.signals.season import SEASONS, find_season
from headway.signals.suggest import beyond_history, suggest_band
from headway.ui import dates
from headway.ui import format as numbers

FEW = 20
"""Limits from fewer readings than this still move a good deal."""


@dataclass(frozen=True)
class BandSuggestion:
    """Limits in scaled integers by field name, what they rest on, and how far to trust them."""

    limits: dict[str, int | None]
    text: str
    warning: str


def suggestion_for(metric: Metric, series: Series) -> BandSuggestion | None:
    """A band from the natural limits of the current phase; None with fewer than eight readings in it."""
    season = find_season(series.values, SEASONS[metric.grain])
    found = suggest_band(series.values, metric.direction, season=season, decimals=metric.scale)
    if found is None:
        return None
    lower, upper = (_scaled(edge, metric) for edge in (found.band.lower, found.band.upper))
    text = ngettext(
        "From %(n)s reading of the present phase, whose usual range is %(low)s to %(high)s.",
        "From %(n)s readings of the present phase, whose usual range is %(low)s to %(high)s.",
        found.n,
    ) % {"n": found.n, "low": written(found.lower, metric), "high": written(found.upper, metric)}
    warning = _("With so few readings the limits still move: look at them again after %(n)s.") % {"n": FEW}
    return BandSuggestion({"lower": lower, "upper": upper}, text, warning if found.n < FEW else "")


def target_warnings(metric: Metric, series: Series, targets: Sequence[TargetPoint], now: datetime) -> list[str]:
    """A sentence for each target that no reading has ever reached."""
    if metric.direction == "within":
        return []
    found = []
    for point in targets:
        beyond = beyond_history(point.value / 10**metric.scale, series.values, metric.direction)
        if beyond:
            found.append(
                _("No reading of %(n)s has ever reached %(target)s: the best was %(best)s, on %(day)s.")
                % {
                    "n": beyond.n,
                    "target": numbers.amount(point.value, metric),
                    "best": written(beyond.best, metric),
                    "day": dates.day(series.periods[beyond.best_at], now),
                }
            )
    return found


def _scaled(edge: float | None, metric: Metric) -> int | None:
    return None if edge is None else round(edge * 10**metric.scale)
