"""Themes: what they say, their reviews, and their plans of money and heads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.kpis.access import kpis_for
from headway.okrs.actions.themes import NewPlan
from headway.okrs.forms.fields import KeyField, PersonField, day_field, lines
from headway.okrs.models import ThemePlan, ThemeReview
from headway.people.caller import Caller
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

HEADS = Plain(ThemePlan.SCALES[ThemePlan.Kind.HEADS])


class ThemeForm(forms.Form):
    """What a theme says of itself."""

    title = forms.CharField(
        label=gettext_lazy("Theme"), max_length=120, help_text=gettext_lazy("A few words that people remember.")
    )
    narrative = forms.CharField(
        label=gettext_lazy("Why this, and why now"), required=False, widget=lines(4), max_length=10_000
    )

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"] = PersonField(caller, label=_("Executive sponsor"))
        self.fields["start"] = day_field(label=_("From"))
        self.fields["end"] = day_field(label=_("Until"))


class ReviewForm(forms.Form):
    """A verdict, and what speaks for it."""

    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), choices=ThemeReview.Verdict.choices)
    text = forms.CharField(label=gettext_lazy("What speaks for it"), widget=lines(), max_length=5000)


class PlanForm(forms.Form):
    """One line of money or heads."""

    name = forms.CharField(label=gettext_lazy("For what"), max_length=120)

    def __init__(self, caller: Caller, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        measure = measure_of(caller, kind)
        self.fields["planned"] = AmountField(measure=measure, label=_("Planned"))
        self.fields["actual"] = AmountField(measure=measure, label=_("Actual"), required=False)

    def made(self) -> NewPlan:
        """The line that was asked for."""
        return NewPlan(self.kind, **self.cleaned_data)


def measure_of(caller: Caller, kind: str) -> Plain:
    """Money in the workspace's currency, or heads."""
    if kind == ThemePlan.Kind.HEADS:
        return HEADS
    return Plain(ThemePlan.SCALES[ThemePlan.Kind.MONEY], "money", caller.workspace.currency)


class KpiForm(forms.Form):
    """A KPI to follow a theme by."""

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = kpis_for(caller).filter(private=False).order_by("name")
        self.fields["kpi"] = KeyField(rows, said=lambda kpi: f"{kpi.name} ({kpi.key})", label=_("KPI"))
