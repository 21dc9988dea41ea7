"""The patterns: a page that teaches each, and what the workspace makes mandatory."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headway.coaching.actions.house_rules import set_limits, set_mandatory
from headway.coaching.forms import LimitsForm, MandatoryForm
from headway.coaching.lessons import examples, lesson, lessons
from headway.coaching.views.common import page
from headway.people.access import can, require
from headway.people.caller import caller_of
from headway.people.options import options_of, preset_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


@require_GET
def patterns(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every pattern in a line, those of one statement first."""
    caller = caller_of(request)
    mandatory = frozenset(options_of(caller.workspace).mandatory)
    every = list(lessons().values())
    return page(
        request, "coaching/patterns.html", at="patterns", ones=[each for each in every if not each.in_sets],
        sets=[each for each in every if each.in_sets], mandatory=mandatory,
        may_change=can(caller, "workspace.change"),
    )  # fmt: skip


@require_GET
def pattern(request: HttpRequest, workspace: str, code: str) -> HttpResponse:
    """One pattern: what it is, why it matters, examples of both sides, the rewrite."""
    caller = caller_of(request)
    shown = lesson(code)
    mandatory = code in options_of(caller.workspace).mandatory
    return page(
        request, "coaching/pattern.html", at="patterns", lesson=shown, examples=examples(code), mandatory=mandatory
    )


@require_http_methods(["GET", "POST"])
def house_rules(request: HttpRequest, workspace: str) -> HttpResponse:
    """What is mandatory here, and how many of each are usual; each form is sent by itself."""
    caller = caller_of(request)
    require(caller, "workspace.change")
    sent = request.POST.get("form", "")
    options = options_of(caller.workspace)
    rules = MandatoryForm(request.POST if sent == "mandatory" else None, initial={"mandatory": list(options.mandatory)})
    limits = LimitsForm(request.POST if sent == "limits" else None, initial=vars(options))
    for form, run in ((rules, lambda data: set_mandatory(caller, data["mandatory"])), (limits, _limits(caller))):
        if form.is_bound and form.is_valid():
            with refusals_in(form):
                run(form.cleaned_data)
                toast(request, _("Kept. Goals that are there already stay as they are."))
                return redirect("coaching:rules", workspace)
    status = 422 if rules.errors or limits.errors else 200
    preset = preset_of(caller.workspace)
    return page(request, "coaching/rules.html", status, at="patterns", rules=rules, limits=limits, preset=preset)


def _limits(caller: Any) -> Any:
    return lambda data: set_limits(caller, data)
