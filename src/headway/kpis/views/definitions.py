"""Making a KPI, choosing one from the library, changing what it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headway.charts import preset as preset_art
from headway.kpis.access import kpi_for
from headway.kpis.actions.kpis import create_kpi
from headway.kpis.actions.metrics import change_metric
from headway.kpis.forms.metrics import DefinitionForm, NewKPIForm, initial_of
from headway.kpis.library import LibraryKPI, library, library_functions
from headway.kpis.presets import scenario_presets
from headway.kpis.views.common import back_to, posted, url
from headway.people.access import require
from headway.people.caller import caller_of
from headway.people.models import Unit
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast

FILLED = ("preset", "name", "lower", "upper", "unit_kind", "unit_label", "direction")
"""What an address may fill in."""
ART = {"plan": "plan", "count": "events"}


@require_http_methods(["GET", "POST"])
def new_kpi(request: HttpRequest, workspace: str) -> HttpResponse:
    """Make a KPI, or with the other button a metric for now."""
    caller = caller_of(request)
    require(caller, "kpi.create")
    entry = library().get(request.GET.get("library", ""))
    form = NewKPIForm(caller, posted(request), entry=entry, initial=_initial(request, entry))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            metric = create_kpi(caller, form.new_kpi(), promoted=form.promoted)
            said = _("%(name)s is %(key)s now. Its first readings come next.")
            toast(request, said % {"name": metric.name, "key": metric.key})
            return redirect(url(caller, "kpi", metric.key))
    art = {p.slug: preset_art(ART.get(p.shape, p.shape)) for p in scenario_presets().values()}
    presets = [(p, art[p.slug], p.slug == form["preset"].value()) for p in scenario_presets().values()]
    return render(
        request, "kpis/new.html", {"form": form, "presets": presets, "entry": entry}, status=422 if form.errors else 200
    )


def _initial(request: HttpRequest, entry: LibraryKPI | None) -> dict[str, object]:
    caller = caller_of(request)
    person = caller.someone
    unit = Unit.objects.filter(workspace=caller.workspace, members=person).order_by("pk").last()
    first = {"preset": next(iter(scenario_presets())), "owner": person, "unit": unit}
    given = {name: request.GET.get(name, "")[:120] for name in FILLED if name in request.GET}
    if given.get("preset") not in scenario_presets():
        given.pop("preset", None)
    return first | (initial_of(entry) if entry else given)


@require_GET
def show_library(request: HttpRequest, workspace: str) -> HttpResponse:
    """Named KPIs by function, found by a word."""
    asked = request.GET.get("q", "").strip()
    function = request.GET.get("function", "")
    found = {
        name: [entry for entry in entries if _matches(entry, asked)]
        for name, entries in library_functions().items()
        if function in ("", name)
    }
    groups = {name: entries for name, entries in found.items() if entries}
    names = list(library_functions())
    context = {"groups": groups, "asked": asked, "function": function, "functions": names, "total": len(library())}
    return render(request, "kpis/library.html", context)


def _matches(entry: LibraryKPI, asked: str) -> bool:
    text = f"{entry.name} {entry.definition} {entry.function}".casefold()
    return all(word in text for word in asked.casefold().split())


@require_http_methods(["GET", "POST"])
def change_definition(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Change what a metric is called and means, and whose it is."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    initial = {name: getattr(metric, name, None) for name in DefinitionForm.base_fields}
    form = DefinitionForm(caller, posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            change_metric(caller, metric, form.changes(), version=data["version"], reason=data["reason"],
                          counted_from=data["counted_from"])  # fmt: skip
            return back_to(request, metric, _("Changed %(key)s.") % {"key": metric.key})
    return render(request, "kpis/definition.html", {"kpi": metric, "form": form}, status=422 if form.errors else 200)
