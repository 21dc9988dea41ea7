"""One check-in with all it may say."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.okrs.actions.amendments import NewAmendment
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker
from headway.okrs.forms.fields import PersonField, lines
from headway.okrs.models import Assumption, CheckIn, KeyResult
from headway.people.caller import Caller
from headway.ui.forms import AmountField


class CheckInForm(forms.Form):
    """Value, confidence, note, a blocker. Where a KPI, steps or others give it, there is no value to type.

    A first word (``whole``) may also say what became of the assumptions and propose another target; a
    correction puts right only what was said of the key result itself.
    """

    all_optional = True
    """Any one of them is enough, so that no label needs to say that it may stay empty."""

    confidence = forms.IntegerField(
        label=gettext_lazy("Confidence"), required=False, min_value=0, max_value=10,
        help_text=gettext_lazy("0 to 10: how likely will it arrive?"),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("What happened?"), required=False, widget=lines(2), max_length=5000)
    blocker = forms.CharField(label=gettext_lazy("What stands in the way?"), required=False, max_length=500)

    def __init__(self, caller: Caller, row: KeyResult, *args: Any, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.assumed: dict[str, Assumption] = {}
        self.fields["blocker_owner"] = PersonField(caller, label=_("Whose it is to remove"), required=False)
        if row.kind == KeyResult.Kind.DONE:
            choices = [("", _("Not said")), ("1", _("Done")), ("0", _("Not yet"))]
            self.fields["value"] = forms.ChoiceField(label=_("Is it done?"), choices=choices, required=False)
        elif row.is_typed:
            self.fields["value"] = AmountField(measure=row, label=_("Value now"), required=False)
        self.order_fields(["value", "confidence", "note"])
        if whole:
            self._ask_of_assumptions()
            self._offer_amendment()

    def _ask_of_assumptions(self) -> None:
        for assumption in self.row.objective.assumptions.filter(archived_at=None).order_by("pk"):
            name = f"assumption_{assumption.key}"
            self.assumed[name] = assumption
            stays = _("As before: %(state)s") % {"state": assumption.get_state_display()}
            others = [choice for choice in Assumption.State.choices if choice[0] != assumption.state]
            label = _("Assumption: %(text)s") % {"text": assumption.text}
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", stays), *others], required=False)

    def _offer_amendment(self) -> None:
        if self.row.kind != KeyResult.Kind.MOVE:
            return
        self.fields["new_target"] = AmountField(
            measure=self.row, label=_("Propose another target"), required=False,
            help_text=_("It changes nothing until it is accepted; both targets stand at scoring."),
        )  # fmt: skip
        self.fields["new_target_reason"] = forms.CharField(
            label=_("Why another target"), required=False, max_length=2000
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new_target") is not None and not data.get("new_target_reason", "").strip():
            self.add_error("new_target_reason", _("Another target needs a reason that stands at scoring: fill it in."))
        return data

    def _amendment(self) -> NewAmendment | None:
        target = self.cleaned_data.get("new_target")
        return None if target is None else NewAmendment("target", target, self.cleaned_data["new_target_reason"])

    def draft(self, corrects: CheckIn | None = None) -> CheckInDraft:
        """What the form asks to be said."""
        data = self.cleaned_data
        value = data.get("value")
        blocker = data.get("blocker", "").strip()
        return CheckInDraft(
            self.row, None if value in {"", None} else int(value), data["confidence"], data["note"],
            (NewBlocker(blocker, data["blocker_owner"]),) if blocker else (), corrects=corrects,
            assumptions=tuple((row, data[name]) for name, row in self.assumed.items() if data.get(name)),
            amendment=self._amendment(),
        )  # fmt: skip
