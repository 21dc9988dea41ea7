"""{% load today %}: {{ decision|asks }}, {{ changed|happened }}, {{ changed|meaning }}."""

from django import template

from headway.loop.models import Decision
from headway.pages import phrases
from headway.pages.today import Changed

register = template.Library()


@register.filter
def asks(decision: Decision) -> str:
    """What a decision asks."""
    return phrases.asks(decision)


@register.filter
def happened(changed: Changed) -> str:
    """What happened to a number."""
    return phrases.happened(changed.metric, changed.turned)


@register.filter
def meaning(changed: Changed) -> str:
    """Whether that was a change or noise."""
    return phrases.meaning(changed.metric, changed.turned)
