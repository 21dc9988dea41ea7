"""The shell around every page: where one is, what waits there, who one is."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from headway.kpis.access import kpis_for
from headway.loop.access import decisions_for, graduations_for
from headway.okrs.access import objectives_for, themes_for
from headway.okrs.models import Cycle, CycleState
from headway.okrs.rounds import round_of
from headway.pages import needs
from headway.people.access import WRITERS
from headway.people.caller import Caller, caller_of
from headway.people.models import Person
from headway.people.options import options_of
from headway.people.prepared import Prepared


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell`` for the base template; only the time for pages outside a workspace."""
    caller: Caller | None = getattr(request, "caller", None)
    now = getattr(request, "now", None)
    if caller is None or caller.person is None:
        return {"shell": {"now": now}}
    waits = counts_for(caller)
    slug = caller.workspace.slug
    return {
        "shell": {
            "now": now,
            "workspace": caller.workspace,
            "person": caller.person,
            "cycle_line": _cycle_line(caller, waits),
            "nav": _contents(request, slug, waits),
            "home_url": _url("pages:home", slug),
            "search_url": _url("pages:search", slug),
            "as_of_url": _url("okrs:past", slug),
            "me_url": _url("people:mine", slug),
            "signout_url": _url("account_logout"),
        }
    }


def counts_for(caller: Caller) -> dict[str, Any]:
    """What waits where, and the cycle that runs: one statement."""
    found = WAITS.ask(caller)
    found["n_today"] += min(1, found["n_check_ins"]) + min(1, found["n_proposals"])
    return found


COUNTS: dict[str, Callable[[Caller], list[QuerySet]]] = {
    "n_today": lambda caller: [
        needs.my_decisions(caller), needs.my_fixes(caller), needs.my_graduations(caller),
        needs.my_watermelons(caller), needs.my_dependencies(caller), needs.my_returned(caller),
        needs.my_mentions(caller),
    ],
    "n_objectives": lambda caller: [objectives_for(caller).filter(needs.LIVE)],
    "n_kpis": lambda caller: [kpis_for(caller)],
    "n_proposals": lambda caller: [needs.my_proposals(caller)],
    "n_check_ins": lambda caller: [needs.my_check_ins(caller)],
    "n_themes": lambda caller: [themes_for(caller).filter(archived_at=None)],
    "n_loop": lambda caller: [
        decisions_for(caller).filter(answered_at=None, resolved_itself_at=None),
        graduations_for(caller).filter(decided_at=None, withdrawn_at=None),
    ],
}  # fmt: skip
"""What each entry of the contents counts: the rows of these query sets."""
CYCLE = {"cycle_name": "name", "cycle_start": "start", "cycle_end": "end"}


def _counts(caller: Caller) -> QuerySet:
    running = Cycle.objects.filter(workspace=caller.workspace, state=CycleState.ACTIVE)
    running = running.filter(start__lte=caller.today, end__gte=caller.today).order_by("end", "-start", "pk")
    asked = {name: reduce(add, map(_counted, rows(caller))) for name, rows in COUNTS.items()}
    cycle = {name: Subquery(running.values(path)[:1]) for name, path in CYCLE.items()}
    return Person.objects.filter(pk=caller.person_id).annotate(**asked, **cycle)


def _counted(rows: QuerySet) -> Any:
    """How many rows a query finds, as an expression of another."""
    one = rows.order_by().annotate(one_=Value(1)).values("one_").annotate(n_=Count("pk", distinct=True)).values("n_")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


WAITS = Prepared(_counts, (*COUNTS, *CYCLE), moment=lambda caller: (caller.today, round_of(caller)))


def _cycle_line(caller: Caller, waits: dict[str, Any]) -> str:
    if not waits["cycle_name"]:
        return ""
    start, end = (date.fromisoformat(str(waits[name])) for name in ("cycle_start", "cycle_end"))
    day, days = (caller.today - start).days + 1, (end - start).days + 1
    return _("%(name)s, day %(day)s of %(days)s") % {"name": waits["cycle_name"], "day": day, "days": days}


def _contents(request: HttpRequest, slug: str, waits: dict[str, Any]) -> list[list[dict[str, Any]]]:
    groups = [
        [
            (_("Today"), "pages:home", "n_today"),
            (_("Strategy map"), "explorer:map", ""),
            (_("Objectives"), "explorer:objectives", "n_objectives"),
            (_("KPIs"), "kpis:board", "n_kpis"),
            (_("Check in"), "okrs:check-in", "n_check_ins"),
            (_("Loop"), "loop:loop", "n_loop"),
            (_("Coach"), "coaching:coach", ""),
        ],
        [
            (_("Themes"), "okrs:themes", ""),
            (_("Cycles"), "okrs:cycles", ""),
            (_("Units and people"), "people:people", ""),
            (_("Activity"), "pages:activity", ""),
            (_("Settings"), "people:settings", ""),
        ],
    ]
    if not (waits["n_themes"] or options_of(caller_of(request).workspace).show_tiers):
        groups[1] = [entry for entry in groups[1] if entry[1] != "okrs:themes"]
    if caller_of(request).role not in WRITERS:
        groups[0] = [entry for entry in groups[0] if entry[1] != "okrs:check-in"]
    return [
        [_entry(request, name, url, waits.get(count, 0)) for name, view, count in group if (url := _url(view, slug))]
        for group in groups
    ]


def _entry(request: HttpRequest, name: str, url: str, count: int) -> dict[str, Any]:
    home = url.count("/") == 2
    current = request.path == url if home else request.path.rstrip("/").startswith(url.rstrip("/"))
    return {"name": name, "url": url, "count": count, "current": current}


def _url(view: str, *args: str) -> str:
    """The path of a page, empty while there is none of that name."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""
