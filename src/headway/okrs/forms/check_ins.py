"""One check-in with all it may say."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.okrs.actions.amendments import NewAmendment
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker
from headway.okrs.forms.fields import PersonField, lines
from headway.okrs.models import CheckIn, KeyResult
from headway.people.caller import Caller
from headway.ui.forms import AmountField


class CheckInForm(forms.Form):
    """Value, confidence, note, a blocker. On a KPI there is no value to type."""

    confidence = forms.IntegerField(
        label=gettext_lazy("Confidence"), required=False, min_value=0, max_value=10,
        help_text=gettext_lazy("0 to 10: how likely will it arrive?"),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("What happened?"), required=False, widget=lines(2), max_length=5000)
    blocker = forms.CharField(label=gettext_lazy("What stands in the way?"), required=False, max_length=500)

    def __init__(self, caller: Caller, row: KeyResult, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["blocker_owner"] = PersonField(caller, label=_("Whose it is to remove"), required=False)
        if row.kind == KeyResult.Kind.DONE:
            choices = [("", _("Not said")), ("1", _("Done")), ("0", _("Not yet"))]
            self.fields["value"] = forms.ChoiceField(label=_("Is it done?"), choices=choices, required=False)
        elif row.metric_id is None:
            self.fields["value"] = AmountField(measure=row, label=_("Value now"), required=False)
        self.order_fields(["value", "confidence", "note"])

    def draft(self, corrects: CheckIn | None = None, amendment: NewAmendment | None = None) -> CheckInDraft:
        """What the form asks to be said."""
        data = self.cleaned_data
        value = data.get("value")
        blocker = data.get("blocker", "").strip()
        return CheckInDraft(
            self.row, None if value in {"", None} else int(value), data["confidence"], data["note"],
            (NewBlocker(blocker, data["blocker_owner"]),) if blocker else (), corrects=corrects, amendment=amendment,
        )  # fmt: skip
