"""Alignment by form: every parent of an objective, and room for one more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from headway.okrs.access import objectives_for
from headway.okrs.actions.alignments import Wanted
from headway.okrs.forms.fields import KeyField, day_field, lines, units_of
from headway.okrs.models import Alignment, Dependency, Objective
from headway.people.caller import Caller
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

PERCENT = Plain(2, "percent")


class ParentRow(forms.Form):
    """One parent: which, how, with which share. Without a parent the row says nothing."""

    kind = forms.ChoiceField(choices=Alignment.Kind.choices, required=False)

    def __init__(self, parents: Sequence[Objective], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {goal.key: goal for goal in parents}
        choices = [("", "–"), *((goal.key, f"{goal.key} {goal.title}") for goal in parents)]
        self.fields["kind"].label = _("It")
        self.fields["parent"] = forms.ChoiceField(choices=choices, label=_("Parent"), required=False)
        self.fields["share"] = AmountField(measure=PERCENT, label=_("Share"), required=False)

    def wanted(self) -> Wanted | None:
        """What the row asks for, if it names a parent."""
        data = self.cleaned_data
        if not data.get("parent"):
            return None
        return Wanted(self.by_key[data["parent"]], data["kind"] or Alignment.Kind.CONTRIBUTES, data["share"])


class ParentsForm:
    """The rows of one objective's parents; two are always free."""

    FREE = 2

    def __init__(self, caller: Caller, goal: Objective, edges: Sequence[Alignment], data: Any = None) -> None:
        offered = objectives_for(caller).filter(archived_at=None, closed_at=None).exclude(pk=goal.pk)
        known = {edge.parent_id: edge.parent for edge in edges}
        known |= {row.pk: row for row in offered.select_related("cycle", "owner", "unit").order_by("pk")}
        parents = sorted(known.values(), key=lambda row: row.pk)
        self.rows = [
            ParentRow(parents, data, prefix=f"parent-{n}", initial=_initial(edges[n]) if n < len(edges) else None)
            for n in range(len(edges) + self.FREE)
        ]
        self.refused = ""

    def is_valid(self) -> bool:
        return not any(row.errors for row in self.rows)

    def wanted(self) -> list[Wanted]:
        """Every parent that was asked for."""
        return [one for row in self.rows if (one := row.wanted())]


def _initial(edge: Alignment) -> dict[str, Any]:
    return {"parent": edge.parent.key, "kind": edge.kind, "share": edge.fixed_share}


class DependencyForm(forms.Form):
    """What a key result needs of another unit."""

    def __init__(self, caller: Caller, goal: Objective, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = units_of(caller).exclude(pk=goal.unit_id)
        self.fields["need"] = forms.CharField(label=_("What is needed"), max_length=300)
        self.fields["unit"] = KeyField(others, said=lambda unit: unit.name, label=_("Of which unit"))
        self.fields["needed_by"] = day_field(label=_("By when"), initial=goal.due)


class AnswerForm(forms.Form):
    """Yes by a day, or no with a reason."""

    def __init__(self, asked: Dependency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = day_field(
            label=_("By when"), required=False, initial=asked.promised_on or asked.needed_by,
            help_text=_("With a no: from when it would be possible, if at all."),
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), required=False, widget=lines(2), max_length=2000, initial=asked.reason,
            help_text=_("A no needs one."),
        )  # fmt: skip


class ReviewForm(forms.Form):
    """A review that was held, or left out."""

    note = forms.CharField(required=False, widget=lines(2), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("What came of it, or why it is left out")
