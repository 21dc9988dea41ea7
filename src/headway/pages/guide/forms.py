"""Forms of the guide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headway.kpis.actions.bands import NewBand
from headway.kpis.actions.kpis import band_from
from headway.kpis.library import LibraryKPI, library
from headway.kpis.models import Metric
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.typed import Typed, read_key_result
from headway.people.models import Preset
from headway.ui.format import unit_text
from headway.ui.forms import AmountField, offer
from headway.ui.picking import MOST, PickField, know

WORDS = ("low_means", "low_response", "high_means", "high_response")
MOST_KPIS = 20


class SizeForm(forms.Form):
    """The size preset."""

    preset = forms.ChoiceField(
        label=_("Size"), choices=Preset.choices,
        error_messages={"required": _("No size is chosen. Choose one, or skip this step and keep the startup's.")},
    )  # fmt: skip


class KPIsForm(forms.Form):
    """KPIs of the library, ticked."""

    kpi = forms.MultipleChoiceField(
        label=_("KPIs"), required=False, error_messages={"invalid_choice": _("The library has no KPI “%(value)s”.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kpi=[(slug, entry.name) for slug, entry in library().items()])

    def clean_kpi(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["kpi"]
        if not ticked:
            raise forms.ValidationError(_("Nothing is ticked. Tick the numbers you would ask for, or skip this step."))
        if len(ticked) > MOST_KPIS:
            message = _("%(count)s KPIs are more than anybody can act on. Tick up to %(most)s; the rest can follow.")
            raise forms.ValidationError(message % {"count": len(ticked), "most": MOST_KPIS})
        return ticked


class BandForm(forms.Form):
    """The healthy band of one KPI, on the sides that its direction has; everything may stay open."""

    def __init__(self, data: Any, metric: Metric) -> None:
        self.metric, self.entry = metric, entry_of(metric)
        typical = band_from(self.entry) if self.entry else None
        sides = [side for side, leads in (("lower", "up"), ("upper", "down")) if metric.direction in (leads, "within")]
        names = [name for side in sides for name in (side, f"amber_{side}")]
        super().__init__(
            data, prefix=metric.key, initial={name: getattr(typical, name, None) for name in names}, auto_id="id-%s"
        )
        for name in names:
            self.fields[name] = AmountField(measure=metric, label=LABELS[name], required=False)

    def band(self) -> NewBand | None:
        """The band as it was left; None where it stays open."""
        limits: dict[str, Any] = {name: self.cleaned_data.get(name) for name in self.fields}
        if all(limits.get(side) is None for side in ("lower", "upper")):
            return None
        words = {name: getattr(self.entry, name) for name in WORDS} if self.entry else {}
        return NewBand(**limits | words)


LABELS = {
    "lower": _("Healthy from"),
    "amber_lower": _("Amber down to"),
    "upper": _("Healthy up to"),
    "amber_upper": _("Amber up to"),
}


def entry_of(metric: Metric) -> LibraryKPI | None:
    """The library entry that a KPI was made from, found by its name."""
    return next((entry for entry in library().values() if entry.name == metric.name), None)


class KPIField(PickField):
    """A KPI by name, with what it is measured in."""

    def label_from_instance(self, metric: Metric) -> str:
        return f"{metric.name} ({unit_text(metric)})" if unit_text(metric) else metric.name


class ObjectiveForm(forms.Form):
    """One objective with one key result, on one of the KPIs."""

    title = forms.CharField(
        label=_("Objective"), max_length=200, widget=forms.TextInput(attrs={"data-coach": "objective"}),
        help_text=_("What shall become true by the end of the quarter, in words that somebody new understands."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why now?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it enables, or which risk it takes away."),
    )  # fmt: skip
    kpi = KPIField(label=_("The KPI that will show it"), queryset=Metric.objects.none(), empty_label=None)
    baseline = forms.CharField(label=_("It stands at"), max_length=80, help_text=_("A number, in the KPI's unit."))
    target = forms.CharField(
        label=_("It shall reach"), max_length=80, help_text=_("A number, or words like “+25 %” and “double”.")
    )

    def __init__(self, *args: Any, kpis: QuerySet[Metric], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metrics = list(kpis[: MOST + 1])
        offer(self, kpi=kpis)
        know(self, kpi=self.metrics)
        for name in ("baseline", "target"):
            self.fields[name].widget.attrs |= {"class": "input num", "inputmode": "decimal", "autocomplete": "off"}

    def key_result(self) -> NewKeyResult:
        """The key result that the texts ask for; raises ``Refused`` naming the field that cannot be read."""
        given = self.cleaned_data
        typed = Typed(baseline=given["baseline"], target=given["target"], metric=given["kpi"])
        return read_key_result(typed)


class FirstReadingsForm(forms.Form):
    """The latest closed value of each KPI, and what the owner believes."""

    confidence = forms.IntegerField(
        label=_("How sure are you that it will be reached? 0 to 10"), min_value=0, max_value=10,
        error_messages={"required": _("This is your part of the check-in: type 0 to 10, or skip this step.")},
        widget=forms.NumberInput(attrs={"class": "input num slim", "inputmode": "numeric"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("A word on it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, metrics: Sequence[Metric], with_goal: bool, known: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for metric in metrics:
            self.fields[metric.key] = AmountField(
                measure=metric, label=metric.name, required=False, initial=known.get(metric.key)
            )
        if not with_goal:
            del self.fields["confidence"], self.fields["note"]
