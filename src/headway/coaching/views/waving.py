"""Waving a finding away, and letting it show again."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh, reswap, retarget

from headway.coaching.access import dismissal_for
from headway.coaching.actions.dismissing import dismiss_finding, lift_dismissal
from headway.coaching.at_large import is_large
from headway.coaching.findings import Findings
from headway.coaching.lessons import lesson
from headway.coaching.models import Dismissal
from headway.coaching.views.common import Again, act, part
from headway.coaching.views.findings import of_all, of_unit
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused


@require_POST
def dismiss(request: HttpRequest, workspace: str) -> HttpResponse:
    """Wave a finding away, with the reason; after htmx a line stands in its place that can take it back."""
    caller = caller_of(request)
    digest, reason = request.POST.get("digest", "")[:32], request.POST.get("reason", "")
    unit = request.POST.get("unit", "")[:32]
    said = _("It stays away until the text or what it rests on changes.")
    if not request.htmx:  # type: ignore[attr-defined]
        to = reverse("coaching:coach", args=[workspace])
        run = partial(dismiss_finding, caller, digest, reason, unit)
        return act(request, to, said, run, undo=True, place=f"f-{digest}")
    try:
        row = dismiss_finding(caller, digest, reason, unit)
    except Refused as error:
        return _refused(request, digest, unit, Again(reason, error.message))
    return _now(request, caller, "coaching/_waved.html", row, f"{lesson(row.code).title}, {row.about}: {said}")


@require_POST
def lift(request: HttpRequest, workspace: str, dismissal: str) -> HttpResponse:
    """Let a finding show again; after htmx in the place where it was waved away."""
    caller = caller_of(request)
    row, said = dismissal_for(caller, dismissal), _("The finding shows again.")
    if not request.htmx:  # type: ignore[attr-defined]
        to = reverse("coaching:coach", args=[workspace])
        return act(request, to, said, lambda: lift_dismissal(caller, row))
    try:
        lift_dismissal(caller, row)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        said = error.message
    return _now(request, caller, "coaching/_finding.html", row, said)


def _refused(request: HttpRequest, digest: str, unit: str, again: Again) -> HttpResponse:
    """The form with why not, whatever refused it: the rest of the page stays as it is."""
    of = request.POST.get("of", "")[:32]
    form = part(request, "coaching/_wave_form.html", digest=digest, unit_key=unit, of=of, again=again)
    return retarget(reswap(form, "outerHTML"), f"#wave-{digest}")


def _now(request: HttpRequest, caller: Caller, template: str, row: Dismissal, said: str) -> HttpResponse:
    """The place of one finding as it is now, and what the page it is on counts: that of a unit, or of all."""
    of, number = request.POST.get("of", "")[:32], request.GET.get("page", "")
    if not of and is_large(caller):  # its page of all shows no findings, and must not look for them
        return HttpResponseClientRefresh()
    found = Findings(caller, [of] if of else None)
    told = next((each for each in found.all if each.seen.digest == row.digest), None)
    standing = of_unit(found, of, number) if of else of_all(found, number)
    return part(
        request, "coaching/_findings_now.html", shown=template, row=row, told=told, of=of, said=said, **standing
    )
