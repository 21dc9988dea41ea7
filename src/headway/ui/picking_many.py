"""Choosing several of a workspace's things: boxes while there are few, names or keys that are typed beyond that."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.ui import picking

MORE = 3
"""Empty inputs to add with; whoever adds more saves and comes back."""


class ManyPicker(forms.CheckboxSelectMultiple):
    """A box for each, or boxes for those that are chosen and inputs to add others."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = getattr(self.choices, "field", None)
        if not isinstance(field, PickManyField):  # choices that a form made by itself
            return super().render(name, value, attrs, renderer)
        rows = field.offered()
        chosen = [str(getattr(one, "key", one)) for one in value or ()]
        if len(rows) > picking.MOST:
            return self._typed(field, name, chosen, attrs or {})
        self.choices = [(row.key, field.label_from_instance(row)) for row in rows]
        return super().render(name, chosen, attrs, renderer)

    def _typed(self, field: "PickManyField", name: str, chosen: list[str], attrs: dict[str, Any]) -> SafeString:
        named = {row.key: field.label_from_instance(row) for row in field.rows.filter(key__in=chosen)}
        boxes = format_html_join(
            "\n", '<div><label><input type="checkbox" name="{}" value="{}" checked> {}</label></div>',
            ((name, key, f"{label} ({key})") for key, label in named.items()),
        )  # fmt: skip
        typed = [text for text in chosen if text not in named]
        inputs = format_html_join("\n", "{}", ((line,) for line in self._inputs(field, name, typed, attrs)))
        return format_html('<div class="choices">{}</div>\n{}', boxes, inputs)

    def _inputs(
        self, field: "PickManyField", name: str, typed: list[str], attrs: dict[str, Any]
    ) -> Iterable[SafeString]:
        first = str(attrs.get("id") or f"id_{name}")
        for nth, text in enumerate([*typed, *[""] * MORE]):
            given = {
                "id": f"{first}_{nth}", "class": "input", "type": "text", "name": name, "value": text,
                "autocomplete": "off", "data-pick": field.kind, "placeholder": _("Name or key"),
                "list": f"{first}_{nth}-list", "aria-label": _("One more, by name or key"),
            }  # fmt: skip
            yield format_html("<input{}><datalist{}></datalist>", flatatt(given), flatatt({"id": given["list"]}))


class PickManyField(picking.Picking, forms.ModelMultipleChoiceField):
    """Chooses several of ``queryset`` by their keys, or by names where each is one's alone."""

    widget = ManyPicker
    default_error_messages = picking.Picking.messages

    def __init__(self, queryset: Any, **given: Any) -> None:
        super().__init__(queryset, to_field_name="key", **given)

    def clean(self, value: Any) -> list[Any]:  # type: ignore[override]
        texts = list(dict.fromkeys(text for one in value or () if (text := " ".join(str(one).split()))))
        if not texts and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        by_key = {row.key: row for row in self.rows.filter(key__in=texts)}
        found = {row.pk: row for text in texts for row in [by_key.get(text) or self.one(text)]}
        self.run_validators(list(found.values()))
        return list(found.values())
