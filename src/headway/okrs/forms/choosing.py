"""Choosing the unit that a page is about: from a list while it is short, by typing a name or a key beyond that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from headway.people.models import Unit
from headway.ui import picking
from headway.ui.picking import PickField


class UnitForm(forms.Form):
    """One field that says which unit, as the address of a page has it."""

    def __init__(self, field: PickField, value: Unit | str | None) -> None:
        super().__init__(initial={"unit": value}, auto_id="chosen-%s")
        self.fields["unit"] = field


@dataclass(frozen=True)
class Choice:
    """The unit that was asked for, the form that asks for another, and why what was asked for is none."""

    unit: Unit | None
    form: UnitForm
    problem: str = ""


def choose_unit(
    units: QuerySet[Unit],
    asked: str,
    known: Sequence[Unit] | None = None,
    otherwise: Unit | None = None,
    **field: Any,
) -> Choice:
    """Which of ``units`` is ``asked`` for, by its key or its name; ``known`` are their rows, if somebody read them."""
    if known is None and asked:
        known = _at_hand(units, asked)
    chooser = PickField(units, known, label=_("Unit"), required=False, **field)
    try:
        unit = chooser.clean(asked) or otherwise
    except ValidationError as error:
        return Choice(otherwise, UnitForm(chooser, asked), " ".join(error.messages))
    return Choice(unit, UnitForm(chooser, unit))


def _at_hand(units: QuerySet[Unit], asked: str) -> list[Unit]:
    """The units that a list offers, with the one that is asked for by its key: one statement."""
    listed = Q(pk__in=units.values("pk")[: picking.MOST + 1])
    return list(units.filter(listed | Q(key__in=picking.KEY.findall(asked))))
