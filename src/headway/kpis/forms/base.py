"""What the forms of this package share."""

from django import forms
from django.utils.translation import gettext as _


class SentenceForm(forms.Form):
    """A form that names an empty field in a sentence that says what to do."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            field.error_messages["required"] = _("It is empty, and it cannot be: fill it in.")
        super().full_clean()
