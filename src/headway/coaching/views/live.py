"""What the coach says while somebody types: no statement beyond that of who asks."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from headway.coach.wording import recorded, wording
from headway.coaching.lessons import lesson
from headway.people.caller import caller_of
from headway.people.options import options_of

SLOTS = ("objective", "key_result", "kpi")
LONGEST = 2000
MOST = 3


@require_GET
def read_text(request: HttpRequest, workspace: str) -> HttpResponse:
    """The findings about ``text`` in its ``slot``, as notes for the margin; nothing where there is none."""
    slot = request.GET.get("slot", "objective")
    slot = slot if slot in SLOTS else "objective"
    text = request.GET.get("text", "")[:LONGEST].strip()
    parent = request.GET.get("parent", "")[:LONGEST].strip()
    found = recorded(text, slot, parent, request.GET.get("kind", "move")) if text else ()
    mandatory = frozenset(options_of(caller_of(request).workspace).mandatory)
    notes = [
        {
            "finding": one, "title": lesson(one.code).title, "wording": wording(one.rewrite),
            "mandatory": one.code in mandatory,
        }
        for one in sorted(found, key=lambda one: one.code not in mandatory)[:MOST]
    ]  # fmt: skip
    # Without the request: the shell around a page would count what waits where, and this is no page.
    html = render_to_string("coaching/_live.html", {"notes": notes, "text": text, "slug": workspace})
    return HttpResponse(html)
