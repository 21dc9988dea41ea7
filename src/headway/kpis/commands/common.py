"""What several commands of ``headway kpi`` share: the answers that make a KPI, and how a metric is shown."""

from headway.kpis.models import Metric
from headway.kpis.payloads import metrics as payloads
from headway.kpis.qualification import QUESTIONS
from headway.people.caller import Caller
from headway.people.doors.cli import say

SLUGS = ", ".join(question.slug for question in QUESTIONS)


def answers_in(pairs: tuple[str, ...]) -> dict[str, str]:
    """``SLUG=TEXT`` as given on the command line, by slug."""
    return {slug.strip(): text for slug, _, text in (pair.partition("=") for pair in pairs)}


def show_metric(caller: Caller, metric: Metric, as_json: bool, said: str) -> None:
    """Print a metric as JSON, or ``said`` of it."""
    say(payloads.metric_out(metric, caller.now), as_json, [said])
