"""The deep dive in whole sentences, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.kpis.models import Metric
from headway.kpis.queries.diving import Dive
from headway.kpis.words.sentences import apart, written
from headway.signals.trend import Trend
from headway.signals.variance import Difference
from headway.ui import format as numbers

TOLD = 2
"""How many parts a sentence names."""


def sentences(dive: Dive) -> list[str]:
    """What a careful person would write about the KPI, sentence by sentence."""
    return [*_moved(dive), dive.page.verdict, *_compared(dive), *_trend(dive), *_parts(dive)]


def _moved(dive: Dive) -> Iterator[str]:
    """“Churn rose to 4.1 %.”"""
    found = dive.found.variance
    if found is None:
        return
    words = {"name": dive.kpi.name, "value": written(found.value, dive.kpi)}
    step = found.last_period.change if found.last_period else None
    if step is None:
        yield _("%(name)s is at %(value)s.") % words
    elif step == 0:
        yield _("%(name)s stayed at %(value)s.") % words
    else:
        yield (_("%(name)s rose to %(value)s.") if step > 0 else _("%(name)s fell to %(value)s.")) % words


def _compared(dive: Dive) -> Iterator[str]:
    found = dive.found.variance
    if found is None:
        return
    kpi = dive.kpi
    if found.target:
        yield _against_target(kpi, found.target)
    if found.last_year:
        yield _against_year(kpi, found.last_year)


def _against_target(kpi: Metric, gap: Difference) -> str:
    words = {"gap": apart(gap.change, kpi), "base": written(gap.base, kpi)}
    if gap.change == 0:
        return _("It is at its target of %(base)s.") % words
    above = _("It is %(gap)s above its target of %(base)s.")
    text = (above if gap.change > 0 else _("It is %(gap)s below its target of %(base)s.")) % words
    if gap.beyond_noise is False:
        text += " " + _("That gap is within what the number does by itself.")
    return text


def _against_year(kpi: Metric, gap: Difference) -> str:
    words = {"gap": apart(gap.change, kpi), "base": written(gap.base, kpi)}
    if gap.change == 0:
        return _("A year ago it was the same.")
    more = _("It is %(gap)s above the %(base)s of a year ago.")
    text = (more if gap.change > 0 else _("It is %(gap)s below the %(base)s of a year ago.")) % words
    return text if gap.beyond_noise is not False else text + " " + _("Its level is still the same as then.")


def _trend(dive: Dive) -> Iterator[str]:
    found: Trend | None = dive.found.trend
    if found is None:
        return
    words = {"n": found.n, "rise": apart(found.rise, dive.kpi)}
    if found.direction == "flat":
        yield _("Over the last %(n)s readings it has no trend.") % words
    elif found.direction == "up":
        yield _("Over the last %(n)s readings it has risen by about %(rise)s.") % words
    else:
        yield _("Over the last %(n)s readings it has fallen by about %(rise)s.") % words


def _parts(dive: Dive) -> Iterator[str]:
    moved = [part for part in dive.found.contributions if part.total][:TOLD]
    if not moved:
        return
    named = [f"{part.name} ({numbers.change(_scaled(part.total, dive.kpi), dive.kpi)})" for part in moved]
    yield ngettext(
        "Most of the last change came from %(first)s.",
        "Most of the last change came from %(first)s and %(second)s.",
        len(named),
    ) % {"first": named[0], "second": named[-1]}


def _scaled(value: float, kpi: Metric) -> int:
    return round(value * 10**kpi.scale)
