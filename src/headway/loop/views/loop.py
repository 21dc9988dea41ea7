"""The Loop page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.charts import LoopCounts, loop_drawing
from headway.loop.board import LoopPage, proposal_of, read_loop, to_answer
from headway.loop.forms import AnswerForm
from headway.loop.pictures import decision_picture
from headway.loop.stations import NAMES, Asked
from headway.loop.words import kept_sentences
from headway.people.caller import caller_of
from headway.ui.charting import loop_words


def show_loop(request: HttpRequest, workspace: str) -> HttpResponse:
    """What is on its way round, station by station, and the most pressing decision to answer."""
    caller = caller_of(request)
    alone = request.GET.get("of", "")
    page = read_loop(caller, Asked(alone if alone in NAMES else "", request.GET.get("page", "1")))
    decision = to_answer(caller, page)
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
    counts = LoopCounts(*(station.count for station in page.stations))
    label = _("A number that leaves its band leads to a decision, an objective, a graduation, and a watch.")
    label += " " + ngettext("One decision is due.", "%(n)s decisions are due.", counts.decisions) % {
        "n": counts.decisions
    }
    words = loop_words()
    return [loop_drawing(counts, label=label, words=words), loop_drawing(counts, label=label, words=words, small=True)]
