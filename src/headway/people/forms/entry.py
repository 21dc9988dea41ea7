"""Forms of the ways in: the first workspace, an accepted invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.forms.fields import PasswordField, check_password, currency_field, zone_field
from headway.people.models import User


class StartForm(forms.Form):
    """What it takes to open an empty Headway: a login, its owner's name and the workspace."""

    owner_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = PasswordField()
    name = forms.CharField(
        label=_("Name of your organisation"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    slug = forms.SlugField(
        label=_("Its short name in addresses"),
        max_length=40,
        required=False,
        help_text=_("Small letters, digits and hyphens. Left empty, it is made from the name."),
    )
    timezone = zone_field()
    currency = currency_field()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is a login for this address already: sign in with it instead."))
        return email

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        check_password(self, "password", given.get("email", ""), given.get("owner_name", ""))
        return given


class JoinForm(forms.Form):
    """A new login for an invited address."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = PasswordField()

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        check_password(self, "password", self.email, self.cleaned_data.get("name", ""))
        return self.cleaned_data
