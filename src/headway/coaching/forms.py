"""Forms of the coach."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.coach.choose import QUESTIONS
from headway.coaching.actions.house_rules import MOST
from headway.coaching.lessons import lessons
from headway.coaching.telling import told


def _count(label: Any) -> forms.IntegerField:
    number = forms.NumberInput(attrs={"class": "input num", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, widget=number)


class LimitsForm(forms.Form):
    """How many of each are usual; findings quote these."""

    company_objectives_min = _count(_("Objectives of the company, at least"))
    company_objectives_max = _count(_("at most"))
    unit_objectives_min = _count(_("Objectives of a unit, at least"))
    unit_objectives_max = _count(_("at most"))
    objective_krs_min = _count(_("Key results of an objective, at least"))
    objective_krs_max = _count(_("at most"))
    unit_kpis_min = _count(_("KPIs of a unit, at least"))
    unit_kpis_max = _count(_("at most"))
    person_objectives_max = _count(_("Objectives of one person, at most"))
    person_krs_max = _count(_("Key results of one person, at most"))
    person_kpis_max = _count(_("KPIs of one person, at most"))


class MandatoryForm(forms.Form):
    """The patterns that no goal may be set with."""

    mandatory = forms.MultipleChoiceField(
        label=_("No goal may be set with"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(each.code, each.title) for each in lessons().values() if each.may_be_mandatory],
    )  # fmt: skip


YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ChooserForm(forms.Form):
    """A thought in free text, and the questions that tell a KPI from an OKR."""

    text = forms.CharField(
        label=_("What is it about?"), required=False, max_length=300,
        help_text=_("In your own words. What they give away already is answered below; change what is wrong."),
        widget=forms.TextInput(attrs={"placeholder": _("Keep uptime above 99.9 %")}),
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None, known: Mapping[str, bool]) -> None:
        super().__init__(data)
        for question in QUESTIONS:
            self.fields[question.name] = forms.ChoiceField(
                label=told(question.text), choices=YES_NO, widget=forms.RadioSelect,
                initial={True: "yes", False: "no"}.get(known.get(question.name)),  # type: ignore[arg-type]
            )  # fmt: skip

    @property
    def questions(self) -> Sequence[forms.BoundField]:
        return [self[question.name] for question in QUESTIONS]
