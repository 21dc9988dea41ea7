"""The form of a formula."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.kpis.forms.base import SentenceForm
from headway.kpis.rules.formulas.parse import LONGEST


class FormulaForm(SentenceForm):
    """A formula by keys, and why it changes where one has led to values already."""

    formula = forms.CharField(
        label=_("Formula"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("Keys, numbers, + − * / and parentheses: K-3 / K-4 * 100. Empty, it takes readings by hand."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why it changes"), max_length=500)

    def __init__(self, *args: Any, asks_why: bool, explained: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formula"].widget.attrs |= {
            "hx-get": explained, "hx-trigger": "input changed delay:400ms", "hx-target": "#explained",
        }  # fmt: skip
        if not asks_why:
            del self.fields["reason"]
