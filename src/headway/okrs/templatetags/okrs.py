"""How shares, grades and limits of goals are written."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.kpis.models import Metric
from headway.okrs.models import KeyResult, Objective, Status
from headway.okrs.queries.chances import chance_text
from headway.okrs.rules.scores import colour
from headway.ui import format as numbers
from headway.ui.templatetags.ui import status

register = template.Library()


@register.simple_tag
def standing(row: Objective | KeyResult) -> SafeString:
    """{% standing goal %}: its status by the data and, under it, what a hand says instead."""
    by_data = status(row.status)
    if not row.hand_status:
        return by_data
    if row.is_watermelon:
        return format_html('{}<span class="sub">{}</span>', by_data, status("watermelon", _("by hand: on track")))
    return format_html('{}<span class="sub">{} {}</span>', by_data, _("by hand:"), status(row.hand_status))


@register.filter
def state_at(kpi: Metric, now: datetime) -> str:
    """{% status kpi|state_at:shell.now %}: its state as it must be shown now; without readings it is stale."""
    return kpi.state_at(now)


@register.filter
def share(value: int | None) -> str:
    """{{ line.share|share }}: ten-thousandths as a percentage without its sign: 3333 is 33.3, 4000 is 40."""
    if value is None:
        return numbers.NONE
    return numbers.plain(numbers.rounded(value, 2, 0), 0) if value % 100 == 0 else _tenths(value)


@register.filter
def grade(value: int | None, grading: str = "score") -> str:
    """{{ score.grade|grade:grading }}: 0.7, or Amber where the workspace grades by colour."""
    if value is None:
        return numbers.NONE
    if grading == "rag":
        return str({"red": _("Red"), "amber": _("Amber"), "green": _("Green")}[colour(value)])
    return numbers.plain(value, 2) if value % 10 else numbers.plain(value // 10, 1)


@register.filter
def status_word(name: str) -> str:
    """{{ "on_track"|status_word }}: on track, within a sentence."""
    return str(Status(name).label).lower()


@register.filter
def chance(value: int | None) -> str:
    """{{ kr.chance|chance }}: 34 %, under 1 %; empty where there is none."""
    return chance_text(value)


@register.filter
def limits(row: KeyResult) -> str:
    """{{ kr|limits }}: 70–80 %, ≥ 70 %, ≤ 80 %."""
    return _limits(row, row.limit_lower, row.limit_upper)


@register.filter
def first_limits(row: KeyResult) -> str:
    """{{ kr|first_limits }}: those that were committed first, before they were amended."""
    return _limits(row, row.first_lower, row.first_upper)


def _limits(row: KeyResult, lower: int | None, upper: int | None) -> str:
    low, high = (numbers.amount(edge, row) for edge in (lower, upper))
    if lower is None:
        return f"≤ {high}"
    if upper is None:
        return f"≥ {low}"
    return f"{numbers.plain(lower, row.scale)}–{high}"


def _tenths(value: int) -> str:
    return numbers.plain(numbers.rounded(value, 2, 1), 1)


@register.filter
def field_word(name: str) -> str:
    """A field of a goal as people call it."""
    words = {
        "title": _("Title"), "why": _("Why"), "means_03": _("0.3 would mean"), "means_07": _("0.7 would mean"),
        "means_10": _("1.0 would mean"), "target_words": _("Target"), "control_reason": _("Why it is a key result"),
    }  # fmt: skip
    return words.get(name, name)
