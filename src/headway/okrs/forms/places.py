"""Where objectives are put: into other cycles, the backlog, or several at once into the next cycle."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.okrs.actions.cloning import StartRule
from headway.okrs.forms.fields import KeyField, PersonField, lines, units_of
from headway.okrs.models import Cycle, CycleState, Objective
from headway.people.caller import Caller


def open_cycles(caller: Caller) -> Any:
    """The cycles that take goals."""
    rows = Cycle.objects.filter(workspace=caller.workspace).exclude(state=CycleState.CLOSED)
    return rows.order_by("start", "-end")


def cycle_field(caller: Caller, but: int | None = None, **kwargs: Any) -> KeyField:
    """Chooses a cycle that takes goals, except the one under the primary key ``but``."""
    return KeyField(open_cycles(caller).exclude(pk=but), said=lambda cycle: cycle.name, **kwargs)


class IdeaForm(forms.Form):
    """An idea for later."""

    title = forms.CharField(
        label=gettext_lazy("What could become true?"), max_length=200,
        widget=forms.TextInput(attrs={"data-coach": "objective"}),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Why"), required=False, widget=lines(2), max_length=5000)

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(caller, label=_("Owner"))
        self.fields["unit"] = KeyField(units_of(caller), said=lambda unit: unit.name, label=_("Unit"))


class PostponeForm(forms.Form):
    """Another cycle, or the backlog, with the reason."""

    def __init__(self, caller: Caller, objective: Objective, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"] = cycle_field(
            caller, objective.cycle_id, label=_("To"), required=False, empty_label=_("The backlog, outside any cycle")
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"), required=objective.is_running, widget=lines(2), max_length=2000,
            help_text=_("It stands beside the idea, and in the log."),
        )  # fmt: skip


class CloneForm(forms.Form):
    """A copy: where, how it is called, and what its movements start from."""

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=200)
        self.fields["cycle"] = cycle_field(
            caller, label=_("In"), required=False, empty_label=_("The backlog, outside any cycle")
        )
        self.fields["rule"] = rule_field()


class RollOverForm(forms.Form):
    """The cycle that goals go on in, and what their movements start from."""

    def __init__(self, caller: Caller, cycle: Cycle, goals: list[Objective], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        others = open_cycles(caller).filter(start__gt=cycle.start).exclude(pk=cycle.pk)
        self.fields["cycle"] = KeyField(others, said=lambda one: one.name, label=_("Into"), empty_label=None)
        self.fields["rule"] = rule_field()
        self.fields["objectives"] = forms.MultipleChoiceField(
            label=_("Objectives that go on"), choices=[(goal.key, goal.title) for goal in goals],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one objective that goes on.")},
        )  # fmt: skip

    def chosen(self) -> list[Objective]:
        """The objectives that were ticked."""
        keys = set(self.cleaned_data["objectives"])
        return [goal for goal in self.goals if goal.key in keys]


def rule_field() -> forms.ChoiceField:
    """What the movements of a copy start from."""
    return forms.ChoiceField(
        label=_("Movements start"), choices=StartRule.choices, initial=StartRule.CURRENT, widget=forms.RadioSelect
    )
