"""Forms for what is healthy and what is aimed at."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from headway.kpis.actions.bands import NewBand
from headway.kpis.forms.base import SentenceForm
from headway.kpis.models import Metric, TargetPoint
from headway.ui.format import plain
from headway.ui.forms import AmountField
from headway.ui.parse import AmountError, parse_measure


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000)


class BandForm(SentenceForm):
    """A band with its margins, its dates, and what each side means and calls for."""

    valid_from = forms.DateField(
        label=_("In force from"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Readings before it keep the verdict they had."),
    )  # fmt: skip
    healthy_means = _words(_("What healthy means"))
    low_means = _words(_("What it means below the floor"))
    low_response = _words(_("What we do below the floor"))
    high_means = _words(_("What it means above the limit"))
    high_response = _words(_("What we do above the limit"))
    leave_count = forms.IntegerField(label=_("It leaves its band when"), min_value=1, max_value=12, initial=1)
    leave_of = forms.IntegerField(label=_("of the last readings"), min_value=1, max_value=12, initial=1)
    return_count = forms.IntegerField(label=_("Inside in a row to return"), min_value=1, max_value=12, initial=2)
    reason = forms.CharField(label=_("Why it changes"), required=False, max_length=500)

    def __init__(self, metric: Metric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = {
            "lower": (_("Floor"), _("Healthy from here up.")),
            "amber_lower": (_("Amber down to"), _("Red below it.")),
            "upper": (_("Limit"), _("Healthy up to here.")),
            "amber_upper": (_("Amber up to"), _("Red above it.")),
        }
        for name, (label, hint) in sides.items():
            self.fields[name] = AmountField(measure=metric, label=label, help_text=hint, required=False)
        if metric.grain == "hour":
            self.fields["valid_from"].help_text = _(
                "It begins with the first hour of that day. Readings before it keep the verdict they had."
            )

    def new_band(self) -> NewBand:
        values = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return NewBand(**values)


class TargetsForm(SentenceForm):
    """A schedule of targets, one a line."""

    points = forms.CharField(
        label=_("Targets, one a line: date and value"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": "2026-12-31 20"}),
        help_text=_("What you aim at, and by when. Not the floor. Empty removes the schedule."),
    )  # fmt: skip

    def __init__(self, metric: Metric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metric = metric
        if metric.grain == "hour":
            self.fields["points"].help_text = _(
                "What you aim at, and by which day: each of its hours is held against it. Not the floor. "
                "Empty removes the schedule."
            )

    def clean_points(self) -> list[tuple[date, int]]:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        return [self._point(number, line) for number, line in enumerate(lines, start=1)]

    def _point(self, number: int, line: str) -> tuple[date, int]:
        day, _gap, value = line.replace("\t", " ").replace(";", " ").partition(" ")
        try:
            return date.fromisoformat(day.rstrip(",:")), parse_measure(value, self.metric)
        except AmountError as error:
            raise ValidationError(f"{_now('Line')} {number}: {error}") from error
        except ValueError as error:
            sentence = _now("Line %(n)s: “%(day)s” is no date. Write it as 2026-12-31.")
            raise ValidationError(sentence % {"n": number, "day": day[:20]}) from error


def targets_text(metric: Metric, points: Iterable[TargetPoint]) -> str:
    """The schedule as it is typed."""
    return "\n".join(f"{point.period} {plain(point.value, metric.scale)}" for point in points)
