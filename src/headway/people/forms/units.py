"""Forms of units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.caller import Caller
from headway.people.models import Person, Unit, UnitKind
from headway.people.queries import in_order, people_of, units_of
from headway.ui.forms import offer
from headway.ui.picking import MOST, PickField
from headway.ui.picking_many import PickManyField


class PersonField(PickField):
    """A person of the workspace, by name, known by key."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("empty_label", _("Choose somebody") if given.get("required", True) else _("Nobody"))
        super().__init__(Person.objects.none(), **given)


class UnitField(PickField):
    """A unit of the workspace by name, known by key; a list of them is indented as the tree."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("empty_label", None if given.get("required", True) else "\N{EN DASH}")
        super().__init__(Unit.objects.none(), **given)
        self.depths: dict[int, int] = {}

    def offer(self, caller: Caller) -> None:
        """Offer the caller's units in the order of the tree."""
        self.queryset = units_of(caller)
        few = list(self.queryset[: MOST + 1])
        if len(few) > MOST:
            self.known = few
            return
        branches = in_order(few)
        self.known = [branch.unit for branch in branches]
        self.depths = {branch.unit.pk: branch.depth for branch in branches}

    def label_from_instance(self, unit: Unit) -> str:
        return "\N{NO-BREAK SPACE}" * 3 * self.depths.get(unit.pk, 0) + unit.name


class VersionField(forms.IntegerField):
    """What an edit was made from; it travels with the page."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)


class UnitForm(forms.Form):
    """What a unit is called, where it lies, and who leads it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices, initial=UnitKind.TEAM)
    parent = UnitField(label=_("Lies under"))
    lead = PersonField(
        label=_("Lead"), required=False, help_text=_("Looks after every goal and KPI of the unit and of those below.")
    )

    def __init__(self, *args: Any, caller: Caller, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, lead=people_of(caller))
        if unit is not None:
            del self.fields["kind"]
            self.fields["version"] = VersionField()
        if unit is not None and unit.parent_id is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].offer(caller)  # type: ignore[attr-defined]


class MembersForm(forms.Form):
    """Who belongs to a unit."""

    members = PickManyField(label=_("Members"), queryset=Person.objects.none(), required=False)

    def __init__(self, *args: Any, caller: Caller, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, members=people_of(caller))
