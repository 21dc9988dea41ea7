"""Forms of persons: inviting and changing one, handing over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.caller import Caller
from headway.people.forms.units import PersonField, UnitField, VersionField
from headway.people.models import Person, Role
from headway.people.queries import people_of
from headway.ui.forms import offer

MEANING = {
    Role.OWNER: _("Everything, also removing the workspace and making other owners."),
    Role.ADMIN: _("People, units, settings, and every goal and KPI."),
    Role.MEMBER: _("Makes goals and KPIs, and looks after their own."),
    Role.VIEWER: _("Reads everything that is not private, and comments."),
    Role.GUEST: _("Sees only the units they are a member of, and comments: for clients."),
    Role.AUDITOR: _("Reads everything including private goals and the log, and changes nothing."),
}


def role_field(caller: Caller) -> forms.ChoiceField:
    """The roles that the caller may give, each with what it means."""
    roles = [role for role in Role if role != Role.OWNER or caller.role == Role.OWNER]
    choices = [(role.value, f"{role.label}: {MEANING[role]}") for role in roles]
    return forms.ChoiceField(label=_("Role"), choices=choices, initial=Role.MEMBER, widget=forms.RadioSelect)


class InviteForm(forms.Form):
    """An address to invite, and what its person will be."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    unit = UnitField(label=_("Unit"), required=False)

    def __init__(self, *args: Any, caller: Caller, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(caller)  # type: ignore[attr-defined]
        self.fields["role"] = role_field(caller)


class AddForm(forms.Form):
    """Somebody who needs no login yet: they can own things, and be invited later."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    unit = UnitField(label=_("Unit"), required=False)

    def __init__(self, *args: Any, caller: Caller, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(caller)  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """How a person is called and what they may do."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    version = VersionField()

    def __init__(self, *args: Any, caller: Caller, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.role != Role.OWNER or caller.role == Role.OWNER:
            self.fields["role"] = role_field(caller)


class HandOverForm(forms.Form):
    """Who takes everything over."""

    heir = PersonField(label=_("Everything goes to"))

    def __init__(self, *args: Any, caller: Caller, leaver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, heir=people_of(caller).exclude(pk=leaver.pk))
