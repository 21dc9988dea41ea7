"""The sentences of Today: what a decision asks, what happened to a number, and what that means."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.kpis.models import Metric, StateChange
from headway.loop.models import Decision, Trigger

ASKS = {
    Trigger.BREACH: gettext_lazy("%(about)s left its band: decide"),
    Trigger.GUARDRAIL: gettext_lazy("%(about)s guards an objective and left its band: decide"),
    Trigger.LEADING: gettext_lazy("%(about)s does not follow the KPI that leads it: decide"),
    Trigger.REGRESSION: gettext_lazy("%(about)s fell back behind its new standard: decide"),
    Trigger.PLATEAU: gettext_lazy("%(about)s is healthy and flat: raise it or leave it"),
    Trigger.OFF_TRACK: gettext_lazy("%(about)s turned off track: decide"),
    Trigger.AT_RISK: gettext_lazy("%(about)s is at risk: decide"),
}
OF_KEY_RESULTS = {Trigger.LEADING, Trigger.OFF_TRACK, Trigger.AT_RISK}
GOT_WORSE = gettext_lazy("%(about)s guards an objective and got worse: decide")
"""A guardrail that moves the wrong way inside its band."""
OF_A_SIGNAL = {
    "point_outside": gettext_lazy("It lies outside its usual range: a signal, not noise."),
    "run_of_eight": gettext_lazy("Eight readings in a row lie on one side of its mean: a signal, not noise."),
    "three_of_four": gettext_lazy("Three of the last four readings are nearer to a limit than to the mean: a signal."),
}
A_LARGE_STEP = gettext_lazy("The step is larger than this number usually takes: a signal, not noise.")


def asks(decision: Decision) -> str:
    """What a decision asks, with the name of what it is about."""
    trigger, metric = Trigger(decision.trigger), decision.metric
    worse = trigger == Trigger.GUARDRAIL and metric is not None and metric.state == "green"
    about = decision.key_result if trigger in OF_KEY_RESULTS else metric
    return str(GOT_WORSE if worse else ASKS[trigger]) % {"about": about}


def happened(metric: Metric, turned: StateChange | None) -> str:
    """What happened to a number: its state turned, or it moved by more than noise."""
    name = {"name": metric.name}
    if turned is None:
        return (_("%(name)s moved up") if metric.signal_direction == "up" else _("%(name)s moved down")) % name
    if turned.new == "green":
        return _("%(name)s is healthy again") % name
    if turned.reason == "above":
        return _("%(name)s rose above its band") % name
    return (_("%(name)s sank below its band") if turned.reason == "below" else _("%(name)s changed its state")) % name


def meaning(metric: Metric, turned: StateChange | None) -> str:
    """Whether it was a change or noise; empty where there is nothing to say."""
    if metric.signal_period and metric.signal_period == metric.judged_period:
        return str(OF_A_SIGNAL.get(metric.signal_rule, A_LARGE_STEP))
    if turned is None or turned.new == "green":
        return ""
    if metric.usual_lower is None:
        return _("There are too few readings to tell a change from noise.")
    return _(
        "It is inside its usual range: the number did not change, its band was left by noise. "
        "Such gaps usually close by themselves if the mean is inside."
    )
