"""Forms that make and change metrics."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from headway.kpis.actions.bands import NewBand
from headway.kpis.actions.kpis import NewKPI, band_from, lateness_of, measure_of
from headway.kpis.actions.metrics import NewMetric
from headway.kpis.forms.base import SentenceForm
from headway.kpis.library import LibraryKPI
from headway.kpis.models import Aggregation, Direction, Grain, UnitKind
from headway.kpis.presets import scenario_presets
from headway.people.caller import Caller
from headway.people.models import Person, Unit
from headway.ui.forms import AmountField, offer
from headway.ui.measure import Plain
from headway.ui.picking import PickField

AS_PRESET = ("", _("as chosen above"))
CHOSEN = {
    "unit_kind": UnitKind, "grain": Grain, "direction": Direction, "aggregation": Aggregation,
    "over_units": Aggregation,
}  # fmt: skip


class OwnedForm(SentenceForm):
    """A form with the people and the units of the caller's workspace to choose from, by their keys."""

    owner = PickField(Person.objects.none(), label=_("Owner"), empty_label=None)
    unit = PickField(Unit.objects.none(), label=_("Unit"), empty_label=None)

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("name")
        units = Unit.objects.filter(workspace=caller.workspace, archived_at=None).order_by("name")
        offer(self, owner=people, unit=units)


class NewKPIForm(OwnedForm):
    """A KPI from a scenario, or from the library: what it is, who answers for it, what is healthy."""

    preset = forms.ChoiceField(label=_("What is it like?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"data-coach": "kpi"}))
    definition = forms.CharField(
        label=_("In plain words"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=_("Somebody new should be able to compute it from this sentence."),
    )
    unit_kind = forms.ChoiceField(label=_("Measured in"), required=False)
    unit_label = forms.CharField(
        label=_("Unit’s name"), max_length=16, required=False, help_text=_("clinics, EUR, h; nothing for percent.")
    )
    scale = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, required=False)
    grain = forms.ChoiceField(label=_("Rhythm"), required=False)
    direction = forms.ChoiceField(label=_("Better is"), required=False)
    aggregation = forms.ChoiceField(label=_("Over time"), required=False)
    over_units = forms.ChoiceField(label=_("Over units"), required=False)
    percentile = forms.DecimalField(
        label=_("Which percentile"), required=False, decimal_places=2,
        min_value=Decimal("0.01"), max_value=Decimal("99.99"),
        help_text=_("Only for a percentile: 95, or 99.9."),
    )  # fmt: skip
    cumulative = forms.BooleanField(label=_("Readings are running totals"), required=False)
    response = forms.CharField(
        label=_("If it leaves its band, what do you do?"),
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Ruth looks at setup within two working days")}),
        required=False,
        max_length=2000,
        help_text=_("A KPI needs it; a metric may leave it empty."),
    )
    private = forms.BooleanField(label=_("Only its owner and the leads above see it"), required=False)

    def __init__(self, caller: Caller, *args: Any, entry: LibraryKPI | None = None, **kwargs: Any) -> None:
        super().__init__(caller, *args, **kwargs)
        self.caller, self.entry = caller, entry
        offer(self, preset=[(p.slug, p.name) for p in scenario_presets().values()])
        offer(self, **{name: [AS_PRESET, *choices.choices] for name, choices in CHOSEN.items()})
        # The unit is shown where it is known: nobody can tell it before a preset was chosen.
        measure = self._measure() if self.is_bound or entry else Plain(6)
        hints = {
            "lower": (_("Floor"), _("Healthy from here up.")),
            "amber_lower": (_("Amber down to"), _("Red below it.")),
            "upper": (_("Limit"), _("Healthy up to here.")),
            "amber_upper": (_("Amber up to"), _("Red above it.")),
        }
        for name, (label, hint) in hints.items():
            self.fields[name] = AmountField(measure=measure, label=label, help_text=hint, required=False)

    def clean_percentile(self) -> Decimal | None:
        """Refused in the form's own terms, which are per cent: what is kept is ten-thousandths."""
        given: Decimal | None = self.cleaned_data["percentile"]
        asked = (self.cleaned_data.get("aggregation") or self._shape()["aggregation"]) == "percentile"
        if asked and given is None:
            raise ValidationError(_("Say which percentile: 95, or 99.9."))
        if given is not None and not asked:
            raise ValidationError(_("Only a percentile has one: leave it empty, or choose “percentile” above."))
        return given

    @property
    def promoted(self) -> bool:
        """Whether the button was the one that makes a KPI of it."""
        return self.data.get("as") != "metric"

    def clean_response(self) -> str:
        """Asked here in this form's own words, as its answer to “Which decision does it influence?”."""
        response: str = self.cleaned_data["response"]
        if self.promoted and not response.strip():
            raise ValidationError(
                _(
                    "It is empty. Without an answer this is a metric, and may stay one: say what you do, "
                    "or keep it as a metric for now."
                )
            )
        return response

    def _measure(self) -> Plain:
        """The measure that the typed limits are read in: the chosen preset's, with what was typed over it."""
        known = self._shape()
        return Plain(known["scale"], known["unit_kind"], known["unit_label"])

    def _shape(self) -> dict[str, Any]:
        chosen = str(self.data.get("preset") or (self.entry.preset if self.entry else ""))
        source = self.entry or scenario_presets().get(chosen) or next(iter(scenario_presets().values()))
        shape: dict[str, Any] = dict(measure_of(self.caller, source))
        kind = self.data.get("unit_kind") or shape["unit_kind"]
        if kind != shape["unit_kind"]:
            shape |= {"unit_kind": kind, "unit_label": self.caller.workspace.currency if kind == "money" else ""}
        if label := str(self.data.get("unit_label") or "").strip()[:16]:
            shape["unit_label"] = label
        if kind == "percent":
            shape["unit_label"] = ""
        if kind == "duration" and shape["unit_label"] not in {"s", "min", "h", "d"}:
            shape["unit_label"] = "h"
        scale = str(self.data.get("scale") or "")
        return shape | ({"scale": int(scale)} if scale.isdigit() and int(scale) <= 6 else {})

    def new_metric(self) -> NewMetric:
        """What was filled in, over what the preset or the library entry says."""
        data, entry = self.cleaned_data, self.entry
        chosen = ("grain", "direction", "aggregation", "over_units")
        shape = self._shape() | {name: data[name] for name in chosen if data[name]}
        if data["percentile"] is not None:
            shape["percentile"] = int(data["percentile"] * 100)
        shape["cumulative"] = data["cumulative"]
        preset = scenario_presets()[data["preset"]]
        return NewMetric(
            name=data["name"], owner=data["owner"], unit=data["unit"], definition=data["definition"],
            private=data["private"], lateness_hours=lateness_of(preset, shape["grain"]),
            leading=bool(entry) and entry.kind == "leading" if entry else False,
            function=entry.function if entry else "", questions=list(entry.questions) if entry else [], **shape,
        )  # fmt: skip

    def new_band(self) -> NewBand | None:
        """The limits that were typed; None when there are none."""
        limits = {name: self.cleaned_data[name] for name in ("lower", "upper", "amber_lower", "amber_upper")}
        if all(value is None for value in limits.values()):
            return None
        typical = band_from(self.entry) if self.entry else None
        names = ("low_means", "low_response", "high_means", "high_response")
        words = {name: getattr(typical, name) for name in names} if typical else {}
        response = self.cleaned_data["response"]
        if response and not typical:
            words = {"low_response": response, "high_response": response}
        return NewBand(**limits, **words)

    def new_kpi(self) -> NewKPI:
        data = self.cleaned_data
        answers = {
            "consistently_measurable": data["definition"],
            "accountable_owner": data["owner"].name,
            "influences_decisions": data["response"],
        }
        return NewKPI(self.new_metric(), self.new_band(), answers)


def initial_of(entry: LibraryKPI) -> dict[str, Any]:
    """A library entry as the first values of the form."""
    band = band_from(entry)
    limits = {name: getattr(band, name) for name in ("lower", "upper", "amber_lower", "amber_upper")} if band else {}
    response = entry.high_response if entry.direction == "down" else entry.low_response
    return {"preset": entry.preset, "name": entry.name, "definition": entry.definition, "response": response} | limits


class DefinitionForm(OwnedForm):
    """What may be changed of a metric after it was made."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"data-coach": "kpi"}))
    definition = forms.CharField(
        label=_("In plain words"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    direction = forms.ChoiceField(label=_("Better is"), choices=Direction.choices)
    lateness_hours = forms.IntegerField(
        label=_("Open after its end, in hours"), min_value=0, max_value=1488,
        help_text=_("A value may arrive so late and still count as the first one."),
    )  # fmt: skip
    grace_periods = forms.IntegerField(
        label=_("Periods that may be missed"), min_value=0, max_value=12, help_text=_("After that it is stale.")
    )
    source_note = forms.CharField(label=_("Where it comes from"), max_length=120, required=False)
    private = forms.BooleanField(label=_("Only its owner and the leads above see it"), required=False)
    counted_from = forms.DateField(
        label=_("Counted otherwise since"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Only if the new words mean other numbers: a new phase begins there, with its own usual range."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why it is counted otherwise"), max_length=500, required=False,
        help_text=_("Needed where there is a day above: it stands on the chart."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def changes(self) -> Mapping[str, Any]:
        apart = {"version", "counted_from", "reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}
