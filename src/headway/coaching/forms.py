"""Forms of the coach."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.coach.choose import LONGEST, NAMES, QUESTIONS
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
    """A thought in free text, and the questions that tell a KPI from an OKR; whoever sends it empty is told so."""

    text = forms.CharField(
        label=_("What is it about?"), required=False, max_length=LONGEST,
        help_text=_("In your own words. What they give away already is answered below; change what is wrong."),
        widget=forms.TextInput(attrs={"placeholder": _("Keep uptime above 99.9 %")}),
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, sent: bool, text: str, answers: Mapping[str, bool]) -> None:
        """With ``text`` and ``answers`` as they stand; what is missing is told once the page was ``sent``."""
        said = {name: "yes" if yes else "no" for name, yes in answers.items()}
        super().__init__({"text": text} | said if sent else None)
        missing = (
            _("Your words leave this open: answer yes or no.") if text else _("Not answered yet: answer yes or no.")
        )
        for question in QUESTIONS:
            self.fields[question.name] = forms.ChoiceField(
                label=told(question.text), choices=YES_NO, widget=forms.RadioSelect,
                error_messages={"required": missing},
            )  # fmt: skip
        self._lead_to_what_is_missing()

    def clean(self) -> dict[str, Any]:
        """Sent with nothing at all, one sentence is enough."""
        if not any(self.data.get(name) for name in ("text", *NAMES)):
            self.errors.clear()
            self.add_error("text", _("Nothing is said yet: say what you have in mind, or answer the five questions."))
        return self.cleaned_data

    def _lead_to_what_is_missing(self) -> None:
        """The focus on the first field that is in error."""
        first = next(iter(name for name in self.fields if name in self.errors), "")
        if first:
            self.fields[first].widget.attrs["data-focus"] = True

    @property
    def questions(self) -> Sequence[forms.BoundField]:
        return [self[question.name] for question in QUESTIONS]
