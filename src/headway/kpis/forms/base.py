"""What the forms of this package share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headway.hours import Hour
from headway.kpis.models import Metric
from headway.kpis.sheets.values import DateError, read_period


class SentenceForm(forms.Form):
    """A form that names an empty field in a sentence that says what to do."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            field.error_messages["required"] = _("It is empty, and it cannot be: fill it in.")
        super().full_clean()


class PeriodInput(forms.Field):
    """Any day of a period; where periods are hours the hour, on the clock of the metric's zone."""

    def __init__(self, metric: Metric, **kwargs: Any) -> None:
        kind = {"type": "datetime-local", "step": "3600"} if metric.grain == "hour" else {"type": "date"}
        kwargs.setdefault("widget", forms.TextInput(attrs=kind))
        super().__init__(**kwargs)
        self.calendar = metric.calendar

    def prepare_value(self, value: Any) -> Any:
        # An hour that comes twice has no text of its own in a browser's field: the first one is meant there.
        if isinstance(value, Hour) and not isinstance(self.widget, forms.HiddenInput):
            return f"{value}".removesuffix("b")
        return f"{value}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_period(str(text), "dmy", self.calendar)
        except DateError as error:
            raise ValidationError(str(error)) from None
        except (ValueError, OverflowError):
            raise ValidationError(_("Headway keeps dates from 1900 to 2199.")) from None
