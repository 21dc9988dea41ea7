"""The ways in: the front door, the first workspace, an invitation, a persona of the demo."""

from typing import Any

from allauth.account.views import LoginView, PasswordResetView
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.people.actions.invitations import accept_invitation, open_invitation
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import now_of
from headway.people.choices import after_sign_in
from headway.people.errors import NotHere, Refused
from headway.people.first_run import opens
from headway.people.forms.entry import JoinForm, StartForm
from headway.people.models import Invitation, Person, User, Workspace
from headway.people.personas import login_of, personas_for
from headway.people.refusals import refusals_in
from headway.people.slugs import suggest_slug


class SignIn(LoginView):
    """allauth's login page; in the demo it also offers the company's people."""

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form: Form = super().get_form(form_class)
        form.fields["login"].label, form.fields["remember"].label = _("E-mail address"), _("Remember me")
        for name in ("login", "password"):
            form.fields[name].widget.attrs.pop("placeholder", None)  # it says what the label says
        form.fields["password"].help_text = ""  # the way to a new password stands beside the button
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"personas": personas_for(self.request)}


class ForgottenPassword(PasswordResetView):
    """allauth's page, which also knows whether this Headway can send mail at all."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"mail_is_set_up": bool(settings.EMAIL_HOST)}


def front_door(request: HttpRequest) -> HttpResponse:
    """Lead to the person's workspace, to a choice of several, or to the login."""
    if not request.user.is_authenticated:
        return redirect("account_login") if Workspace.objects.exists() else render(request, "people/vacant.html")
    persons = Person.objects.filter(user=request.user.pk, left_at=None).select_related("workspace")
    found = list(persons.order_by("workspace__name"))
    if len(found) == 1:
        return redirect(f"/{found[0].workspace.slug}/")
    return render(request, "people/choose.html", {"persons": found})


def start(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first workspace and its owner, sign in, and lead into the guide."""
    if not opens(token):
        return render(request, "people/start_closed.html", status=404)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            user, slug = _open(form.cleaned_data, request)
            login(request, user)
            return after_sign_in(user, f"/{slug}/guide/")
    return render(request, "people/start.html", {"form": form})


def _open(given: dict[str, str], request: HttpRequest) -> tuple[User, str]:
    slug = given["slug"] or suggest_slug(given["name"])
    with transaction.atomic():
        if Workspace.objects.exists():
            raise Refused("Somebody made a workspace here a moment ago: sign in, or ask them to invite you.")
        user = User.objects.create_user(given["email"], given["password"])
        new = NewWorkspace(
            slug, given["name"], given["owner_name"], user.email, timezone=given["timezone"], currency=given["currency"]
        )
        create_workspace(new, now_of(request), user)
    return user, slug


def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation, with the login one has or a new one."""
    try:
        invitation = open_invitation(secret, now_of(request))
    except NotHere as error:
        return render(request, "people/join_closed.html", {"message": error.message}, status=404)
    if request.user.is_authenticated:
        return _join_as(request, invitation, User.objects.get(pk=request.user.pk))
    if User.objects.filter(email=invitation.email).exists():
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    return _join_anew(request, invitation)


def _join_as(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    message = ""
    if request.method == "POST":
        try:
            accept_invitation(invitation, user, invitation.name, now_of(request))
            return redirect(f"/{invitation.workspace.slug}/")
        except Refused as error:
            message = error.message
    shown = {"invitation": invitation, "login": user, "message": message}
    return render(request, "people/join_as.html", shown)


def _join_anew(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form), transaction.atomic():
            user = User.objects.create_user(invitation.email, form.cleaned_data["password"])
            accept_invitation(invitation, user, form.cleaned_data["name"], now_of(request))
            login(request, user)
            return after_sign_in(user, f"/{invitation.workspace.slug}/")
    return render(request, "people/join.html", {"invitation": invitation, "form": form})


@require_POST
def enter_as(request: HttpRequest) -> HttpResponse:
    """Enter the demo company as one of its personas; anywhere else there is no such page."""
    chosen = (request.POST.get("workspace", ""), request.POST.get("person", ""))
    for person in personas_for(request):
        if (person.workspace.slug, person.key) == chosen:
            user = login_of(person)
            login(request, user)
            return after_sign_in(user, f"/{person.workspace.slug}/")
    raise Http404
