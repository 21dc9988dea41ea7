"""Filters of the coach's pages."""

from datetime import datetime

from django import template

from headway.kpis.models import Metric

register = template.Library()


@register.filter
def state_now(kpi: Metric, now: datetime) -> str:
    """The state of a KPI as it must be shown at ``now``."""
    return kpi.state_at(now)
