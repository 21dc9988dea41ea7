"""The pages of goals as of a date."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from headway.okrs.past import Moment, moment_of, objective_as_of, unit_as_of
from headway.okrs.views.common import page
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused


def past(request: HttpRequest, workspace: str) -> HttpResponse:
    """The company as of a date, from where the tree is opened level by level."""
    return past_unit(request, workspace, "")


def past_unit(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """A unit as of a date, with the units and objectives in it."""
    caller = caller_of(request)
    moment, problem = _moment(request, caller)
    shown = unit_as_of(caller, moment, key)
    return page(request, "okrs/past_unit.html", moment=moment, problem=problem, shown=shown)


def past_objective(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """An objective as of a date."""
    caller = caller_of(request)
    moment, problem = _moment(request, caller)
    shown = objective_as_of(caller, moment, key)
    return page(request, "okrs/past_objective.html", moment=moment, problem=problem, shown=shown)


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
