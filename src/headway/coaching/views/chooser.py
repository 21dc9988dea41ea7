"""KPI or OKR? Five questions, some answered by what was typed, end in a form that is filled in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from headway.coach.choose import NAMES, Choice, answers_from
from headway.coach.choose import choose as chosen_by
from headway.coaching.forms import ChooserForm
from headway.coaching.views.common import page


@dataclass(frozen=True)
class Way:
    """Where the choice leads: the address of the form, filled in."""

    choice: Choice
    url: str


@require_GET
def choose(request: HttpRequest, workspace: str) -> HttpResponse:
    """Ask, and answer once every question is answered."""
    text = request.GET.get("text", "").strip()[:300]
    known = answers_from(text) if text else {}
    given = {name: request.GET[name] == "yes" for name in NAMES if request.GET.get(name) in {"yes", "no"}}
    answers = known | given
    form = ChooserForm(None, answers)
    form.fields["text"].initial = text
    way = _way(chosen_by(answers, text), workspace, text) if all(name in answers for name in NAMES) else None
    open_ = [name for name in NAMES if name not in answers]
    return page(
        request, "coaching/choose.html", at="choose", form=form, way=way, began=bool(text or given), left=len(open_),
        known=len(set(known) - set(given)),
    )  # fmt: skip


def _way(choice: Choice, workspace: str, text: str) -> Way:
    draft = choice.draft
    if choice.kind == "kpi":
        side = "upper" if draft.direction in {"decrease", "within"} else "lower"
        filled = {"name": _capital(draft.name)} | ({} if draft.target is None else {side: f"{draft.target:.10g}"})
        return Way(choice, f"{reverse('kpis:new', args=[workspace])}?{urlencode(filled)}")
    row = {"kr-0-title": draft.key_result or draft.name}
    row |= {} if draft.baseline is None else {"kr-0-baseline": f"{draft.baseline:.10g}"}
    row |= {} if draft.target is None else {"kr-0-target": f"{draft.target:.10g}"}
    row |= {} if not draft.unit or draft.unit == "score" else {"kr-0-unit": draft.unit}
    return Way(choice, f"{reverse('okrs:new-objective', args=[workspace])}?{urlencode(row)}")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
