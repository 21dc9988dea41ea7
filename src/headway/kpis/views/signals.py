"""The page of one signal, where it is acknowledged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.kpis.access import signal_for
from headway.kpis.actions.signals import acknowledge_signal
from headway.kpis.forms.small import AcknowledgementForm
from headway.kpis.views.common import back_to, posted, undo_of
from headway.kpis.words.sentences import kept_signal_sentence
from headway.people.access import can
from headway.people.caller import caller_of
from headway.people.refusals import refusals_in


@require_http_methods(["GET", "POST"])
def show_signal(request: HttpRequest, workspace: str, signal: str) -> HttpResponse:
    """What the signal is, and a note of who has seen it."""
    caller = caller_of(request)
    row = signal_for(caller, signal)
    form = AcknowledgementForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acknowledge_signal(caller, row, form.cleaned_data["note"])
            return back_to(request, row.metric, _("Acknowledged."), undo_of(caller, row.metric))
    context = {
        "row": row, "kpi": row.metric, "form": form, "said": kept_signal_sentence(row),
        "may": can(caller, "signal.acknowledge", row) and not (row.acknowledged_at or row.withdrawn_at),
    }  # fmt: skip
    return render(request, "kpis/signal.html", context, status=422 if form.errors else 200)
