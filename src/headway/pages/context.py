"""The shell around every page: where one is, what waits there, who one is."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell`` for the base template; empty for anonymous pages."""
    return {"now": getattr(request, "now", None)}
