"""Drafting and changing an objective."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.kpis.access import kpis_for, metrics_for
from headway.okrs.access import objectives_for, themes_for
from headway.okrs.forms.fields import KeyField, PersonField, day_field, lines, units_of
from headway.okrs.models import Alignment, Ambition, Companion, Cycle, CycleState, Drivers, KeyResult, Objective, Status
from headway.okrs.tags import kept_tags, split_tags
from headway.people.caller import Caller
from headway.people.models import Person
from headway.people.options import options_of
from headway.ui.picking_many import PickManyField
from headway.ui.together import read_together

MEANS = ("means_03", "means_07", "means_10")


class ObjectiveForm(forms.Form):
    """What an objective says of itself. The key results are typed into the grid beside it."""

    title = forms.CharField(
        label=gettext_lazy("What shall become true?"), max_length=200,
        widget=forms.TextInput(attrs={"data-coach": "objective"}),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Why"), required=False, widget=lines(), max_length=5000,
        help_text=gettext_lazy("What it enables, which risk or chance is behind it."),
    )  # fmt: skip
    ambition = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Ambition.choices, initial=Ambition.ASPIRATIONAL,
        help_text=gettext_lazy("Committed ones are expected whole; 0.6 to 0.7 is a good end for an aspirational one."),
    )  # fmt: skip

    def __init__(self, caller: Caller, *args: Any, objective: Objective | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caller = caller
        self.fields["owner"] = PersonField(caller, label=_("Owner"))
        self.fields["unit"] = KeyField(units_of(caller), said=lambda unit: unit.name, label=_("Unit"))
        cycles = Cycle.objects.filter(workspace=caller.workspace).exclude(state=CycleState.CLOSED)
        self.fields["cycle"] = KeyField(cycles.order_by("-start", "end"), said=lambda c: c.name, label=_("Cycle"))
        self.fields["start"] = day_field(label=_("From"), required=False, help_text=_("Empty: with the cycle."))
        self.fields["due"] = day_field(label=_("Until"), required=False, help_text=_("Empty: with the cycle."))
        if objective is None:
            open_ones = objectives_for(caller).filter(archived_at=None, closed_at=None).select_related("cycle")
            self.fields["parent"] = KeyField(
                open_ones.order_by("unit__name", "pk"), said=_titled, label=_("Contributes to"), required=False,
                help_text=_("Its progress then counts there."),
            )  # fmt: skip
            self.fields["assumptions"] = forms.CharField(
                label=_("Assumptions"), required=False, widget=lines(), max_length=5000,
                help_text=_("One a line: what must be true for this to work."),
            )  # fmt: skip
            self.fields["initiatives"] = forms.CharField(
                label=_("Initiatives"), required=False, widget=lines(), max_length=5000,
                help_text=_("One a line: the work that is believed to move it, for its owner."),
            )  # fmt: skip
        else:
            self.fields["drivers"] = forms.ChoiceField(label=_("Its progress comes from"), choices=Drivers.choices)
        self._add_places(caller, objective)
        options = options_of(caller.workspace)
        themes = themes_for(caller).filter(archived_at=None).order_by("pk")
        if options.show_tiers or (objective is not None and objective.theme_id):
            self.fields["theme"] = KeyField(themes, said=str, label=_("Theme"), required=False)
        if options.individual_goals or (objective is not None and objective.individual):
            self.fields["individual"] = forms.BooleanField(
                label=_("Individual: one person's own goal beside those of the unit"), required=False
            )
        self.fields["tags"] = forms.CharField(
            label=_("Tags"), required=False, max_length=300, help_text=_("With commas between.")
        )
        self.fields["private"] = forms.BooleanField(
            label=_("Private: seen by its owner, the leads above it and admins only"), required=False
        )
        labels = (_("0.3 would mean"), _("0.7 would mean"), _("1.0 would mean"))
        for name, label in zip(MEANS, labels, strict=True):
            self.fields[name] = forms.CharField(label=label, required=False, max_length=500)
        read_together(self, "owner", "unit", "cycle", "theme", "co_owners")

    def _add_places(self, caller: Caller, objective: Objective | None) -> None:
        """Whether it lasts past its cycle, and who looks after it with its owner."""
        if objective is not None and objective.in_backlog:
            del self.fields["cycle"]
        else:
            self.fields["runs_on"] = forms.BooleanField(
                label=_("Runs on: it may be due after its cycle ends, and then moves into the next"), required=False
            )
        people = Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("name")
        self.fields["co_owners"] = PickManyField(
            people, label=_("Co-owners"), required=False,
            help_text=_("They may do with it what its owner may."),
        )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """The fields of an objective that were asked for, empty dates filled from the cycle."""
        data = dict(self.cleaned_data)
        if cycle := data.get("cycle"):
            data["start"], data["due"] = data["start"] or cycle.start, data["due"] or cycle.end
        data["tags"] = kept_tags(split_tags(data["tags"]))
        for name in ("parent", "assumptions", "co_owners"):
            data.pop(name, None)
        return data


class StatusForm(forms.Form):
    """A status by hand."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=[c for c in Status.choices if c[0] != "unknown"])
    reason = forms.CharField(label=gettext_lazy("Why"), widget=lines(2), max_length=2000)
    lasting = forms.BooleanField(
        label=gettext_lazy("Until it is lifted, not only until the next check-in"), required=False
    )


class AlignForm(forms.Form):
    """Another objective to count in, or to support."""

    kind = forms.ChoiceField(label=gettext_lazy("It"), choices=Alignment.Kind.choices)

    def __init__(self, caller: Caller, objective: Objective, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = objectives_for(caller).filter(archived_at=None, closed_at=None).exclude(pk=objective.pk)
        self.fields["parent"] = KeyField(others.order_by("pk"), said=_titled, label=_("Which"))


class CompanionForm(forms.Form):
    """A KPI beside an objective."""

    role = forms.ChoiceField(label=gettext_lazy("It"), choices=Companion.Role.choices)

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metric"] = KeyField(kpis_for(caller).order_by("name"), said=_named, label=_("KPI"))


class InitiativeForm(forms.Form):
    """A piece of work."""

    title = forms.CharField(label=gettext_lazy("What is done"), max_length=200)

    def __init__(
        self, caller: Caller, objective: Objective, known: Sequence[KeyResult] | None, *args: Any, **kwargs: Any
    ) -> None:
        """``known`` are its live key results, where they are at hand."""
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(caller, label=_("Owner"))
        rows = KeyResult.objects.filter(objective=objective, archived_at=None).order_by("pk")
        label = _("For which key result")
        self.fields["key_result"] = KeyField(rows, known=known, said=_titled, label=label, required=False)
        self.fields["due"] = day_field(label=_("Due"), required=False)


def metric_field(caller: Caller, **kwargs: Any) -> KeyField:
    """Chooses a metric that the caller may see and that was not retired."""
    rows = metrics_for(caller).filter(retired_at=None).order_by("name")
    return KeyField(rows, said=_named, required=False, **kwargs)


def _titled(row: Any) -> str:
    return f"{row.key} {row.title}"


def _named(row: Any) -> str:
    return f"{row.name} ({row.key})"
