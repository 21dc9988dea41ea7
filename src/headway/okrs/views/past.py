"""The pages of goals as of a date."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from headway.okrs.past import Moment, PastGoal, moment_of, objective_as_of, unit_as_of
from headway.okrs.views.common import page
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused
from headway.ui.sheets import csv_answer, percentage


def past(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """The company as of a date, from where the tree is opened level by level."""
    return past_unit(request, workspace, "")


def past_unit(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """A unit as of a date, with the units and objectives in it."""
    caller = caller_of(request)
    moment, problem = _moment(request, caller)
    shown = unit_as_of(caller, moment, key)
    if request.GET.get("format") == "csv":
        return _as_sheet(shown.key, moment, shown.objectives)
    return page(request, "okrs/past_unit.html", moment=moment, problem=problem, shown=shown)


def past_objective(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """An objective as of a date."""
    caller = caller_of(request)
    moment, problem = _moment(request, caller)
    shown = objective_as_of(caller, moment, key)
    if request.GET.get("format") == "csv":
        return _as_sheet(key, moment, [shown.goal, *shown.key_results, *shown.children])
    return page(request, "okrs/past_objective.html", moment=moment, problem=problem, shown=shown)


def _as_sheet(key: str, moment: Moment, goals: Sequence[PastGoal]) -> HttpResponseBase:
    """What was shown of each goal, as it was shown."""
    header = (_("Key"), _("Title"), _("Owner"), _("Share, %"), _("Progress, %"), _("Status"), _("Status by hand"))
    rows = (
        [
            goal.key, goal.title, goal.owner, None if goal.share is None else goal.share / 100,
            percentage(goal.progress), goal.status, goal.hand_status,
        ]
        for goal in goals
    )  # fmt: skip
    return csv_answer(f"{key}-as-of-{moment.day}", header, rows)


def _moment(request: HttpRequest, caller: Caller) -> tuple[Moment, str]:
    """The day asked for, or today with a sentence about why not."""
    text = request.GET.get("date", "").strip()
    try:
        return moment_of(caller, date.fromisoformat(text) if text else None), ""
    except ValueError:
        said = _("“%(text)s” is no date: choose a day, or write it as 2026-10-05. Today is shown.")
        return moment_of(caller, None), said % {"text": text[:40]}
    except Refused as error:
        return moment_of(caller, None), f"{error.message} {_('Today is shown.')}"
