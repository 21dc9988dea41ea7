"""Program health: the number, where each point comes from, and how it went."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from headway.charts import Svg, spark
from headway.coach.health import Health, health_of
from headway.coach.snapshot import Snapshot, Unit
from headway.coaching.at_large import health_in, is_large, kept, weakest_first
from headway.coaching.models import HealthWeek
from headway.coaching.snapshots import snapshot_for
from headway.coaching.views.common import page
from headway.people.access import unit_for
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotHere
from headway.people.models import Role
from headway.people.models import Unit as UnitRow

WEEKS = 26
UNITS = 60


@require_GET
def health(request: HttpRequest, workspace: str) -> HttpResponse:
    """The health of the whole workspace, its parts, its course, and that of each unit."""
    caller = caller_of(request)
    if is_large(caller):
        return _kept(request, caller, None)
    world = snapshot_for(caller, for_health=True)
    units = [(unit, health_of(world, unit.key)) for unit in world.units]
    units.sort(key=lambda pair: (pair[1].score is None, pair[1].score or 0))
    return _page(request, caller, world, None, units)


@require_GET
def unit_health(request: HttpRequest, workspace: str, unit: str) -> HttpResponse:
    """The same for one unit and all below it."""
    caller = caller_of(request)
    if is_large(caller):
        return _kept(request, caller, unit_for(caller, unit))
    world = snapshot_for(caller, for_health=True)
    shown = world.unit.get(unit)
    if shown is None:
        raise NotHere
    below = [(each, health_of(world, each.key)) for each in world.units if each.parent == shown.key]
    return _page(request, caller, world, shown, below)


def _page(
    request: HttpRequest, caller: Caller, world: Snapshot, unit: Unit | None, units: Sequence[object]
) -> HttpResponse:
    listed = Paginator(units, UNITS).get_page(request.GET.get("page")) if units else []
    return _show(request, caller, health_of(world, unit.key if unit else ""), unit, listed)


def _kept(request: HttpRequest, caller: Caller, unit: UnitRow | None) -> HttpResponse:
    """A large company's health, or that of a unit of it, as it was kept last."""
    below: Any = Paginator(weakest_first(caller, unit.key if unit else ""), UNITS).get_page(request.GET.get("page"))
    below.object_list = [(row.unit, health_in(row)) for row in below]
    row = kept(caller).filter(unit=unit).first()
    return _show(request, caller, health_in(row), unit, below, kept=row, large=True)


def _show(request: HttpRequest, caller: Caller, shown: Health, unit: Any, units: Any, **more: Any) -> HttpResponse:
    weeks = list(weeks_of(caller, unit.key if unit else ""))
    return page(
        request, "coaching/health.html", at="health", unit=unit, health=shown, units=units, weeks=weeks,
        course=_course(shown, weeks), word=word_of(shown.score), **more,
    )  # fmt: skip


def weeks_of(caller: Caller, unit: str = "") -> Sequence[HealthWeek]:
    """The weeks that were kept of a unit, or of all, the latest first; a guest sees too little of them to compare."""
    if caller.role == Role.GUEST:
        return []
    rows = HealthWeek.objects.filter(workspace=caller.workspace, unit__key=unit or None)
    return list(rows.order_by("-week")[:WEEKS])


def word_of(score: int | None) -> str:
    """What a score means, in a word."""
    if score is None:
        return _("Nothing to judge yet")
    for least, word in ((80, _("Sound")), (60, _("Fair")), (40, _("Weak"))):
        if score >= least:
            return word
    return _("Failing")


def _course(shown: Health, weeks: Sequence[HealthWeek]) -> Svg | None:
    scores = [week.score for week in reversed(weeks)]
    if sum(score is not None for score in scores) < 2:
        return None
    label = _("From %(first)s to %(last)s over %(n)s weeks") % {
        "first": scores[0], "last": scores[-1], "n": len(scores)
    }  # fmt: skip
    return spark([None if score is None else float(score) for score in scores], None, "ok", label=label)
