"""What the views of this package share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from headway.activity import log
from headway.kpis.models import Metric
from headway.people.caller import Caller, caller_of
from headway.ui.toasts import toast


def url(caller: Caller, name: str, *parts: Any) -> str:
    """The address of a page of this package, in the caller's workspace."""
    return reverse(f"kpis:{name}", args=[caller.workspace.slug, *parts])


def undo_url(caller: Caller, seq: int) -> str:
    """Where a press of Undo posts to; empty where nothing was logged."""
    return reverse("pages:undo", args=[caller.workspace.slug, seq]) if seq else ""


def undo_of(caller: Caller, kpi: Metric) -> str:
    """The undo of what was just done to ``kpi``."""
    row = log.feed(caller.workspace.pk, kpi.key).first()
    return undo_url(caller, row.seq if row else 0)


def back_to(request: HttpRequest, kpi: Metric, said: str, undo: str = "") -> HttpResponse:
    """To the page of the KPI, with a toast."""
    toast(request, said, undo)
    return redirect(url(caller_of(request), "kpi", kpi.key))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was posted, even nothing at all."""
    return request.POST if request.method == "POST" else None
