"""What the loop says in sentences: what a decision rests on, and the why that an objective starts with."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.hours import read_period
from headway.kpis.models import Metric
from headway.loop.models import Decision
from headway.okrs.models import KeyResult
from headway.okrs.queries.chances import chance_text
from headway.ui import dates
from headway.ui.format import amount, percent, plain
from headway.ui.measure import Measure


def band_text(lower: int | None, upper: int | None, measure: Measure) -> str:
    """70–80 %; at least 11 %; at most 4 h; an empty text without a band."""
    if lower is not None and upper is not None:
        if measure.unit_kind in {"duration", "money"}:
            return f"{amount(lower, measure)}–{amount(upper, measure)}"
        return f"{plain(lower, measure.scale, grouped=True)}–{amount(upper, measure)}"
    if lower is not None:
        return _("at least %(value)s") % {"value": amount(lower, measure)}
    return _("at most %(value)s") % {"value": amount(upper, measure)} if upper is not None else ""


def kept_sentences(decision: Decision) -> list[str]:
    """What is kept with a decision, in sentences, as it was shown when the decision opened."""
    if decision.metric:
        return metric_sentences(decision.metric, decision.evidence)
    return key_result_sentences(decision.key_result, decision.evidence) if decision.key_result else []


def metric_sentences(metric: Metric, shown: dict[str, Any]) -> list[str]:
    """The reading, the band and the usual range that were shown of a metric."""
    if shown.get("value") is None:
        return [_("There was no closed reading.")]
    found = [_reading(metric, shown)]
    usual = shown.get("usual")
    if usual:
        found.append(_usual(metric, usual))
        found.append(_verdict(shown, usual))
    return [sentence for sentence in found if sentence]


def _reading(metric: Metric, shown: dict[str, Any]) -> str:
    values = {"value": amount(shown["value"], metric), "day": dates.day(read_period(shown["period"]))}
    band = shown.get("band") or {}
    text = band_text(band.get("lower"), band.get("upper"), metric)
    if not text:
        return _("%(value)s in the period from %(day)s.") % values
    return _("%(value)s in the period from %(day)s, band %(band)s.") % (values | {"band": text})


def _usual(metric: Metric, usual: dict[str, Any]) -> str:
    values = {"mean": amount(usual["mean"], metric), "n": usual["n"]}
    if usual["lower"] is None:
        return (
            ngettext("Its mean is %(mean)s, on %(n)s reading.", "Its mean is %(mean)s, on %(n)s readings.", usual["n"])
            % values
        )
    values["range"] = band_text(usual["lower"], usual["upper"], metric)
    return _("Its mean is %(mean)s on %(n)s readings, its usual range %(range)s.") % values


def _verdict(shown: dict[str, Any], usual: dict[str, Any]) -> str:
    if shown.get("closes_itself"):
        return _("Its mean is inside the band and nothing has changed: such gaps usually close by themselves.")
    if usual.get("changed"):
        return {
            "point_outside": _("It lies outside its usual range: a signal, not noise."),
            "run_of_eight": _("Eight readings in a row lie on one side of its mean: a signal, not noise."),
            "three_of_four": _("Three of the last four readings are nearer to a limit than to the mean: a signal."),
        }.get(usual.get("rule", ""), _("The step is larger than this number usually takes: a signal, not noise."))
    if usual["lower"] is None:
        return _("It takes eight readings to tell a change from noise.")
    return _("It is inside its usual range: what it usually shows is not good enough.")


def key_result_sentences(row: KeyResult, shown: dict[str, Any]) -> list[str]:
    """Progress against pace that was shown of a key result."""
    if shown.get("progress") is None:
        return [_("It had no progress to show.")]
    values = {"progress": percent(shown["progress"]), "expected": percent(shown["expected"])}
    found = [_("%(progress)s of the way, where %(expected)s was due.") % values]
    if shown.get("value") is not None and shown.get("target") is not None:
        there = {"value": amount(shown["value"], row), "target": amount(shown["target"], row)}
        found.append(_("Now %(value)s, target %(target)s.") % there)
    if shown.get("reason") == "chance" and shown.get("chance") is not None:
        words = {"chance": chance_text(shown["chance"]), "value": amount(shown.get("forecast"), row)}
        found.append(_("The chance of arriving was %(chance)s; the forecast said %(value)s.") % words)
    if leading := shown.get("leading"):
        found.insert(0, _leading(leading))
    return found


def _leading(shown: dict[str, Any]) -> str:
    words = {"name": shown["name"], "day": dates.day(read_period(shown["since"])), "n": shown["waited"]}
    if shown["direction"] == "up":
        return _("%(name)s rose on %(day)s, and %(n)s periods later this has not moved.") % words
    return _("%(name)s fell on %(day)s, and %(n)s periods later this has not moved.") % words


def why_text(decision: Decision) -> str:
    """The why that an objective starts with: what is wrong, what it usually shows, what the side means."""
    subject = decision.metric or decision.key_result
    sentences = [_("%(name)s: %(first)s") % {"name": subject, "first": (kept_sentences(decision) or [""])[0]}]
    sentences += kept_sentences(decision)[1:2]
    return " ".join(sentences)
