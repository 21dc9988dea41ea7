"""People of a workspace: the list, one person, inviting, changing, handing over."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.people.access import can, invitation_for, person_for, require
from headway.people.actions.invitations import invite, send_invitation, withdraw_invitation
from headway.people.actions.persons import NewPerson, add_person, belongings_of, change_person, hand_over
from headway.people.caller import caller_of
from headway.people.forms.persons import AddForm, HandOverForm, InviteForm, PersonForm
from headway.people.objects import owned_by
from headway.people.queries import open_invitations, people_with_units, top_of_tree
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast

UNITS, PEOPLE = 120, 100
"""Units that the tree shows at once; persons on a page."""


def show_people(request: HttpRequest, workspace: str) -> HttpResponse:
    """The tree of units, everybody in it, and for admins the invitations that are open."""
    caller = caller_of(request)
    may_invite = can(caller, "person.invite")
    branches, unit_count = top_of_tree(caller, UNITS)
    shown = {
        "branches": branches,
        "unit_count": unit_count,
        "page": Paginator(people_with_units(caller), PEOPLE).get_page(request.GET.get("page")),
        "invitations": list(open_invitations(caller)) if may_invite else [],
        "may_invite": may_invite,
    }
    return render(request, "people/people.html", shown)


def show_person(request: HttpRequest, workspace: str, person: str) -> HttpResponse:
    """One person: title, role, units, and what is theirs."""
    caller = caller_of(request)
    found = person_for(caller, person)
    shown = {
        "person": found,
        "units": found.units.select_related("lead").order_by("name"),
        "owned": owned_by(caller, found),
        "may_change": can(caller, "person.change") and not found.left_at,
    }
    return render(request, "people/person.html", shown)


def invite_person(request: HttpRequest, workspace: str) -> HttpResponse:
    """Invite an address; where no mail is set up, the link is shown this once."""
    caller = caller_of(request)
    require(caller, "person.invite")
    form = InviteForm(request.POST or None, caller=caller)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            invitation, secret = invite(caller, **form.cleaned_data)
            link = request.build_absolute_uri(f"/join/{secret}/")
            sent = send_invitation(invitation, link)
            return render(request, "people/invited.html", {"invitation": invitation, "link": link, "sent": sent})
    return render(request, "people/invite.html", {"form": form})


def add_without_login(request: HttpRequest, workspace: str) -> HttpResponse:
    """Add somebody who needs no login yet."""
    caller = caller_of(request)
    require(caller, "person.invite")
    form = AddForm(request.POST or None, caller=caller)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            person = add_person(caller, NewPerson(given["name"], title=given["title"]), given["unit"])
            return redirect("people:person", workspace, person.key)
    return render(request, "people/add.html", {"form": form})


@require_POST
def withdraw(request: HttpRequest, workspace: str, invitation: str) -> HttpResponse:
    """Close an invitation that was not used."""
    caller = caller_of(request)
    found = invitation_for(caller, invitation)
    withdraw_invitation(caller, found)
    toast(request, _("The invitation of %(address)s is withdrawn.") % {"address": found.email})
    return redirect("people:people", workspace)


def change(request: HttpRequest, workspace: str, person: str) -> HttpResponse:
    """Change how a person is called and what they may do."""
    caller = caller_of(request)
    found = person_for(caller, person)
    require(caller, "person.change")
    now = {"name": found.name, "title": found.title, "role": found.role, "version": found.version}
    form = PersonForm(request.POST or None, initial=now, caller=caller, person=found)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_person(caller, found, **({"role": found.role} | form.cleaned_data))
            return redirect("people:person", workspace, person)
    return render(request, "people/person_change.html", {"form": form, "person": found})


def hand_everything_over(request: HttpRequest, workspace: str, person: str) -> HttpResponse:
    """Show what changes hands, then let the person leave."""
    caller = caller_of(request)
    leaver = person_for(caller, person)
    require(caller, "person.hand_over")
    form = HandOverForm(request.POST or None, caller=caller, leaver=leaver)
    if request.method == "POST" and form.is_valid():
        heir = form.cleaned_data["heir"]
        with refusals_in(form):
            count = sum(hand_over(caller, leaver, heir).values())
            toast(
                request,
                _("%(count)s things went from %(leaver)s to %(heir)s.")
                % {"count": count, "leaver": leaver.name, "heir": heir.name},
            )
            return redirect("people:person", workspace, heir.key)
    return render(request, "people/hand_over.html", {"form": form, "person": leaver, "counts": belongings_of(leaver)})
