"""Small forms about what key results are made of."""

from django import forms
from django.utils.translation import gettext_lazy

from headway.okrs.forms.fields import day_field


class StepForm(forms.Form):
    """A step of a milestone."""

    title = forms.CharField(label=gettext_lazy("What is there then?"), max_length=200)
    due = day_field(label=gettext_lazy("By"))
    weight = forms.IntegerField(
        label=gettext_lazy("Weighs"), initial=1, min_value=1, max_value=1000,
        help_text=gettext_lazy("Beside the other steps."),
        widget=forms.NumberInput(attrs={"class": "input num", "inputmode": "numeric"}),
    )  # fmt: skip


class TurnForm(forms.Form):
    """Where a baseline that was found shall move to."""

    target = forms.CharField(
        label=gettext_lazy("Target"), required=False, max_length=60,
        help_text=gettext_lazy("A value, or words: −25 %, double, +10. Empty: the one it was made with."),
    )  # fmt: skip


class MirrorForm(forms.Form):
    """A key result of another objective, by its key."""

    key_result = forms.CharField(
        label=gettext_lazy("Key result"), max_length=32, help_text=gettext_lazy("Its key, such as KR-14.")
    )
