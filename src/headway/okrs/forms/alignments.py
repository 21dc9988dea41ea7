"""Alignment by form: every parent of an objective, and room for one more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from headway.okrs.access import objectives_for
from headway.okrs.actions.alignments import Wanted
from headway.okrs.forms.fields import KeyField, day_field, lines, units_of
from headway.okrs.models import Alignment, Dependency, Objective
from headway.people.caller import Caller
from headway.ui.forms import AmountField
from headway.ui.measure import Plain
from headway.ui.picking import MOST

PERCENT = Plain(2, "percent")


class ParentRow(forms.Form):
    """One parent: which, how, with which share. Without a parent the row says nothing."""

    kind = forms.ChoiceField(choices=Alignment.Kind.choices, required=False)

    def __init__(self, parents: KeyField, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("It")
        self.fields["parent"] = parents
        self.fields["share"] = AmountField(measure=PERCENT, label=_("Share"), required=False)

    def wanted(self) -> Wanted | None:
        """What the row asks for, if it names a parent."""
        data = self.cleaned_data
        if not data.get("parent"):
            return None
        return Wanted(data["parent"], data["kind"] or Alignment.Kind.CONTRIBUTES, data["share"])


def _said(goal: Objective) -> str:
    return f"{goal.key} {goal.title}"


class ParentsForm:
    """The rows of one objective's parents; two are always free."""

    FREE = 2

    def __init__(self, caller: Caller, goal: Objective, edges: Sequence[Alignment], data: Any = None) -> None:
        live = Q(archived_at=None, closed_at=None) | Q(pk__in=[edge.parent_id for edge in edges])
        offered = objectives_for(caller).filter(live).exclude(pk=goal.pk).select_related("cycle", "owner", "unit")
        known = list(offered.order_by("pk")[: MOST + 1])
        self.rows = [
            ParentRow(
                KeyField(offered, said=_said, known=known, label=_("Parent"), required=False),
                data, prefix=f"parent-{n}", initial=_initial(edges[n]) if n < len(edges) else None,
            )
            for n in range(len(edges) + self.FREE)
        ]  # fmt: skip
        self.refused = ""

    def is_valid(self) -> bool:
        return not any(row.errors for row in self.rows)

    def wanted(self) -> list[Wanted]:
        """Every parent that was asked for."""
        return [one for row in self.rows if (one := row.wanted())]


def _initial(edge: Alignment) -> dict[str, Any]:
    return {"parent": edge.parent, "kind": edge.kind, "share": edge.fixed_share}


class DependencyForm(forms.Form):
    """What a key result needs of another unit."""

    def __init__(self, caller: Caller, goal: Objective, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = units_of(caller).exclude(pk=goal.unit_id)
        self.fields["need"] = forms.CharField(label=_("What is needed"), max_length=300)
        self.fields["unit"] = KeyField(self.others, said=lambda unit: unit.name, label=_("Of which unit"))
        self.fields["needed_by"] = day_field(label=_("By when"), initial=goal.due)

    @property
    def has_units(self) -> bool:
        """Whether there is another unit to ask."""
        return self.others.exists()


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
