"""Cycles, scores and retrospectives."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.okrs.forms.fields import KeyField, day_field, lines
from headway.okrs.models import Cycle, CycleState, Retrospective
from headway.okrs.rules.scores import RAG
from headway.people.caller import Caller
from headway.ui.parse import AmountError, parse_amount


class CycleForm(forms.Form):
    """A cycle of any span."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("Such as Q1 2027."))
    start = day_field(label=gettext_lazy("First day"))
    end = day_field(label=gettext_lazy("Last day"))

    def __init__(self, caller: Caller, *args: Any, but: Cycle | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Cycle.objects.filter(workspace=caller.workspace).order_by("-start")
        rows = rows.exclude(pk=but.pk) if but else rows
        self.fields["parent"] = KeyField(rows, said=lambda c: c.name, label=_("Part of"), required=False)


class CycleChangeForm(CycleForm):
    """Another name, other days, or another place for a cycle."""

    def __init__(self, caller: Caller, cycle: Cycle, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(cycle, name) for name in ("name", "start", "end", "parent")}
        super().__init__(caller, *args, initial=initial, but=cycle, **kwargs)
        if cycle.state != CycleState.PLANNING:
            self.fields["reason"] = forms.CharField(
                label=_("Why"), required=False, widget=lines(2), max_length=2000,
                help_text=_("Needed for other days: goals are due with the cycle."),
            )  # fmt: skip


class YearForm(forms.Form):
    """A fiscal year, cut into periods."""

    starting = day_field(label=gettext_lazy("A day in the year"))
    grain = forms.ChoiceField(
        label=gettext_lazy("Cut into"), initial="quarter",
        choices=[
            ("quarter", gettext_lazy("quarters")), ("half", gettext_lazy("halves")), ("month", gettext_lazy("months")),
            ("year", gettext_lazy("nothing: one year")),
        ],
    )  # fmt: skip


class MoveForm(forms.Form):
    """Another state of a cycle."""

    state = forms.ChoiceField(label=gettext_lazy("To"), choices=CycleState.choices)
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, widget=lines(2), max_length=2000,
        help_text=gettext_lazy("Needed to go back, or past a step."),
    )  # fmt: skip


class GradeField(forms.CharField):
    """0.0 to 1.0; cleans to hundredths."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "input num slim", "inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            grade = parse_amount(text, 2)
        except AmountError as error:
            raise ValidationError(str(error)) from error
        if not 0 <= grade <= 100:
            raise ValidationError(_("“%(text)s” is no score: type a number from 0.0 to 1.0.") % {"text": text[:20]})
        return grade


class ColourField(forms.TypedChoiceField):
    """Red, amber or green; cleans to hundredths."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("red", _("Red")), ("amber", _("Amber")), ("green", _("Green"))]
        if not kwargs.get("required", True):
            choices = [("", "–"), *choices]
        super().__init__(choices=choices, coerce=lambda word: RAG[word], empty_value=None, **kwargs)


def grade_field(grading: str, **kwargs: Any) -> forms.Field:
    """The field that a workspace grades with: a number, or a colour."""
    return ColourField(**kwargs) if grading == "rag" else GradeField(**kwargs)


class ScoreForm(forms.Form):
    """A grade for the objective and one for each key result."""

    def __init__(self, grading: str, keys: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        self.fields["grade"] = grade_field(grading, label=_("Your grade"))
        self.fields["rationale"] = forms.CharField(
            label=_("Why"), required=False, widget=lines(), max_length=5000,
            help_text=_("Needed when it lies more than 0.2 from what progress suggests."),
        )  # fmt: skip
        for key in keys:
            self.fields[key] = grade_field(grading, label=key, required=False)

    def grades(self) -> dict[str, int]:
        """The grades of key results that were given, in hundredths."""
        return {key: self.cleaned_data[key] for key in self.keys if self.cleaned_data.get(key) is not None}


class RetrospectiveForm(forms.Form):
    """What was learned."""

    lessons = forms.CharField(
        label=gettext_lazy("What did we learn?"), required=False, widget=lines(), max_length=10_000,
        help_text=gettext_lazy("It is shown to whoever drafts a similar objective."),
    )  # fmt: skip
    blockers = forms.CharField(
        label=gettext_lazy("What stood in the way?"), required=False, widget=lines(), max_length=10_000
    )
    missed_assumptions = forms.CharField(
        label=gettext_lazy("Which assumptions did not hold?"), required=False, widget=lines(), max_length=10_000
    )


class CarryForm(forms.Form):
    """What becomes of an objective."""

    carry = forms.ChoiceField(label=gettext_lazy("What becomes of it?"), choices=Retrospective.Carry.choices)

    def __init__(self, caller: Caller, rows: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        cycles = Cycle.objects.filter(workspace=caller.workspace, state__in=[CycleState.PLANNING, CycleState.ACTIVE])
        self.fields["cycle"] = KeyField(
            cycles.order_by("start"), said=lambda c: c.name, label=_("It goes on in"), required=False
        )
        self.fields["title"] = forms.CharField(
            label=_("Its title then"), required=False, max_length=200, help_text=_("Empty: as it is.")
        )
