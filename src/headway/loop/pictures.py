"""The small chart beside a decision or a graduation: recent readings over their ground."""

from datetime import date

from django.utils.translation import gettext as _

from headway import charts
from headway.charts import Svg
from headway.hours import read_period
from headway.kpis.models import Metric
from headway.kpis.queries.drawing import place
from headway.kpis.rules.bands import Band
from headway.loop.evidence import closed_readings
from headway.loop.models import Decision
from headway.loop.rules.evidence import kept_band
from headway.loop.words import band_text
from headway.ui.charting import real, writer
from headway.ui.format import amount
from headway.ui.words import kind_of

SHOWN = 12


def decision_picture(decision: Decision) -> Svg | str:
    """The readings up to the one that raised the question, against the band in force then."""
    metric = decision.metric
    if metric is None or not decision.evidence.get("period"):
        return ""
    until = read_period(decision.evidence["period"])
    readings = [pair for pair in closed_readings(metric, 60) if pair[0] <= until][-SHOWN:]
    return band_picture(metric, readings, kept_band(decision.evidence), decision.severity or "green")


def band_picture(metric: Metric, readings: list[tuple[date, int]], band: Band | None, state: str) -> Svg:
    """Readings (period, scaled value) over the ground of a band."""
    points = [charts.Point(place(metric, period), real(value, metric)) for period, value in readings]
    edges = charts.Band(low=real(band.lower, metric), high=real(band.upper, metric)) if band else charts.Band()
    last = amount(readings[-1][1], metric) if readings else _("no reading")
    words = band_text(band.lower, band.upper, metric) if band else _("no band")
    label = _("%(name)s, the last reading %(last)s, band %(band)s") % {"name": metric.name, "last": last, "band": words}
    return charts.band(points, edges, label=label, write=writer(metric), kind=kind_of(state))
