"""Home: what needs me, what changed and why, my key results."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.actions.check_ins import CheckInDraft, send_check_ins
from headway.okrs.models import KeyResult
from headway.okrs.rounds import round_of
from headway.pages import needs
from headway.pages import today as reading
from headway.pages.waits import waits_of
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused
from headway.people.models import Person
from headway.people.objects import path_of
from headway.ui.parse import AmountError, parse_measure
from headway.ui.toasts import toast

A_LOOK = timedelta(minutes=5)
"""Who looks again so soon is still looking: that needs no new mark."""


def today(request: HttpRequest, workspace: str) -> HttpResponse:
    """The front page."""
    return _show(request, caller_of(request))


@require_POST
def send_values(request: HttpRequest, workspace: str) -> HttpResponse:
    """Check in with the values typed beside my key results; all of them or none."""
    caller = caller_of(request)
    try:
        drafts = _drafts(request, caller)
        if drafts:
            send_check_ins(caller, drafts)
    except Refused as error:
        return _show(request, caller, error.message, 422)
    if not drafts:
        return _show(request, caller, _("Nothing was typed, so nothing was sent: type a value first."), 422)
    n = len(drafts)
    toast(request, ngettext("Sent one check-in.", "Sent %(n)s check-ins.", n) % {"n": n})
    return redirect("pages:home", workspace)


def _show(request: HttpRequest, caller: Caller, error: str = "", status: int = 200) -> HttpResponse:
    page = reading.read_today(caller, _since(request, caller), waits_of(request))
    page.number()
    mentions = [{"row": row, "path": path_of(caller.workspace, row.about)} for row in page.mentions]
    context = {
        "page": page,
        "mentions": mentions,
        "round": round_of(caller),
        "error": error,
        "typed": request.POST,
        "today": caller.today,
    }
    return render(request, "pages/today.html", context, status=status)


def _since(request: HttpRequest, caller: Caller) -> datetime:
    """Since when changes are shown: the same all day in one session, whatever else was looked at."""
    day, key = caller.today.isoformat(), f"since:{caller.workspace.slug}"
    kept = request.session.get(key, ["", ""])
    since = reading.looked_since(caller, kept[1] if kept[0] == day else None)
    if kept[0] != day:
        request.session[key] = [day, since.isoformat()]
    person = caller.someone
    if person.looked_at is None or caller.now - person.looked_at > A_LOOK:
        Person.objects.filter(pk=person.pk).update(looked_at=caller.now)
    return since


def _drafts(request: HttpRequest, caller: Caller) -> list[CheckInDraft]:
    rows = needs.my_key_results(caller).select_related("objective__cycle", "objective__unit", "metric")
    return [draft for row in rows.order_by("pk") if (draft := _draft(request, row))]


def _draft(request: HttpRequest, row: KeyResult) -> CheckInDraft | None:
    value = request.POST.get(f"{row.key}-value", "").strip()
    confidence = request.POST.get(f"{row.key}-confidence", "").strip()
    if not value and not confidence:
        return None
    return CheckInDraft(row, _value(row, value), _confidence(row, confidence))


def _value(row: KeyResult, text: str) -> int | None:
    if not text:
        return None
    try:
        return parse_measure(text, row)
    except AmountError as error:
        raise Refused(f"{row.key}: {error}", field=f"{row.key}-value") from error


def _confidence(row: KeyResult, text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or int(text) > 10:
        message = f"{row.key}: “{text}” is no confidence. Type a whole number from 0 to 10."
        raise Refused(message, field=f"{row.key}-confidence")
    return int(text)
