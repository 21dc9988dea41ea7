"""A formula in words: what it reads, what it comes to lately, and why it comes to nothing where it does."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from headway.kpis.actions.formulas import check_formula
from headway.kpis.formulas import Derivation, latest_of, leaves, with_sources
from headway.kpis.models import Metric
from headway.kpis.rules.formulas.evaluate import Computed
from headway.kpis.rules.formulas.parse import Key
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.ui import dates
from headway.ui import format as numbers


@dataclass(frozen=True)
class Explanation:
    """What a formula means, or the sentence that says why it cannot stand."""

    error: str = ""
    inputs: list[tuple[Metric, str]] = field(default_factory=list)
    latest: list[tuple[date, int | None, str]] = field(default_factory=list)

    @property
    def missing(self) -> str:
        """Why the latest period has no value; empty where it has one."""
        return self.latest[0][2] if self.latest else ""


def explain(caller: Caller, metric: Metric, text: str) -> Explanation:
    """A formula that ``metric`` has or might get, with the latest periods and their values: three statements."""
    try:
        sources = check_formula(caller, metric, text)
    except Refused as refused:
        return Explanation(error=refused.message)
    made = with_sources(metric, sources, text)
    by_key = {source.key: source for source in sources}
    return Explanation(
        inputs=[(by_key[leaf.key], _read(leaf)) for leaf in leaves(made)],
        latest=[(day, found.value, why_none(caller, made, day, found)) for day, found in latest_of(made, caller.now)],
    )


def _read(leaf: Key) -> str:
    """How a key is read: as it is, so many periods ago, or summed over some."""
    if leaf.back:
        return _("the value %(n)s periods earlier") % {"n": leaf.back}
    return _("the sum of the last %(n)s periods") % {"n": leaf.span} if leaf.span > 1 else ""


def why_none(caller: Caller, made: Derivation, period: date, found: Computed) -> str:
    """Why a period has no value, in a whole sentence; empty where it has one."""
    if found.value is not None:
        return ""
    day = dates.day(made.calendar.next(period, -found.back), caller.now)
    texts = {
        "missing": _("%(key)s has no reading for %(day)s."),
        "percentile": _("%(key)s is a percentile: those of several periods have no common one."),
        "parts": _("Some readings of %(key)s keep no numerator and denominator, so they do not come together."),
        "zero": _("What it is divided by is 0."),
        "large": _("It comes to more than can be kept exactly: use a larger unit."),
    }
    return texts[found.why] % {"key": found.key, "day": day}


def formula_out(caller: Caller, metric: Metric) -> dict[str, object]:
    """A formula as plain data, for the API and the command line."""
    if not metric.formula:
        return {"formula": "", "inputs": [], "latest": [], "error": ""}
    told = explain(caller, metric, metric.formula)
    return {
        "formula": metric.formula, "error": told.error, "inputs": [row.key for row, _said in told.inputs],
        "latest": [
            {"period": metric.calendar.written(day), "why": why,
             "value": None if value is None else numbers.plain(value, metric.scale)}
            for day, value, why in told.latest
        ],
    }  # fmt: skip
