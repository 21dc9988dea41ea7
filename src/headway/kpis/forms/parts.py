"""The form that says whose part a metric is."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import SentenceForm
from headway.kpis.models import Metric, Part
from headway.ui.forms import offer
from headway.ui.picking import PickField


class ParentForm(SentenceForm):
    """A whole and what this is of it."""

    parent = PickField(
        Metric.objects.none(), label=_("Part of"), required=False,
        empty_label=_("nothing: it is whole"),
    )  # fmt: skip
    part = forms.ChoiceField(label=_("As"), choices=Part.choices, widget=forms.RadioSelect, initial=Part.SLICE)

    def __init__(self, parents: QuerySet[Metric], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, parent=parents)
