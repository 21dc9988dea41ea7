"""What each part of an objective counts for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from headway.okrs.forms.fields import lines as room
from headway.okrs.queries.workings import Counted
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

PERCENT = Plain(2, "percent")


class SharesForm(forms.Form):
    """One percentage a part; an empty one takes an even part of the rest."""

    all_optional = True

    def __init__(self, lines: Sequence[Counted], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [line.key for line in lines]
        for line in lines:
            now = {"now": f"{line.share / 100:g}"}
            self.fields[line.key] = AmountField(
                measure=PERCENT, label=f"{line.title} ({line.key})", required=False,
                initial=line.share if line.has_share_fixed else None,
                help_text=_("It counts %(now)s %% now. Empty: an even part of the rest.") % now,
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("Why"), required=False, widget=room(2), max_length=2000,
            help_text=_("Needed once the cycle runs: it is kept as an amendment."),
        )  # fmt: skip

    def shares(self) -> dict[str, int | None]:
        """The shares by key, in ten-thousandths."""
        return {key: self.cleaned_data[key] for key in self.keys}
