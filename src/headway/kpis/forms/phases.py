"""Forms about phases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import PeriodInput, SentenceForm
from headway.kpis.models import Metric


class PhaseForm(SentenceForm):
    """Where a phase begins, why, and whether the data may split it."""

    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=_("It stands on the chart: what changed in the world, or in how it is counted."),
    )  # fmt: skip
    locked = forms.BooleanField(
        label=_("Lock it: no shift found in the data splits it"), required=False,
        help_text=_("For a process that you know is one, though it looks like two."),
    )  # fmt: skip

    def __init__(self, metric: Metric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = (
            _("Begins with this hour") if metric.grain == "hour" else _("Begins with the period that holds this day")
        )
        self.fields["start"] = PeriodInput(metric, label=label)
        self.fields["moved_from"] = PeriodInput(metric, required=False, widget=forms.HiddenInput)
        self.order_fields(["start"])


class RemovalForm(SentenceForm):
    """Which phase is taken away, and why."""

    reason = forms.CharField(label=_("Why it does not begin here after all"), max_length=500)

    def __init__(self, metric: Metric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"] = PeriodInput(metric, widget=forms.HiddenInput)
