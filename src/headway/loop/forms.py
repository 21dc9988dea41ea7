"""Forms of the loop: an answer, a draft to review, a new standard."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Metric
from headway.kpis.qualification import QUESTIONS
from headway.loop.actions.answering import Answer, Fix, Leave, Watch
from headway.loop.actions.deciding import SIDES, Limits, Naming
from headway.loop.actions.drafting import Draft
from headway.loop.models import Decision, Graduation, Trigger
from headway.loop.suggesting import Companions
from headway.okrs.models import Cycle, CycleState
from headway.people.caller import Caller
from headway.people.models import Person, Unit
from headway.ui.forms import AmountField, offer
from headway.ui.measure import Measure
from headway.ui.picking import PickField
from headway.ui.picking_many import PickManyField
from headway.ui.together import read_together

GUARDED = {"up": ("lower",), "down": ("upper",), "within": ("lower", "upper")}
"""The sides of a band that a direction of good asks for."""

NEEDED = {"watch": ("watch_until",), "fix": ("fix_what", "fix_owner", "fix_due")}
"""What a choice cannot do without."""


def day_field(label: Any, **given: Any) -> forms.DateField:
    """A day, as the browser's own date field."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given)


def people_of(caller: Caller) -> Any:
    """Everybody who is here."""
    return Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("name")


class AnswerForm(forms.Form):
    """Watch, fix now, or open an objective; a plateau may be left."""

    choice = forms.ChoiceField(label=_("What we do"), widget=forms.RadioSelect)
    watch_until = day_field(_("Watch until"), required=False)
    fix_what = forms.CharField(label=_("What is done"), required=False, max_length=500)
    fix_owner = PickField(queryset=Person.objects.none(), label=_("Who does it"), required=False)
    fix_due = day_field(_("Done by"), required=False)
    why = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
        error_messages={"required": _("A decision is kept with its reason: write why, in a sentence.")},
    )

    def __init__(self, *args: Any, caller: Caller, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("watch", _("Watch")), ("fix", _("Fix now")), ("objective", _("Open an objective"))]
        if decision.trigger == Trigger.PLATEAU:
            choices.append(("leave", _("Leave it")))
        offer(self, choice=choices, fix_owner=people_of(caller))
        proposed: dict[str, Any] = {
            "choice": "objective" if _worth_an_objective(decision) else "watch",
            "watch_until": caller.today + timedelta(days=14),
            "fix_what": decision.response,
            "fix_owner": decision.asked.key,
            "fix_due": caller.today + timedelta(days=7),
        }
        self.initial = proposed | dict(self.initial)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name in NEEDED.get(given.get("choice", ""), ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, forms.ValidationError(_("This choice needs it: fill it in."), code="required"))
        return given

    def answer(self) -> Answer:
        """What was chosen, but for an objective, which is reviewed first."""
        given = self.cleaned_data
        if given["choice"] == "watch":
            return Watch(given["watch_until"])
        if given["choice"] == "fix":
            return Fix(given["fix_what"], given["fix_owner"], given["fix_due"])
        return Leave()


def _worth_an_objective(decision: Decision) -> bool:
    """A gap that usually closes by itself is watched; a level that is not good enough takes an objective."""
    shown = decision.evidence
    if decision.trigger == Trigger.PLATEAU:
        return True
    return bool(decision.metric and not shown.get("closes_itself") and (shown.get("usual") or {}).get("enough"))


class DraftForm(forms.Form):
    """An objective on a KPI, filled in, to be reviewed before it is made."""

    title = forms.CharField(
        label=_("Objective"), max_length=200, widget=forms.TextInput(attrs={"data-coach": "objective"})
    )
    why = forms.CharField(
        label=_("Why it matters"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    assumptions = forms.CharField(
        label=_("It rests on"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One assumption a line: what must be true for this to work."),
    )
    owner = PickField(queryset=Person.objects.none(), label=_("Owner"))
    unit = PickField(queryset=Unit.objects.none(), label=_("Unit"))
    cycle = PickField(queryset=Cycle.objects.none(), label=_("Cycle"))
    start = day_field(_("Starts"))
    due = day_field(_("Due"))
    guardrails = PickManyField(
        queryset=Metric.objects.none(), label=_("Must not get worse meanwhile"), required=False,
    )  # fmt: skip
    supporting = PickManyField(
        queryset=Metric.objects.none(), label=_("Shows early whether the work works"), required=False,
    )  # fmt: skip
    because = forms.CharField(
        label=_("Why an objective, and not a fix"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )

    def __init__(
        self, *args: Any, caller: Caller, draft: Draft, metric: Metric, beside: Companions, because: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("baseline", "target"):
            label = _("From, what it usually shows") if name == "baseline" else _("To")
            self.fields[name] = AmountField(measure=metric, label=label)
        self._offer(caller, beside)
        self.initial = vars(draft) | {"because": because, "assumptions": "", "guardrails": [], "supporting": []}

    def _offer(self, caller: Caller, beside: Companions) -> None:
        open_cycles = Cycle.objects.filter(workspace=caller.workspace).exclude(state=CycleState.CLOSED)
        offered = {
            "owner": people_of(caller),
            "unit": Unit.objects.filter(workspace=caller.workspace, archived_at=None).order_by("kind", "name"),
            "cycle": open_cycles.order_by("start", "end"),
            "guardrails": Metric.objects.filter(pk__in=[row.pk for row in beside.guardrails]).order_by("name"),
            "supporting": Metric.objects.filter(pk__in=[row.pk for row in beside.supporting]).order_by("name"),
        }
        offer(self, **offered)
        read_together(self, *offered)

    def draft(self) -> Draft:
        """The draft as it was reviewed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "because"}
        given["assumptions"] = tuple(line.strip() for line in given["assumptions"].splitlines() if line.strip())
        given["guardrails"], given["supporting"] = tuple(given["guardrails"]), tuple(given["supporting"])
        return Draft(**given)


class StandardForm(forms.Form):
    """The new standard: the limits, and for a number that was counted by hand, what makes it a KPI."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=5000
    )

    def __init__(self, *args: Any, graduation: Graduation, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "lower": _("Floor"), "upper": _("Limit"),
            "amber_lower": _("Amber down to"), "amber_upper": _("Amber up to"),
        }  # fmt: skip
        direction = (graduation.metric or graduation.key_result).direction
        for side in SIDES:
            if getattr(graduation, side) is not None or side.removeprefix("amber_") in GUARDED[direction]:
                self.fields[side] = AmountField(measure=measure, label=labels[side], required=False)
                self.initial[side] = getattr(graduation, side)
        self.by_hand = graduation.metric is None
        if self.by_hand:
            self._ask_naming(graduation)
        self.order_fields([*SIDES, "name", "definition", "reason"])

    def _ask_naming(self, graduation: Graduation) -> None:
        self.fields["name"] = forms.CharField(label=_("Name of the KPI"), max_length=120)
        self.initial["name"] = graduation.key_result.title[:120]
        self.fields["definition"] = forms.CharField(
            label=_("Definition"), widget=forms.Textarea(attrs={"rows": 2}), required=False,
            help_text=_("In plain words, from which somebody new could compute it."),
        )  # fmt: skip
        for question in QUESTIONS:
            if question.needed:
                self.fields[f"q-{question.slug}"] = forms.CharField(
                    label=str(question.text), help_text=str(question.hint), required=False
                )

    def limits(self) -> Limits:
        """The limits as they were typed."""
        return Limits(**{side: self.cleaned_data.get(side) for side in SIDES})

    def naming(self) -> Naming | None:
        """What makes a KPI of a number that was counted by hand."""
        if not self.by_hand:
            return None
        given = self.cleaned_data
        answers = {name[2:]: value for name, value in given.items() if name.startswith("q-")}
        return Naming(given["name"], given["definition"], answers)


class ProposalForm(forms.Form):
    """Proposing a graduation: of which KPIs, and why already."""

    metrics = PickManyField(
        queryset=Metric.objects.none(), label=_("Which KPIs take the new standard"), required=False,
    )  # fmt: skip
    early_reason = forms.CharField(
        label=_("Why before it held"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=5000
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, metrics=offered)
