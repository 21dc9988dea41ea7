"""Fields that offer a workspace's things by their keys."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet

from headway.people.caller import Caller
from headway.people.models import Person, Unit
from headway.ui.picking import PickField


class KeyField(PickField):
    """Chooses one of ``queryset`` by its key; ``said`` is how each is written."""

    def __init__(self, queryset: QuerySet[Any], *, said: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.said = said
        kwargs.setdefault("empty_label", "–" if not kwargs.get("required", True) else None)
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.said(obj)


class PersonField(KeyField):
    """Chooses a person; oneself is known without asking the database."""

    def __init__(self, caller: Caller, **kwargs: Any) -> None:
        self.me = caller.person
        people = Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("name")
        super().__init__(people, said=lambda person: person.name, **kwargs)

    def to_python(self, value: Any) -> Any:
        if self.me is not None and value == self.me.key:
            return self.me
        return super().to_python(value)


def units_of(caller: Caller) -> QuerySet[Unit]:
    """The units that a goal may belong to."""
    return Unit.objects.filter(workspace=caller.workspace, archived_at=None).order_by("kind", "name")


def day_field(**kwargs: Any) -> forms.DateField:
    """A date, picked or typed."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def lines(rows: int = 3) -> forms.Textarea:
    """Room for sentences."""
    return forms.Textarea(attrs={"rows": rows})
