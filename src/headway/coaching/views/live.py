"""What the coach says while somebody types, and waving it away there and then."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from headway.coach.blanks import blanks_in, listed
from headway.coach.finding import Finding
from headway.coach.wording import wording
from headway.coaching.access import stewards_of
from headway.coaching.actions.dismissing import dismiss_finding, dismiss_typed
from headway.coaching.lessons import lesson
from headway.coaching.models import Dismissal
from headway.coaching.telling import finding_told, told
from headway.coaching.typed import WAVED, Typed, goal_digest, open_findings
from headway.people.caller import Caller, caller_of, keep_in_mind
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.models import Unit
from headway.people.objects import object_for
from headway.people.options import options_of

SLOTS = ("objective", "key_result", "kpi")
LONGEST = 2000
MOST = 3


@require_GET
def read_text(request: HttpRequest, workspace: str) -> HttpResponse:
    """The findings about ``text`` in its ``slot``, as notes for the margin; nothing where there is none.

    What the caller waved away stays away: from this text, or from the goal ``about`` whose text it is.
    """
    caller = caller_of(request)
    return _notes(caller, _typed(request.GET), request.GET.get("about", "")[:32])


@require_POST
def dismiss(request: HttpRequest, workspace: str) -> HttpResponse:
    """Wave one finding away, and show the notes that are left."""
    caller, given = caller_of(request), request.POST
    typed, about = _typed(given), given.get("about", "")[:32]
    try:
        kept = _dismiss(caller, typed, about, given.get("code", "")[:40], given.get("reason", ""))
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        # No error status: the browser would report what the person reads beside the field anyway.
        said = render_to_string("coaching/_live_refused.html", {"message": error.message})
        return HttpResponse(said, headers={"Coach-Refused": "1"})
    keep_in_mind(request, WAVED)
    return _notes(caller, typed, about, kept)


def _dismiss(caller: Caller, typed: Typed, about: str, code: str, reason: str) -> Dismissal:
    """About the goal where it has this text already; else about the text, until it is set."""
    if about:
        try:
            return dismiss_finding(caller, goal_digest(about, typed.text, code), reason, _unit_of(caller, about))
        except NotHere:
            pass
    return dismiss_typed(caller, typed, code, reason)


def _unit_of(caller: Caller, about: str) -> str:
    row = Unit.objects.filter(pk=stewards_of(object_for(caller, about)).steward_unit_id() or 0).first()
    return row.key if row else ""


def _typed(given: Mapping[str, str]) -> Typed:
    slot = given.get("slot", "objective")
    return Typed(
        given.get("text", "")[:LONGEST].strip(), slot if slot in SLOTS else "objective",
        given.get("parent", "")[:LONGEST].strip(), given.get("kind", "move"),
    )  # fmt: skip


def _notes(caller: Caller, typed: Typed, about: str, kept: Dismissal | None = None) -> HttpResponse:
    mandatory = frozenset(options_of(caller.workspace).mandatory)
    blanks = blanks_in(typed.text)
    # A wording that is not filled in yet is nothing to find fault with.
    found = [] if blanks else open_findings(caller, typed, about)
    notes = [_note(one, mandatory) for one in sorted(found, key=lambda one: one.code not in mandatory)[:MOST]]
    # Without the request: the shell around a page would count what waits where, and this is no page.
    shown = {"blanks": _blanks(blanks), "notes": notes, "kept": kept, "slug": caller.workspace.slug}
    return HttpResponse(render_to_string("coaching/_live.html", shown))


def _blanks(blanks: Sequence[str]) -> dict[str, str]:
    """Those that stand in a text still, as one names them, and the first."""
    return {"named": told(listed(blanks)), "first": blanks[0]} if blanks else {}


def _note(one: Finding, mandatory: frozenset[str]) -> dict[str, object]:
    one = finding_told(one)
    offered = wording(one.rewrite)
    return {
        "finding": one, "title": lesson(one.code).title, "mandatory": one.code in mandatory,
        "wording": offered, "first": next(iter(blanks_in(offered)), ""),
    }  # fmt: skip
