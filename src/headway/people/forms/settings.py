"""Forms of the settings: the workspace, oneself, tokens."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from headway.people.forms.fields import currency_field, zone_field
from headway.people.models import Workspace
from headway.people.options import options_of, preset_of
from headway.ui.forms import AmountField
from headway.ui.measure import Plain

SHARE = Plain(0, "percent")
THEMES = [
    ("", _("As the system")),
    ("light", pgettext_lazy("colours", "Light")),
    ("dark", pgettext_lazy("colours", "Dark")),
]
TOKEN_DAYS = [
    (30, _("after 30 days")),
    (90, _("after 90 days")),
    (365, _("after a year")),
    (0, _("never, until you revoke it")),
]
GAPS, CHANCES = ("at_risk_gap", "off_track_gap"), ("at_risk_chance", "off_track_chance")
SCALE = 10_000
"""Thresholds are kept in parts per million and asked for in whole percent."""


def whole(label: Any, help_text: Any, least: int, most: int) -> forms.IntegerField:
    """A whole number within limits."""
    number = forms.NumberInput(attrs={"class": "input num", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most, widget=number)


class WorkspaceForm(forms.Form):
    """How the workspace is called, and its calendar."""

    name = forms.CharField(label=_("Name"), max_length=120)
    mission = forms.CharField(
        label=_("Mission"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the organisation is there for. It heads the strategy map."),
    )  # fmt: skip
    timezone = zone_field(help_text=_("Days begin and end on this clock. KPIs keep the zone they were made in."))
    currency = currency_field()
    week_start = forms.TypedChoiceField(label=_("Weeks start on"), choices=list(WEEKDAYS.items()), coerce=int)
    fiscal_start = forms.TypedChoiceField(label=_("The year starts in"), choices=list(MONTHS.items()), coerce=int)


class OptionsForm(forms.Form):
    """What the workspace chose where the literature disagrees, each with its meaning."""

    at_risk_gap = AmountField(
        measure=SHARE, label=_("At risk from"),
        help_text=_("A goal is at risk when it lags this far behind its pace, in percent of the whole way."),
    )  # fmt: skip
    off_track_gap = AmountField(
        measure=SHARE, label=_("Off track from"), help_text=_("The same, for off track. It lies beyond at risk.")
    )
    at_risk_chance = AmountField(
        measure=SHARE, label=_("At risk under a chance of"),
        help_text=_("Where a forecast tells the chance of arriving, it decides. A less likely goal is at risk."),
    )  # fmt: skip
    off_track_chance = AmountField(
        measure=SHARE, label=_("Off track under a chance of"), help_text=_("The same, for off track. It is lower.")
    )
    red_answer_hours = whole(
        _("Hours to answer a red KPI"), _("Then the decision goes to the lead above. Clock hours."), 1, 24 * 90
    )
    amber_answer_hours = whole(_("Hours to answer an amber KPI"), _("The same, for amber."), 1, 24 * 90)
    goal_answer_hours = whole(
        _("Hours to answer a goal"), _("The same, when a key result turns at risk or off track."), 1, 24 * 90
    )
    hold_readings = whole(
        _("Readings that show it is held"),
        _("So many closed readings in a row at the target, and a key result counts as held, not as lucky."), 1, 60,
    )  # fmt: skip
    watch_readings = whole(
        _("Readings to watch a new standard"),
        _("After a key result became a KPI's new standard, so many readings decide whether it held."), 1, 120,
    )  # fmt: skip
    grading = forms.ChoiceField(
        label=_("Goals are graded"),
        choices=[("score", _("with a score from 0.0 to 1.0")), ("rag", _("red, amber or green"))],
        help_text=_("At the end of a cycle, by their owners."),
    )
    show_weights = forms.BooleanField(
        label=_("Show weights: key results may count for more or less than an even share."), required=False
    )
    plan_approval = forms.BooleanField(
        label=_("Plans need agreement: a unit submits its goals, and a lead above accepts or returns them."),
        required=False,
    )  # fmt: skip
    show_tiers = forms.BooleanField(label=_("Show themes: strategic bets above the goals of cycles."), required=False)
    individual_goals = forms.BooleanField(
        label=_("Allow individual objectives: goals of one person beside those of units."), required=False
    )
    freeze_targets = forms.BooleanField(
        label=_("Freeze targets once a cycle runs: baselines and targets then change by accepted amendments only."),
        required=False,
    )
    undo_minutes = whole(
        _("Minutes to undo"), _("So long can one take back what one did, if nothing came after it."), 0, 24 * 60
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        kwargs.setdefault("initial", shown_options(workspace))
        super().__init__(*args, **kwargs)
        self.workspace = workspace

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name in GAPS:
            if given.get(name) is not None and not 1 <= given[name] <= 99:
                self.add_error(name, _("A gap lies between 1 and 99 % of the whole way: choose one in between."))
        at_risk, off_track = given.get("at_risk_gap"), given.get("off_track_gap")
        if at_risk is not None and off_track is not None and at_risk >= off_track:
            self.add_error("off_track_gap", _("Off track is worse than at risk: choose a larger gap."))
        self._clean_chances(given)
        return given

    def _clean_chances(self, given: dict[str, Any]) -> None:
        for name in CHANCES:
            if given.get(name) is not None and not 1 <= given[name] <= 99:
                self.add_error(name, _("A chance lies between 1 and 99 %: choose one in between."))
        at_risk, off_track = (given.get(name) for name in CHANCES)
        if at_risk is not None and off_track is not None and off_track >= at_risk:
            self.add_error("off_track_chance", _("Off track is worse than at risk: choose a smaller chance."))

    def chosen(self) -> dict[str, Any]:
        """The options that differ from the preset's, in the units they are kept in; those not asked for here stay."""
        given = {name: self.cleaned_data[name] for name in self.fields}
        for name in (*GAPS, *CHANCES):
            given[name] *= SCALE
        preset = preset_of(self.workspace)
        defaults = options_of(Workspace(preset=preset.slug))
        kept = {name: value for name, value in self.workspace.options.items() if name not in self.fields}
        return kept | {name: value for name, value in given.items() if value != getattr(defaults, name)}


def shown_options(workspace: Workspace) -> dict[str, Any]:
    """The options in force, in the units they are asked for in."""
    now = vars(options_of(workspace)).copy()
    for name in (*GAPS, *CHANCES):
        now[name] //= SCALE
    return now


class MineForm(forms.Form):
    """How I am called, and how Headway looks for me."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("As the browser")), *settings.LANGUAGES]
    )
    theme = forms.ChoiceField(
        label=_("Colours"), required=False,
        choices=THEMES,
    )  # fmt: skip


class TokenForm(forms.Form):
    """What a token is for, and what it may do."""

    name = forms.CharField(label=_("What will use it?"), max_length=80, help_text=_("So that you know it again."))
    scope = forms.ChoiceField(
        label=_("It may"), choices=[("read", _("read")), ("write", _("read and write"))], initial="read",
        widget=forms.RadioSelect,
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("It ends"), coerce=int, initial=90,
        choices=TOKEN_DAYS,
    )  # fmt: skip


class RemovalForm(forms.Form):
    """The short name, typed to be sure."""

    slug = forms.CharField(label=_("The workspace's short name"), max_length=40)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workspace = workspace
        self.fields["slug"].help_text = _("Type “%(slug)s” to be sure.") % {"slug": workspace.slug}

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip()
        if slug != self.workspace.slug:
            message = _("“%(typed)s” is not this workspace. Type “%(slug)s”, or leave it as it is.")
            raise forms.ValidationError(message % {"typed": slug, "slug": self.workspace.slug})
        return slug
