"""Fields that several people forms share."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from headway.people.models import User
from headway.ui.format import SYMBOLS

CURRENCIES = sorted({*SYMBOLS, "CHF", "SEK", "DKK", "NOK", "AUD", "CAD", "NZD", "ZAR", "SGD", "HKD", "CNY", "MXN"})


@cache
def zones() -> list[tuple[str, str]]:
    """Time zones by place, for a select."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names))]


def zone_field(**given: Any) -> forms.ChoiceField:
    """The time zone; the browser's own is chosen where a script may run."""
    select = forms.Select(attrs={"data-own-zone": ""})
    return forms.ChoiceField(label=_("Time zone"), choices=zones, initial="UTC", widget=select, **given)


def currency_field() -> forms.ChoiceField:
    """The currency that new money KPIs are in."""
    return forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="EUR")


class PasswordField(forms.CharField):
    """A new password; its rules are told in sentences before it is typed."""

    def __init__(self, **given: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        given.setdefault("label", _("Password"))
        super().__init__(widget=widget, strip=False, max_length=200, **given)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.help_text = _password_hint()
        return super().get_bound_field(form, field_name)


def _password_hint() -> str:
    """What the validators of the settings hold a password against, in one sentence."""
    least = next(v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator))
    hint = _("At least %(n)s characters, neither a common password nor like your name or address.")
    return str(hint) % {"n": least}


def check_password(form: forms.Form, field: str, email: str, name: str = "") -> None:
    """Hold the password in ``field`` against the rules; what breaks one is said beside it."""
    password = form.cleaned_data.get(field)
    if not password:
        return
    try:
        validate_password(password, User(email=email, first_name=name[:150]))
    except forms.ValidationError as error:
        form.add_error(field, error)
