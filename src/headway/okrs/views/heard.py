"""Who has checked in, and nudging those who have not."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.actions.nudges import mail_nudges, nudge_people
from headway.okrs.queries.heard import read_heard
from headway.okrs.views.common import act, page
from headway.people.access import person_for
from headway.people.caller import caller_of


def heard(request: HttpRequest, workspace: str) -> HttpResponse:
    """Everybody whose word is asked for this round."""
    return page(request, "okrs/heard.html", found=read_heard(caller_of(request)))


@require_POST
def nudge(request: HttpRequest, workspace: str) -> HttpResponse:
    """Ask the named persons to check in."""
    caller = caller_of(request)
    persons = [person_for(caller, key) for key in request.POST.getlist("person")]
    link = request.build_absolute_uri(reverse("okrs:check-in", args=[workspace]))
    n = len(persons)
    said = ngettext("%(n)s person is asked to check in.", "%(n)s people are asked to check in.", n) % {"n": n}
    return act(
        request, reverse("okrs:heard", args=[workspace]), said,
        lambda: mail_nudges(nudge_people(caller, persons), link),
    )  # fmt: skip
