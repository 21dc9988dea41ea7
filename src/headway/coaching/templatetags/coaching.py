"""Filters of the coach's pages."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from headway.coaching import telling
from headway.kpis.models import Metric

register = template.Library()
_KEY = re.compile(r"\b[A-Z]{1,3}-\d+\b")


@register.filter
def told(text: str | None) -> str:
    """A sentence of the coach in the active language."""
    return telling.told(text) if text else ""


@register.filter
def all_told(texts: Iterable[str]) -> list[str]:
    """Sentences of the coach in the active language."""
    return [telling.told(text) for text in texts]


@register.filter
def keys_whole(text: str) -> SafeString:
    """A sentence whose keys (KR-11) never break across lines."""
    return mark_safe(_KEY.sub(r'<span class="whole">\g<0></span>', escape(text)))


@register.filter
def state_now(kpi: Metric, now: datetime) -> str:
    """The state of a KPI as it must be shown at ``now``."""
    return kpi.state_at(now)


@register.filter
def before(items: Sequence[Any], count: int) -> Any:
    """{{ findings|before:forloop.counter0 }}: the last of so many items; None where there is none."""
    return items[count - 1] if count else None


@register.filter
def after(items: Sequence[Any], count: int) -> Any:
    """{{ findings|after:forloop.counter }}: the item that follows so many; None at the end."""
    return items[count] if count < len(items) else None
