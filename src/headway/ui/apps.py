"""The shell, components, tokens and template tags every page is made of."""

from django.apps import AppConfig
from django.forms import DateField, Field
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "headway.ui"
    label = "ui"

    def ready(self) -> None:
        """What Django refuses by itself is said as everything refused is: what is wrong, and the way out."""
        Field.default_error_messages["required"] = _("It is still empty, and is needed: fill it in.")
        DateField.default_error_messages["invalid"] = _("It is not a date. Write it like 2026-11-30.")
