"""Readings from a file: send, look, confirm."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from headway.kpis.access import import_for, kpi_for
from headway.kpis.actions.imports import keep_sheet, read_kept, record_kept
from headway.kpis.actions.readings import Recorded
from headway.kpis.forms.imports import ChoicesForm, SheetForm, too_large
from headway.kpis.models import Metric, ReadingImport
from headway.kpis.sheets.reader import Choices, Sheet
from headway.kpis.uploads import sheet_upload, too_much
from headway.kpis.views.common import posted, undo_url, url
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast

SHOWN_ROWS, SHOWN_ERRORS = 10, 50


@sheet_upload
@require_http_methods(["GET", "POST"])
def send_sheet(request: HttpRequest, workspace: str) -> HttpResponse:
    """Send a file or paste rows, for one KPI (``?kpi=K-5``) or for many."""
    caller = caller_of(request)
    kpi = _kpi(request, caller)
    form = SheetForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST":
        if too_much(request):
            form.errors.clear()
            form.add_error("file", too_large())
        elif form.is_valid():
            with refusals_in(form):
                sheet = keep_sheet(caller, form.sheet_text(), form.sheet_name(), kpi)
                return redirect(url(caller, "import", sheet.key))
    return render(request, "kpis/import.html", {"form": form, "kpi": kpi}, status=422 if form.errors else 200)


def _kpi(request: HttpRequest, caller: Caller) -> Metric | None:
    key = request.GET.get("kpi", "")
    kpi = kpi_for(caller, key) if key else None
    require(caller, "kpi.record", kpi) if kpi else require(caller, "kpi.create")
    return kpi


@require_http_methods(["GET", "POST"])
def confirm_sheet(request: HttpRequest, workspace: str, sheet: str) -> HttpResponse:
    """Show what a sheet would record, ask what it does not tell, and record it."""
    caller = caller_of(request)
    kept = import_for(caller, sheet)
    form = ChoicesForm(posted(request))
    choices = form.choices() if form.is_bound and form.is_valid() else Choices()
    found = read_kept(caller, kept, choices)
    if request.method == "POST" and request.POST.get("record") and found.ready:
        return _recorded(request, caller, kept, record_kept(caller, kept, choices))
    context = {"form": form, "kept": kept, "sheet": found, "choices": choices} | _preview(found)
    return render(request, "kpis/import_preview.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, caller: Caller, kept: ReadingImport, done: Recorded) -> HttpResponse:
    n = done.new + done.corrected
    said = ngettext("Recorded %(n)s reading from the sheet.", "Recorded %(n)s readings from the sheet.", n) % {"n": n}
    if done.unchanged:
        said += " " + _("%(n)s were known already.") % {"n": done.unchanged}
    toast(request, said, undo_url(caller, done.seq))
    return redirect(url(caller, "kpi", kept.metric.key) if kept.metric else url(caller, "board"))


def _preview(sheet: Sheet) -> dict[str, object]:
    counts = Counter(line.metric.pk for line in sheet.lines)
    by_pk = {line.metric.pk: line.metric for line in sheet.lines}
    spans = [
        (by_pk[pk], n, min(periods), max(periods))
        for pk, n in counts.items()
        for periods in [[line.period for line in sheet.lines if line.metric.pk == pk]]
    ]
    return {
        "spans": spans, "first": sheet.lines[:SHOWN_ROWS], "shown_errors": sheet.errors[:SHOWN_ERRORS],
        "more_errors": max(0, len(sheet.errors) - SHOWN_ERRORS),
    }  # fmt: skip
