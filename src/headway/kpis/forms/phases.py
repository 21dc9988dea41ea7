"""Forms about phases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import SentenceForm


class PhaseForm(SentenceForm):
    """Where a phase begins, why, and whether the data may split it."""

    start = forms.DateField(
        label=_("Begins with the period that holds this day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=_("It stands on the chart: what changed in the world, or in how it is counted."),
    )  # fmt: skip
    locked = forms.BooleanField(
        label=_("Lock it: no shift found in the data splits it"), required=False,
        help_text=_("For a process that you know is one, though it looks like two."),
    )  # fmt: skip
    moved_from = forms.DateField(required=False, widget=forms.HiddenInput)


class RemovalForm(SentenceForm):
    """Which phase is taken away, and why."""

    start = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it does not begin here after all"), max_length=500)
