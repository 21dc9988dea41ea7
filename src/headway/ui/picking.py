"""Choosing one of a workspace's things: from a list while it is short, by typing a name or a key beyond that.

A list of ten thousand persons is neither quick nor of any use. Typing needs no script; ``pick.js`` suggests.
"""

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 200
"""What a list offers at most."""
Values = Sequence[Any]
"""Of one thing that may be chosen: its primary key, its key and its name."""
KEY = re.compile(r"\b[A-Z]{1,4}-\d{1,9}\b")


class Named(str):
    """A key that knows how its object is written, so that nobody has to ask again."""

    label: str = ""


class Picker(forms.Select):
    """A list, or an input where the list would be longer than ``MOST``."""

    def use_required_attribute(self, initial: Any) -> bool:
        """Whether the browser may insist: a list without an empty line has always something chosen."""
        return getattr(getattr(self.choices, "field", None), "empty_label", None) is not None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = getattr(self.choices, "field", None)
        if not isinstance(field, PickField):  # a list that a form made by itself
            return super().render(name, value, attrs, renderer)
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        rows = field.offered()
        if len(rows) > MOST:
            return self._typed(field, value, given)
        return self._listed(field, rows, value, given)

    def _listed(self, field: "PickField", rows: list[Any], value: Any, given: dict[str, Any]) -> SafeString:
        offered = [(row.key, field.label_from_instance(row)) for row in rows]
        if value and value not in dict(offered):
            offered += [(value, label)] if (label := field.label_of(value)) else []
        if field.empty_label is not None:
            offered.insert(0, ("", str(field.empty_label)))
        chosen = mark_safe(" selected")
        lines = ((key, chosen if key == str(value or "") else "", label) for key, label in offered)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', lines)
        return format_html("<select{}>\n{}</select>", flatatt(given), options)

    def _typed(self, field: "PickField", value: Any, given: dict[str, Any]) -> SafeString:
        label = field.label_of(value) if value else ""
        shown = label if not label or str(value) in label else f"{label} ({value})"
        given |= {
            "type": "text", "value": shown or value or "", "autocomplete": "off", "data-pick": field.kind,
            "placeholder": _("Name or key"), "list": f"{given.get('id') or given['name']}-list",
        }  # fmt: skip
        return format_html("<input{}><datalist{}></datalist>", flatatt(given), flatatt({"id": given["list"]}))


class Shared(Protocol):
    """Reads what several fields offer at once."""

    def offered(self, field: "Picking") -> Sequence[Values]: ...


class Picking:
    """What fields that choose among a workspace's things have in common."""

    known: Sequence[Any] | None = None
    """The rows that are chosen from, where somebody has read them already."""
    crowd: Sequence[Values] = ()
    """The first of what is chosen from, where it is too much for a list: only counted, so no rows are made of it."""
    together: Shared | None = None
    """The choosers of the same form that are read with this one, see :mod:`headway.ui.together`."""
    messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": gettext_lazy("There is no “%(value)s” to choose here: pick one of those offered."),
        "many": gettext_lazy("Several are called “%(value)s”: add the key, for example “%(example)s”."),
    }

    @property
    def rows(self) -> QuerySet[Any]:
        """What is chosen from."""
        return cast("QuerySet[Any]", self.queryset)  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """The prefix of the keys that are chosen from."""
        return str(getattr(self.rows.model, "PREFIX", ""))

    @property
    def names(self) -> str:
        """The field by which objects of this kind are called."""
        return "name" if hasattr(self.rows.model, "name") else "title"

    def offered(self) -> list[Any]:
        """What may be chosen, up to one more than a list offers, with no more of each than it takes to write it."""
        if self.known is None and not self.crowd:
            found = self.together.offered(self) if self.together else list(self.told)
            if len(found) > MOST:
                self.crowd = found
            else:
                self.known = [self.rows.model.from_db(self.rows.db, ["id", "key", self.names], one) for one in found]
        return list(self.crowd if self.known is None else self.known[: MOST + 1])

    @property
    def told(self) -> "QuerySet[Any, Any]":
        """What is read of what may be chosen."""
        return self.rows.select_related(None).values_list("pk", "key", self.names)[: MOST + 1]

    @property
    def is_listed(self) -> bool:
        """Whether everything fits a list; its first line then says that nothing need be chosen."""
        return len(self.offered()) <= MOST

    def one(self, text: str) -> Any:
        """The one thing that a text means; a ``ValidationError`` says why it is none."""
        found = self._found(text)
        if len(found) == 1:
            return found[0]
        messages, said = self.error_messages, {"value": text[:80]}  # type: ignore[attr-defined]
        if found:
            example = f"{self.label_from_instance(found[0])} ({found[0].key})"  # type: ignore[attr-defined]
            raise ValidationError(messages["many"], code="many", params=said | {"example": example})
        raise ValidationError(messages["invalid_choice"], code="invalid_choice", params=said)

    def _found(self, text: str) -> list[Any]:
        """What the text may mean: by its key, by a key in it, by its whole name, by a part of one."""
        keys = KEY.findall(text)
        if len(keys) == 1 and (found := [row for row in self.known or () if row.key == keys[0]]):
            return found
        for ways in (
            {"key": text},
            {"key__in": keys},
            {f"{self.names}__iexact": text},
            {f"{self.names}__icontains": text},
        ):
            if "\x00" not in text and (found := list(self.rows.filter(**ways)[:2])):
                return found
        return []


def know(form: forms.Form, **known: Sequence[Any]) -> None:
    """What these fields of a form choose from, where somebody has read it already."""
    for name, rows in known.items():
        field: Any = form.fields[name]
        field.known = rows


class PickField(Picking, forms.ModelChoiceField):
    """Chooses one of ``queryset`` by its key, or by its name where that is one's alone."""

    widget = Picker
    default_error_messages = Picking.messages

    def __init__(self, queryset: QuerySet[Any], known: Sequence[Any] | None = None, **given: Any) -> None:
        """``known`` are the rows of ``queryset``, where somebody has read them already."""
        super().__init__(queryset, to_field_name="key", **given)
        self.known = known

    def prepare_value(self, value: Any) -> Any:
        if not hasattr(value, "_meta"):
            return super().prepare_value(value)
        named = Named(value.key)
        named.label = self.label_from_instance(value)
        return named

    def label_of(self, key: Any) -> str:
        """How the object under ``key`` is written; empty if it may not be chosen here."""
        if isinstance(key, Named):
            return key.label
        row = self.rows.filter(key=key).first()
        return self.label_from_instance(row) if row is not None else ""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or hasattr(value, "_meta"):
            return super().to_python(value)
        return self.one(" ".join(str(value).split()))
