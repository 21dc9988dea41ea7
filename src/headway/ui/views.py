"""The parts page: every component once, so that a template can be checked against it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from headway.clock import read_clock
from headway.ui.samples import parts_context


def parts(request: HttpRequest) -> HttpResponse:
    """Show the parts page in debug and demo; elsewhere there is no such page."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    now = getattr(request, "now", None) or read_clock()
    return render(request, "ui/parts.html", parts_context(now))
