"""The forms of sending and confirming a sheet."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import SentenceForm
from headway.kpis.sheets.reader import Choices
from headway.kpis.sheets.table import decode


def too_large() -> str:
    """The sentence for a file over the limit."""
    most = settings.CSV_MAX_BYTES // 1024**2
    sentence = _now("The file is larger than %(most)s MB, so it was not read. Split it and send the parts one by one.")
    return sentence % {"most": most}


class SheetForm(SentenceForm):
    """A file, or rows pasted from a sheet."""

    file = forms.FileField(label=_("A CSV file"), required=False)
    text = forms.CharField(
        label=_("or rows pasted from a sheet"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "kpi\tdate\tvalue\nK-5\t2026-11-02\t14.3"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        file = data.get("file")
        if file and file.size > settings.CSV_MAX_BYTES:
            self.add_error("file", too_large())
        elif not file and not (data.get("text") or "").strip():
            self.add_error("text", _now("There is nothing here yet: choose a file, or paste rows."))
        return data

    def sheet_text(self) -> str:
        file = self.cleaned_data.get("file")
        return decode(file.read()) if file else self.cleaned_data["text"]

    def sheet_name(self) -> str:
        file = self.cleaned_data.get("file")
        return file.name if file else ""


class ChoicesForm(SentenceForm):
    """What the file does not tell of itself."""

    date_order = forms.ChoiceField(
        label=_("Which comes first in its dates?"), required=False, widget=forms.RadioSelect,
        choices=[("dmy", _("The day: 2/11 is 2 November")), ("mdy", _("The month: 2/11 is 11 February"))],
    )  # fmt: skip
    decimal_mark = forms.ChoiceField(
        label=_("What is 1,234 or 1.234 in it?"), required=False, widget=forms.RadioSelect,
        choices=[(".", _("Decimals follow a point")), (",", _("Decimals follow a comma"))],
    )  # fmt: skip
    rounding = forms.BooleanField(label=_("Round values to the decimals that each KPI keeps"), required=False)

    def choices(self) -> Choices:
        data = self.cleaned_data
        return Choices(data["date_order"], data["decimal_mark"], data["rounding"])
