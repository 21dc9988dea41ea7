"""The form for a change of many objectives: every field may stay as it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from headway.okrs.access import themes_for
from headway.okrs.models import Ambition, Cycle, CycleState
from headway.okrs.tags import split_tags
from headway.people.caller import Caller
from headway.people.models import Keyed, Person, Unit

MOST_OFFERED = 150


class NamedField(forms.CharField):
    """One of ``rows`` by its key, its name, or a part of the name that only one has."""

    def __init__(self, rows: QuerySet[Any], name: str = "name", **kwargs: Any) -> None:
        self.rows, self.name = rows, name
        super().__init__(required=False, max_length=120, **kwargs)

    def clean(self, value: Any) -> Keyed | None:
        text = super().clean(value)
        if not text:
            return None
        for fits in ({"key__iexact": text}, {f"{self.name}__iexact": text}, {f"{self.name}__icontains": text}):
            found = list(self.rows.filter(**fits)[:2])
            if len(found) == 1:
                return found[0]
            if found:
                raise ValidationError(_("“%(text)s” fits several: write the key of one.") % {"text": text})
        raise ValidationError(_("“%(text)s” is not here: write a name or a key.") % {"text": text})


def choose(rows: QuerySet[Any], label: str, name: str = "name") -> forms.Field:
    """A list to pick from, or a field to type in where the list would be too long."""
    offered = list(rows.values_list("key", name)[: MOST_OFFERED + 1])
    if len(offered) > MOST_OFFERED:
        return NamedField(rows, name, label=label, help_text=_("A name or a key."))
    widget = forms.Select(choices=[("", _("as it is")), *offered])
    return NamedField(rows, name, label=label, widget=widget)


class ChangesForm(forms.Form):
    """What shall change; what is left empty stays."""

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = {"workspace": caller.workspace}
        people = Person.objects.filter(**here, left_at=None).order_by("name", "pk")
        units = Unit.objects.filter(**here, archived_at=None).order_by("name", "pk")
        cycles = Cycle.objects.filter(**here).exclude(state=CycleState.CLOSED).order_by("-start", "end")
        self.fields["owner"] = choose(people, _("Owner"))
        self.fields["unit"] = choose(units, _("Unit"))
        self.fields["cycle"] = choose(cycles, _("Cycle"))
        themes = themes_for(caller).filter(archived_at=None).order_by("pk")
        if themes.exists():
            self.fields["theme"] = choose(themes, _("Theme"), "title")
        self.fields["due"] = forms.DateField(
            label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
        self.fields["ambition"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("as it is")), *Ambition.choices]
        )
        for name, label in (("add_tags", _("Tags to add")), ("remove_tags", _("Tags to take away"))):
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=200, help_text=_("With commas between.")
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), required=False, max_length=500,
            help_text=_("Kept in the log; moving objectives out of a running cycle needs one."),
        )  # fmt: skip
        self.fields["archived"] = forms.BooleanField(
            label=_("Archive them: they leave lists and roll-ups; their history stays"), required=False
        )

    def changes(self) -> dict[str, Any]:
        """Only what was asked for."""
        found = {name: value for name, value in self.cleaned_data.items() if value and name != "reason"}
        return found | {name: split_tags(found[name]) for name in ("add_tags", "remove_tags") if name in found}

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))
