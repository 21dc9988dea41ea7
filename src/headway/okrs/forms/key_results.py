"""Drafting, changing and amending key results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.forms.fields import PersonField, day_field, lines
from headway.okrs.forms.objectives import metric_field
from headway.okrs.models import Amendment, KeyResult
from headway.okrs.typed import Typed, read_key_result
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.ui.forms import AmountField

GRID = ("title", "metric", "unit", "baseline", "target")


class KeyResultRow(forms.Form):
    """One row of the grid beside a new objective. An empty row is no key result."""

    title = forms.CharField(required=False, max_length=200)
    metric = forms.CharField(required=False, max_length=32)
    unit = forms.CharField(required=False, max_length=16)
    baseline = forms.CharField(required=False, max_length=40)
    target = forms.CharField(required=False, max_length=60)

    def __init__(self, *args: Any, metrics: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metrics = metrics or {}
        self.made: NewKeyResult | None = None

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in GRID)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
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
    """Everything about one key result."""

    title = forms.CharField(
        label=gettext_lazy("What moves?"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"data-coach": "key_result"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KeyResult.Kind.choices, initial=KeyResult.Kind.MOVE)

    def __init__(self, caller: Caller, *args: Any, row: KeyResult | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row is None:
            self._add_measure(caller)
        else:
            del self.fields["kind"]
        self._add_values(row)
        self.fields["owner"] = PersonField(caller, label=_("Owner"))
        self.fields["updater"] = PersonField(
            caller, label=_("Updated by"), required=False, help_text=_("Who checks in, if not the owner.")
        )
        self.fields["start"] = day_field(label=_("From"), required=row is not None)
        self.fields["due"] = day_field(label=_("Until"), required=row is not None)

    def _add_measure(self, caller: Caller) -> None:
        self.fields["metric"] = metric_field(
            caller, label=_("On a KPI"), help_text=_("Then its value comes from there, and nobody types it.")
        )
        self.fields["unit"] = forms.CharField(
            label=_("Unit"), required=False, max_length=16, help_text=_("%, pp, €, h, d, clinics … Left to the KPI.")
        )

    def _add_values(self, row: KeyResult | None) -> None:
        for name, label, hint in _VALUES:
            said = row is None or (name in {"baseline", "target"}) == (row.kind == KeyResult.Kind.MOVE)
            if said and (row is None or row.kind != KeyResult.Kind.DONE):
                self.fields[name] = forms.CharField(label=label, required=False, max_length=60, help_text=hint)
        if row is None or row.kind == KeyResult.Kind.CONTROL:
            self.fields["control_reason"] = forms.CharField(
                label=_("Why it is a key result"), required=False, widget=lines(2),
                help_text=_("Only for staying inside limits: what stays as it is, is usually a KPI."),
            )  # fmt: skip
            self.fields["control_by"] = forms.ChoiceField(
                label=_("Its progress is"), required=False, choices=KeyResult.ControlBy.choices,
                help_text=_("Only for staying inside limits."),
            )  # fmt: skip

    def made(self) -> NewKeyResult:
        """The new key result; :class:`Refused` for what cannot be read."""
        data = self.cleaned_data
        typed = Typed(metric=data["metric"], **{name: data[name] for name in _TYPED})
        more = {name: data[name] for name in ("owner", "updater", "start", "due", "control_reason")}
        return read_key_result(typed, control_by=data["control_by"] or KeyResult.ControlBy.SHARE, **more)

    def changes(self) -> dict[str, Any]:
        """The changed fields of the row; :class:`Refused` for what cannot be read."""
        assert self.row is not None
        data = self.cleaned_data
        texts = {name: data[name] for name in _TYPED if name in data and name not in {"kind", "unit"}}
        typed = Typed(kind=self.row.kind, measure=self.row, **texts)
        read = read_key_result(typed)
        names = [name for name, _label, _hint in _VALUES if name in data]
        plain = ("title", "owner", "updater", "start", "due", "control_reason", "control_by")
        found = {name: getattr(read, name) for name in names} | {n: data[n] for n in plain if n in data}
        if read.target_words:
            found["target_words"] = read.target_words
            found.pop("target", None)
        return found


_TYPED = ("title", "unit", "baseline", "target", "limit_lower", "limit_upper", "kind")
_VALUES = (
    ("baseline", gettext_lazy("Baseline"), gettext_lazy("On a KPI, left empty: what the KPI usually shows.")),
    ("target", gettext_lazy("Target"), gettext_lazy("A value, or words: −25 %, double, +10.")),
    ("limit_lower", gettext_lazy("Not under"), gettext_lazy("Only for staying inside limits.")),
    ("limit_upper", gettext_lazy("Not over"), gettext_lazy("Only for staying inside limits.")),
)


class AmendmentForm(forms.Form):
    """Another target or baseline, with its reason."""

    field = forms.ChoiceField(
        label=gettext_lazy("What"), choices=[c for c in Amendment.Field.choices if c[0] != "fixed_share"]
    )
    reason = forms.CharField(label=gettext_lazy("Why"), widget=lines(2), max_length=2000)

    def __init__(self, row: KeyResult, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"] = AmountField(measure=row, label=_("New value"))
        self.order_fields(["field", "new", "reason"])
