"""Drafting, changing and amending key results."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.coach.blanks import left_open
from headway.coach.said import in_words
from headway.okrs.actions.amendments import AMENDABLE
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.forms.fields import PersonField, day_field, lines
from headway.okrs.forms.objectives import metric_field
from headway.okrs.models import KeyResult
from headway.okrs.tags import kept_tags, split_tags
from headway.okrs.typed import Typed, read_curve, read_key_result, read_steps
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

GRID = ("title", "metric", "unit", "baseline", "target")


class KeyResultRow(forms.Form):
    """One row of the grid beside a new objective. An empty row is no key result."""

    title = forms.CharField(label=gettext_lazy("What moves"), required=False, max_length=200)
    metric = forms.CharField(label=gettext_lazy("KPI"), required=False, max_length=32)
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=16)
    baseline = forms.CharField(label=gettext_lazy("From"), required=False, max_length=40)
    target = forms.CharField(label=gettext_lazy("To"), required=False, max_length=60)

    def __init__(self, *args: Any, metrics: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metrics = metrics or {}
        self.made: NewKeyResult | None = None

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in GRID)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # The action would stop at the first row.
        if (still := left_open(data.get("title", ""))) is not None:
            self.add_error("title", in_words(still, _, ngettext))
        if self.errors or self.is_empty:
            return data
        key = data.pop("metric", "").strip().upper()
        metric = self.metrics.get(key)
        if key and metric is None:
            said = _("There is no KPI “%(key)s” for you here: type a key such as K-5.")
            self.add_error("metric", said % {"key": key})
            return data
        try:
            self.made = read_key_result(Typed(metric=metric, **{n: data.get(n, "") for n in GRID if n != "metric"}))
        except Refused as error:
            self.add_error(error.field if error.field in self.fields else None, error.message)
        return data


class KeyResultForm(forms.Form):
    """Everything about one key result, and nothing that its kind does not ask for."""

    title = forms.CharField(
        label=gettext_lazy("What moves?"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"data-coach": "key_result"}),
    )  # fmt: skip

    def __init__(
        self, caller: Caller, *args: Any, row: KeyResult | None = None, kind: str = KeyResult.Kind.MOVE, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.kind = row.kind if row is not None else kind
        if row is None:
            self._add_measure(caller)
        self._add_values()
        self.fields["owner"] = PersonField(caller, label=_("Owner"))
        self.fields["updater"] = PersonField(
            caller, label=_("Updated by"), required=False, help_text=_("Who checks in, if not the owner.")
        )
        self.fields["start"] = day_field(label=_("From"), required=row is not None)
        self.fields["due"] = day_field(label=_("Until"), required=row is not None)
        self.fields["tags"] = forms.CharField(
            label=_("Tags"), required=False, max_length=300, help_text=_("With commas between.")
        )

    def _add_measure(self, caller: Caller) -> None:
        if self.kind in {KeyResult.Kind.DONE, KeyResult.Kind.MILESTONE}:
            return
        self.fields["metric"] = metric_field(
            caller, label=_("On a KPI"), help_text=_("Then its value comes from there, and nobody types it.")
        )
        self.fields["unit"] = forms.CharField(
            label=_("Unit"), required=False, max_length=16, help_text=_("%, pp, €, h, d, clinics … Left to the KPI.")
        )

    def _add_values(self) -> None:
        for name, label, hint in _VALUES:
            if name in _ASKED.get(KeyResult.Kind(self.kind), set()):
                self.fields[name] = forms.CharField(label=label, required=False, max_length=60, help_text=hint)
        if self.kind == KeyResult.Kind.CONTROL:
            self._add_control()
        elif self.kind == KeyResult.Kind.MOVE:
            self._add_counting()
        elif self.kind == KeyResult.Kind.MILESTONE:
            self._add_milestone()

    def _add_control(self) -> None:
        self.fields["control_reason"] = forms.CharField(
            label=_("Why it is a key result"), required=False, widget=lines(2),
            help_text=_("What stays as it is, is usually a KPI."),
        )  # fmt: skip
        self.fields["control_by"] = forms.ChoiceField(
            label=_("Its progress is"), required=False, choices=KeyResult.ControlBy.choices
        )

    def _add_counting(self) -> None:
        sources = [("", _("What is typed, or its KPI")), *KeyResult.Derived.choices[:2]]
        self.fields["derived"] = forms.ChoiceField(
            label=_("Its value is"), required=False, choices=sources,
            help_text=_("Child key results say on their own pages that they count in it."),
        )  # fmt: skip
        self.fields["count_by"] = forms.ChoiceField(
            label=_("What counts over the cycle"), required=False, choices=KeyResult.CountBy.choices
        )
        self.fields["curve_by"] = forms.ChoiceField(
            label=_("Expected"), required=False, choices=KeyResult.CurveBy.choices
        )
        self.fields["curve"] = forms.CharField(
            label=_("Steps of its own"), required=False, widget=lines(3), max_length=2000,
            help_text=_("Only for steps of its own, one a line: 2026-11-30: 40"),
        )  # fmt: skip

    def _add_milestone(self) -> None:
        if self.row is None:
            self.fields["derived"] = forms.ChoiceField(
                label=_("Made of"), required=False,
                choices=[("", _("Steps, each with a date and a weight")), KeyResult.Derived.choices[2]],
            )  # fmt: skip
            self.fields["steps"] = forms.CharField(
                label=_("Steps"), required=False, widget=lines(4), max_length=5000,
                help_text=_("One a line, by when and what weight: Lease signed, 2026-10-31, 2"),
            )  # fmt: skip

    def made(self) -> NewKeyResult:
        """The new key result; :class:`Refused` for what cannot be read."""
        data = self.cleaned_data
        texts: dict[str, Any] = {name: data.get(name) or "" for name in _TYPED if name != "kind"}
        typed = Typed(metric=data.get("metric"), kind=self.kind, **texts)
        read = read_key_result(typed, owner=data["owner"], updater=data["updater"], start=data["start"],
                               due=data["due"], tags=tuple(split_tags(data["tags"])), **self._plain())  # fmt: skip
        curve = read_curve(data.get("curve", ""), Plain(read.scale, read.unit_kind, read.unit_label))
        return replace(read, curve=curve, steps=tuple(read_steps(data.get("steps", ""))))

    def _plain(self) -> dict[str, Any]:
        """What is chosen, where something was."""
        return {name: self.cleaned_data[name] for name in _CHOSEN if self.cleaned_data.get(name)}

    def changes(self) -> dict[str, Any]:
        """The changed fields of the row; :class:`Refused` for what cannot be read."""
        assert self.row is not None
        data = self.cleaned_data
        texts = {name: data[name] for name in _TYPED if name in data and name not in {"kind", "unit"}}
        read = read_key_result(Typed(kind=self.row.kind, measure=self.row, **texts))
        names = [name for name, _label, _hint in _VALUES if name in data]
        plain = ("title", "owner", "updater", "start", "due", "control_reason")
        found = {name: getattr(read, name) for name in names} | {n: data[n] for n in plain if n in data} | self._plain()
        found["tags"] = kept_tags(split_tags(data["tags"]))
        if data.get("curve_by") == KeyResult.CurveBy.POINTS:
            found["curve"] = [[day.toordinal(), value] for day, value in read_curve(data["curve"], self.row)]
        if read.target_words:
            found["target_words"] = read.target_words
            found.pop("target", None)
        return found


_TYPED = ("title", "unit", "baseline", "target", "limit_lower", "limit_upper", "kind")
_CHOSEN = ("control_reason", "control_by", "derived", "count_by", "curve_by")
_VALUES = (
    ("baseline", gettext_lazy("Baseline"), gettext_lazy("On a KPI, left empty: what the KPI usually shows.")),
    ("target", gettext_lazy("Target"), gettext_lazy("A value, or words: −25 %, double, +10.")),
    ("limit_lower", gettext_lazy("Not under"), ""),
    ("limit_upper", gettext_lazy("Not over"), ""),
)
_ASKED = {
    KeyResult.Kind.MOVE: {"baseline", "target"},
    KeyResult.Kind.CONTROL: {"limit_lower", "limit_upper"},
    KeyResult.Kind.BASELINE: {"target"},
}


class AmendmentForm(forms.Form):
    """Another target, baseline or limit, with its reason."""

    reason = forms.CharField(label=gettext_lazy("Why"), widget=lines(2), max_length=2000)

    def __init__(self, row: KeyResult, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = AMENDABLE.get(KeyResult.Kind(row.kind), ())
        self.fields["field"] = forms.ChoiceField(label=_("What"), choices=[(one.value, one.label) for one in fields])
        self.fields["new"] = AmountField(measure=row, label=_("New value"))
        self.order_fields(["field", "new", "reason"])
