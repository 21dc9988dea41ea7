"""What each KPI is in one cycle."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from headway.coaching.actions.mapping import Answer, map_kpis
from headway.coaching.mapping import Mapped, mapped
from headway.coaching.views.common import act, page
from headway.kpis.models import Metric
from headway.okrs.access import cycle_for
from headway.people.access import can
from headway.people.caller import caller_of

ROWS = 60
ROLES = {
    "key_result": gettext_lazy("Key result"), "supporting": gettext_lazy("Supporting"),
    "guardrail": gettext_lazy("Guardrail"), "monitor": gettext_lazy("Watch"), "": "",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def cycle_kpis(request: HttpRequest, workspace: str, cycle: str) -> HttpResponse:
    """Each KPI in the cycle, with two questions; what is answered says what to make of it."""
    caller = caller_of(request)
    shown = cycle_for(caller, cycle)
    rows = mapped(caller, shown)
    mine = [row for row in rows if can(caller, "kpi.change", row.kpi)]
    if request.method == "POST":
        to = reverse("coaching:cycle-kpis", args=[workspace, cycle]) + _same_page(request)
        answers, half = _answers(request.POST, mine)
        said = _("Kept, but for %(names)s: answer both questions.") % {"names": ", ".join(half[:3])}
        return act(request, to, said if half else _("Kept."), lambda: map_kpis(caller, shown, answers))
    keys = {row.kpi.key for row in mine}
    rows.sort(key=lambda row: (row.answer is not None, row.kpi.key not in keys))
    some = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    prefetch_related_objects([row.kpi for row in some], "unit")
    lines = [(row, ROLES[row.role], row.kpi.key in keys and shown.state != "closed") for row in some]
    answered = sum(row.answer is not None for row in rows)
    return page(
        request, "coaching/mapping.html", at="", cycle=shown, lines=lines, some=some,
        answered=answered, total=len(rows), may_answer=bool(keys) and shown.state != "closed",
    )  # fmt: skip


def _same_page(request: HttpRequest) -> str:
    number = request.GET.get("page", "")
    return f"?page={number}" if number.isdecimal() else ""


def _answers(sent: QueryDict, rows: list[Mapped]) -> tuple[dict[Metric, Answer], list[str]]:
    """What was answered of each KPI, and the names of those of which only one question was.

    What is only watched needs no second answer: final or not, it is the same.
    """
    found, half = {}, []
    for row in rows:
        movable, final = (sent.get(f"{row.kpi.key}-{name}") for name in ("movable", "final"))
        if movable == "no" or (movable == "yes" and final in {"yes", "no"}):
            found[row.kpi] = Answer(movable == "yes", final != "no")
        elif movable == "yes" or final in {"yes", "no"}:
            half.append(row.kpi.name)
    return found, half
