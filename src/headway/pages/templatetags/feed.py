"""{% load feed %}{% feed kpi.key %}: the activity about an object, as far as the reader may see it."""

from typing import Any

from django import template
from django.template import Context

from headway.pages.feed import read_feed

register = template.Library()


@register.inclusion_tag("pages/feed.html", takes_context=True)
def feed(context: Context, *keys: str, size: int = 12) -> dict[str, Any]:
    """The latest lines about ``keys``, newest first."""
    request = context["request"]
    found = read_feed(request.caller, *keys, size=size)
    return {"feed": found, "now": request.now, "keys": keys, "workspace": request.caller.workspace}
