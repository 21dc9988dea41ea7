"""Units: one unit, making, changing, its members."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.people.access import can, require, unit_for
from headway.people.actions.units import change_unit, create_unit, set_members
from headway.people.caller import caller_of
from headway.people.forms.units import MembersForm, UnitForm
from headway.people.hooks import panels_of, unit_shown
from headway.people.models import Unit
from headway.people.queries import units_of
from headway.people.refusals import refusals_in


def show_unit(request: HttpRequest, workspace: str, unit: str) -> HttpResponse:
    """One unit: where it lies, its lead, its members, the units below it."""
    caller = caller_of(request)
    found = unit_for(caller, unit)
    shown = {
        "unit": found,
        "members": found.members.filter(left_at=None).order_by("name"),
        "children": units_of(caller).filter(parent=found).select_related("lead").order_by("name"),
        "may_change": can(caller, "unit.change"),
        "panels": panels_of(unit_shown.send(Unit, caller=caller, unit=found)),
    }
    return render(request, "people/unit.html", shown)


def new_unit(request: HttpRequest, workspace: str) -> HttpResponse:
    """Make a unit under another one."""
    caller = caller_of(request)
    require(caller, "unit.create")
    form = UnitForm(request.POST or None, caller=caller, initial={"parent": request.GET.get("under")})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            unit = create_unit(caller, **form.cleaned_data)
            return redirect("people:unit", workspace, unit.key)
    return render(request, "people/unit_form.html", {"form": form})


def change(request: HttpRequest, workspace: str, unit: str) -> HttpResponse:
    """Rename a unit, move it, or give it another lead."""
    caller = caller_of(request)
    found = unit_for(caller, unit)
    require(caller, "unit.change")
    now = {
        "name": found.name, "parent": found.parent and found.parent.key, "lead": found.lead and found.lead.key,
        "version": found.version,
    }  # fmt: skip
    form = UnitForm(request.POST or None, caller=caller, unit=found, initial=now)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_unit(caller, found, **({"parent": None} | form.cleaned_data))
            return redirect("people:unit", workspace, unit)
    return render(request, "people/unit_form.html", {"form": form, "unit": found})


def choose_members(request: HttpRequest, workspace: str, unit: str) -> HttpResponse:
    """Choose who belongs to a unit."""
    caller = caller_of(request)
    found = unit_for(caller, unit)
    require(caller, "unit.change")
    now = {"members": list(found.members.filter(left_at=None).values_list("key", flat=True))}
    form = MembersForm(request.POST if request.method == "POST" else None, caller=caller, initial=now)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            set_members(caller, found, list(form.cleaned_data["members"]))
            return redirect("people:unit", workspace, unit)
    return render(request, "people/unit_members.html", {"form": form, "unit": found})
