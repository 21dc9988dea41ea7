"""What numbers and goals show on a unit's page: the objectives it runs, and the KPIs it keeps."""

from dataclasses import dataclass
from typing import Any

from django.dispatch import receiver

from headway.charts import Svg
from headway.kpis.access import kpis_for
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric
from headway.kpis.rules.bands import in_force
from headway.kpis.words.sentences import band_text
from headway.okrs.access import objectives_for
from headway.okrs.judge import expected_of
from headway.okrs.models import Objective
from headway.okrs.queries.glyphs import track_of
from headway.pages.needs import LIVE
from headway.people.caller import Caller
from headway.people.hooks import Panel, unit_shown
from headway.people.models import Unit

MOST = 50


@dataclass(frozen=True)
class Goal:
    """One objective of the unit, and how far it is."""

    row: Objective
    track: Svg


@dataclass(frozen=True)
class Kept:
    """One KPI of the unit: its state and what is healthy."""

    row: Metric
    state: str
    band: str


@receiver(unit_shown, dispatch_uid="pages.unit_goals")
def goals_of_unit(sender: type, caller: Caller, unit: Unit, **_more: Any) -> Panel:
    """The live objectives of the unit, the most troubled first."""
    rows = objectives_for(caller).filter(LIVE, unit=unit).select_related("owner", "cycle")
    ordered = sorted(rows.order_by("pk")[:MOST], key=lambda row: -_severity(row))
    found = [Goal(row, track_of(row.progress, expected_of(row, caller.today), row.status, 104)) for row in ordered]
    return Panel(1, "pages/unit/goals.html", {"rows": found})


def _severity(row: Objective) -> int:
    return {"off_track": 3, "at_risk": 2, "unknown": 1}.get(row.status, 0)


@receiver(unit_shown, dispatch_uid="pages.unit_kpis")
def kpis_of_unit(sender: type, caller: Caller, unit: Unit, **_more: Any) -> Panel:
    """The KPIs of the unit, with their bands in force."""
    rows = list(kpis_for(caller).filter(unit=unit).select_related("owner").order_by("name", "pk")[:MOST])
    bands = bands_of([row.pk for row in rows])
    found = [Kept(row, row.state_at(caller.now), band_text(in_force(bands[row.pk], caller.today), row)) for row in rows]
    return Panel(2, "pages/unit/kpis.html", {"rows": found})
