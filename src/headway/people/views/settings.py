"""Settings: of the workspace, of oneself, and the end of it all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headway.people.access import can, require
from headway.people.actions.persons import change_myself
from headway.people.actions.removal import remove_workspace
from headway.people.actions.settings import change_workspace, set_options
from headway.people.caller import caller_of
from headway.people.choices import choose, remember
from headway.people.first_run import first_run_path
from headway.people.forms.settings import MineForm, OptionsForm, RemovalForm, WorkspaceForm
from headway.people.models import Workspace
from headway.people.options import preset_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def change_workspace_settings(request: HttpRequest, workspace: str) -> HttpResponse:
    """Name and calendar in one form, options in another; each is sent by itself."""
    caller = caller_of(request)
    if request.method != "POST" and not can(caller, "workspace.change"):
        return redirect("people:mine", workspace)
    require(caller, "workspace.change")
    now = {name: getattr(caller.workspace, name) for name in WorkspaceForm.base_fields}
    sent = request.POST.get("form") if request.method == "POST" else None
    form = WorkspaceForm(request.POST if sent == "workspace" else None, initial=now)
    options = OptionsForm(request.POST if sent == "options" else None, workspace=caller.workspace, prefix="options")
    if sent == "workspace" and form.is_valid():
        with refusals_in(form):
            change_workspace(caller, **form.cleaned_data)
            return _kept(request, workspace)
    if sent == "options" and options.is_valid():
        with refusals_in(options):
            set_options(caller, options.chosen())
            return _kept(request, workspace)
    shown = {"form": form, "options": options, "preset": preset_of(caller.workspace)}
    return render(request, "people/settings.html", shown)


def _kept(request: HttpRequest, workspace: str) -> HttpResponse:
    toast(request, _("The settings are kept."))
    return redirect("people:settings", workspace)


def change_mine(request: HttpRequest, workspace: str) -> HttpResponse:
    """My name and title here; my language and colours everywhere."""
    caller = caller_of(request)
    person = caller.someone
    assert person.user is not None
    now = {"name": person.name, "title": person.title, "language": person.user.language, "theme": person.user.theme}
    form = MineForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            change_myself(caller, name=given["name"], title=given["title"])
            choose(person.user, given["language"], given["theme"])
            toast(request, _("Your settings are kept."))
            return remember(redirect("people:mine", workspace), person.user)
    return render(request, "people/mine.html", {"form": form, "person": person})


def remove(request: HttpRequest, workspace: str) -> HttpResponse:
    """Remove the workspace: the demo at once, any other when its short name is typed."""
    caller = caller_of(request)
    require(caller, "workspace.remove")
    is_demo = caller.workspace.is_demo
    form = RemovalForm(request.POST if request.method == "POST" else None, workspace=caller.workspace)
    if request.method == "POST" and (is_demo or form.is_valid()):
        remove_workspace(caller)
        return redirect("/" if Workspace.objects.exists() else first_run_path())
    return render(request, "people/removal.html", {"form": form, "is_demo": is_demo})
