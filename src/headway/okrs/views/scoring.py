"""The close of an objective: its score, what was learned, and what becomes of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import objective_for
from headway.okrs.actions.retrospectives import Learned, carry_forward, write_retrospective
from headway.okrs.actions.scores import close_objective, score_objective, suggestions_of
from headway.okrs.forms.cycles import CarryForm, RetrospectiveForm, ScoreForm
from headway.okrs.judge import original_progress
from headway.okrs.models import KeyResult, Objective, Retrospective, Score
from headway.okrs.queries.retrospectives import search_retrospectives
from headway.okrs.rules import scores as rules
from headway.okrs.sheets import sheet_of_lessons
from headway.okrs.typed import read_amount
from headway.okrs.views.common import act, page
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.options import options_of
from headway.people.refusals import refusals_in
from headway.ui.format import plain
from headway.ui.toasts import toast


def score(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Grade an objective beside what its progress suggests; write down what was learned; carry it on."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.score", goal)
    form = _score_form(caller, goal, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            score_objective(caller, goal, form.cleaned_data["grade"], form.cleaned_data["rationale"], form.grades())
        if form.is_valid():
            toast(request, _("%(key)s is scored.") % {"key": key})
            return redirect("okrs:score", workspace, key)
    return _page(request, caller, goal, score_form=form)


@require_POST
def retrospective(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Write down what was learned."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.score", goal)
    form = RetrospectiveForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            write_retrospective(caller, goal, Learned(**form.cleaned_data))
    if not form.is_valid():
        return _page(request, caller, goal, retrospective_form=form)
    toast(request, _("Kept. It will be shown to whoever drafts something similar."))
    return redirect("okrs:score", workspace, key)


@require_POST
def carry(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Decide what becomes of an objective."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.score", goal)
    rows = _rows(goal)
    form = CarryForm(caller, rows, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            starts = _starts(rows, request.POST)
            carry_forward(caller, goal, said["carry"], said["cycle"], starts, said["title"])
    if not form.is_valid():
        return _page(request, caller, goal, carry_form=form, typed=request.POST.dict())
    toast(request, _("Decided what becomes of %(key)s.") % {"key": key})
    return redirect("okrs:score", workspace, key)


@require_POST
def close(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Close a scored objective."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    to = reverse("okrs:objective", args=[workspace, key])
    return act(request, to, _("%(key)s is closed.") % {"key": key}, lambda: close_objective(caller, goal))


def retrospectives(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """What was learned, searched by words."""
    caller = caller_of(request)
    words = request.GET.get("words", "").strip()[:200]
    found = search_retrospectives(caller, words)
    if request.GET.get("format") == "csv":
        return sheet_of_lessons(found)
    return page(request, "okrs/retrospectives.html", words=words, found=found)


def _rows(goal: Objective) -> list[KeyResult]:
    return list(goal.key_results.filter(archived_at=None).select_related("metric").order_by("pk"))


def _score_form(caller: Caller, goal: Objective, posted: Any = None) -> ScoreForm:
    grading = options_of(caller.workspace).grading
    given = {row.key_result.key if row.key_result else "grade": row
             for row in Score.objects.filter(objective=goal).select_related("key_result")}  # fmt: skip
    initial: dict[str, Any] = {
        name: rules.colour(row.grade) if grading == "rag" else plain(row.grade, 2) for name, row in given.items()
    }
    initial["rationale"] = given["grade"].rationale if "grade" in given else ""
    return ScoreForm(grading, [row.key for row in _rows(goal)], posted, initial=initial)


def _starts(rows: list[KeyResult], posted: Any) -> dict[str, tuple[int, int]]:
    """The typed new (baseline, target) of each movement; one that is not whole is left out."""
    found = {}
    for row in rows:
        baseline, target = (
            read_amount(posted.get(f"{row.key}-{name}", ""), row, "carry") for name in ("baseline", "target")
        )
        if row.kind == KeyResult.Kind.MOVE and baseline is not None and target is not None:
            found[row.key] = (baseline, target)
    return found


def _page(request: HttpRequest, caller: Caller, goal: Objective, **forms: Any) -> HttpResponse:
    rows = _rows(goal)
    learned = Retrospective.objects.filter(objective=goal).select_related("carried_to").first()
    typed = forms.pop("typed", {})
    score_form = forms.get("score_form") or _score_form(caller, goal)
    original, amended = suggestions_of([goal])[goal.pk]
    given = Score.objects.filter(objective=goal, key_result=None).first()
    context = {
        "goal": goal,
        "score": given,
        "reading": rules.reading(given.grade, goal.ambition) if given else "",
        "original": original,
        "amended": amended,
        "rows": [_scored(row, score_form, typed) for row in rows],
        "learned": learned,
        "score_form": score_form,
        "retrospective_form": RetrospectiveForm(initial=vars(learned) if learned else {}),
        "carry_form": CarryForm(caller, rows, initial={"carry": learned.carry if learned else ""}),
        "may_close": given is not None and goal.closed_at is None,
    }
    refused = any(form.errors for form in forms.values())
    return page(request, "okrs/score.html", 422 if refused else 200, **(context | forms))


def _scored(row: KeyResult, form: ScoreForm, typed: dict[str, str]) -> dict[str, Any]:
    now = "" if row.current is None else plain(row.current, row.scale)
    return {
        "row": row,
        "field": form[row.key],
        "original": rules.suggested(original_progress(row)),
        "amended": rules.suggested(row.progress),
        "baseline": typed.get(f"{row.key}-baseline", now),
        "target": typed.get(f"{row.key}-target", "" if row.target is None else plain(row.target, row.scale)),
    }
