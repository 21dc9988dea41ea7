"""The Loop page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.charts import LoopCounts, loop_drawing
from headway.loop.board import LoopPage, proposal_of, read_loop
from headway.loop.forms import AnswerForm
from headway.loop.pictures import decision_picture
from headway.loop.words import kept_sentences
from headway.people.access import can
from headway.people.caller import caller_of
from headway.ui.charting import loop_words


def show_loop(request: HttpRequest, workspace: str) -> HttpResponse:
    """What is on its way round, station by station, and the most pressing decision to answer."""
    caller = caller_of(request)
    page = read_loop(caller)
    decision = next((row for row in page.decisions if can(caller, "decision.answer", row)), None)
    context = {
        "page": page,
        "pictures": _pictures(page),
        "decision": decision,
        "form": AnswerForm(caller=caller, decision=decision) if decision else None,
        "proposal": proposal_of(decision) if decision else None,
        "picture": decision_picture(decision) if decision else "",
        "kept": kept_sentences(decision) if decision else [],
        "today": caller.today,
    }
    return render(request, "loop/loop.html", context)


def _pictures(page: LoopPage) -> list[object]:
    """The drawing for a desktop and for a phone."""
    counts = LoopCounts(
        len(page.breaches), len(page.decisions), page.proposed, len(page.graduations),
        len(page.watches),
    )  # fmt: skip
    label = _("A number that leaves its band leads to a decision, an objective, a graduation, and a watch.")
    label += " " + ngettext("One decision is due.", "%(n)s decisions are due.", counts.decisions) % {
        "n": counts.decisions
    }
    words = loop_words()
    return [loop_drawing(counts, label=label, words=words), loop_drawing(counts, label=label, words=words, small=True)]
