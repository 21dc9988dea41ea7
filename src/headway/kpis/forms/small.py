"""Forms of one or two fields."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import PeriodInput, SentenceForm
from headway.kpis.models import Metric
from headway.kpis.qualification import LONGEST, QUESTIONS
from headway.ui.forms import AmountField


class ReasonForm(SentenceForm):
    """Why something ends."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


class PromotionForm(SentenceForm):
    """The qualification questions; those that are needed say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.slug] = forms.CharField(
                label=str(question.text), help_text=str(question.hint), required=question.needed, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip


class RemarkForm(SentenceForm):
    """What happened, and when."""

    text = forms.CharField(label=_("What happened"), max_length=500)

    def __init__(self, metric: Metric, now: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"] = PeriodInput(metric, label=_("When"), initial=metric.calendar.present(now))
        self.order_fields(["period"])


class ReadingForm(SentenceForm):
    """One reading, or the correction of one."""

    reason = forms.CharField(label=_("Why, if it corrects one"), max_length=300, required=False)

    def __init__(self, metric: Metric, now: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Hour") if metric.grain == "hour" else _("Period that holds this day")
        self.fields["period"] = PeriodInput(metric, label=label, initial=metric.calendar.present(now))
        self.fields["value"] = AmountField(measure=metric, label=_("Value"))
        self.order_fields(["period", "value", "reason"])


class AcknowledgementForm(forms.Form):
    """What was behind a signal, if somebody knows."""

    note = forms.CharField(
        label=_("What was it?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is numbered on the chart. Leave it empty to say only that you have seen it."),
    )  # fmt: skip


class SpanForm(forms.Form):
    """From one day to another; both may be left open."""

    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
