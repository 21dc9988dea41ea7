"""KPI or OKR? Five questions, some answered by what was typed, end in a form that is filled in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from headway.coach.choose import LONGEST, NAMES, Choice, answers_from
from headway.coach.choose import choose as chosen_by
from headway.coaching.filled import kpi_form, objective_form
from headway.coaching.forms import ChooserForm
from headway.coaching.views.common import page
from headway.people.access import can
from headway.people.caller import Caller, caller_of

VERBS = {"kpi": "kpi.create", "okr": "objective.create"}


@dataclass(frozen=True)
class Way:
    """Where the choice leads: the address of the form, filled in; "" for those who may only read."""

    choice: Choice
    url: str


@require_GET
def choose(request: HttpRequest, workspace: str) -> HttpResponse:
    """Ask, and answer once every question is answered."""
    text = request.GET.get("text", "").strip()
    known = answers_from(text[:LONGEST])
    given = {name: request.GET[name] == "yes" for name in NAMES if request.GET.get(name) in {"yes", "no"}}
    was = request.GET.get("was", "").strip()[:LONGEST]
    asked_before = answers_from(was) if was != text else {}
    given = {name: value for name, value in given.items() if asked_before.get(name) is not value}
    answers = {**known, **given}
    sent = "text" in request.GET or bool(given)
    form = ChooserForm(sent, text, answers)
    way = _way(caller_of(request), chosen_by(answers, text), workspace) if sent and form.is_valid() else None
    open_ = [name for name in NAMES if name not in answers]
    return page(
        request, "coaching/choose.html", at="choose", form=form, way=way, text=text, began=bool(text or given),
        left=len(open_), known=len(set(known) - set(given)),
    )  # fmt: skip


def _way(caller: Caller, choice: Choice, workspace: str) -> Way:
    if not can(caller, VERBS[choice.kind]):
        return Way(choice, "")
    if choice.kind == "kpi":
        return Way(choice, kpi_form(choice.draft, workspace))
    return Way(choice, objective_form(choice.draft, workspace, caller.today))
