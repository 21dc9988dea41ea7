"""Form pieces: how a field's control is drawn, the renderer, and the field for scaled numbers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from headway.ui.format import plain, unit_text
from headway.ui.measure import Measure
from headway.ui.parse import AmountError, parse_measure

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Renderer(DjangoTemplates):
    """FORM_RENDERER: {{ form }} and {{ field.as_field_group }} use Headway's templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class AmountField(forms.CharField):
    """A number typed in the reader's locale; cleans to the scaled integer of `measure`."""

    def __init__(self, *, measure: Measure, **kwargs: Any) -> None:
        self.measure = measure
        kwargs.setdefault("empty_value", None)
        kwargs.setdefault("max_length", 80)
        super().__init__(**kwargs)

    @property
    def unit(self) -> str:
        return unit_text(self.measure)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "input num", "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return plain(value, self.measure.scale) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if text is None:
            return None
        try:
            return parse_measure(text, self.measure)
        except AmountError as error:
            raise ValidationError(str(error), code="amount") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def offer(form: forms.Form, **choices: QuerySet[Any] | Sequence[tuple[Any, Any]]) -> None:
    """What these fields of a form may be chosen from: rows, or values with their labels."""
    for name, found in choices.items():
        setattr(form.fields[name], "queryset" if isinstance(found, QuerySet) else "choices", found)


def control(field: BoundField) -> SafeString:
    """The widget of a bound field with the class `input` where it takes typing or a choice."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    plain_box = isinstance(widget, (*CHOICES, forms.CheckboxInput))
    css = own or ("choices" if isinstance(widget, CHOICES) else "" if plain_box else "input")
    return field.as_widget(attrs={"class": css} if css else {})
