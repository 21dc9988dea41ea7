"""What goals and the loop show on a KPI's page: the key results on it, and the decisions about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext as _

from headway.charts import Svg, track
from headway.kpis.hooks import Note, Panel, kpi_shown
from headway.kpis.models import Metric
from headway.loop.access import decisions_for
from headway.loop.models import Decision
from headway.loop.words import kept_sentences
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.judge import expected_of
from headway.okrs.models import KeyResult
from headway.people.caller import Caller
from headway.people.objects import path_of
from headway.ui.format import percent
from headway.ui.words import kind_of

SHOWN = 6
WHOLE = 1_000_000


@dataclass(frozen=True)
class Raised:
    """One key result on the KPI."""

    row: KeyResult
    path: str
    track: Svg


@dataclass(frozen=True)
class Told:
    """One decision: when, what was chosen and why, and what it rested on."""

    row: Decision
    path: str
    day: date
    kind: str
    rested_on: str
    objective_path: str = ""


@receiver(kpi_shown, dispatch_uid="pages.raised")
def raised_from_here(sender: type, caller: Caller, kpi: Metric, **_more: Any) -> Panel | None:
    """The key results that rest on the KPI, open ones first."""
    rows = key_results_for(caller).filter(metric=kpi, archived_at=None, objective__archived_at=None)
    rows = rows.select_related("objective", "owner").order_by("objective__closed_at", "-pk")[:SHOWN]
    found = [_raised(caller, row) for row in rows]
    return Panel("raised", "pages/kpi/raised.html", {"rows": found, "kpi": kpi}) if found else None


def _raised(caller: Caller, row: KeyResult) -> Raised:
    pace = expected_of(row, caller.today)
    label = _("progress %(progress)s, expected %(pace)s") % {"progress": percent(row.progress), "pace": percent(pace)}
    share = None if row.progress is None else row.progress / WHOLE
    drawn = track(share, pace / WHOLE, kind_of(row.status), label=label)
    return Raised(row, path_of(caller.workspace, row.key), drawn)


@receiver(kpi_shown, dispatch_uid="pages.decisions")
def decided_about(sender: type, caller: Caller, kpi: Metric, **_more: Any) -> Panel | None:
    """The decisions about the KPI and about key results on it, newest first; each is a note on the chart."""
    rows = decisions_for(caller).filter(Q(metric=kpi) | Q(key_result__metric=kpi))
    rows = rows.select_related("metric", "key_result", "answered_by", "asked", "objective").order_by("-opened_at")
    shown = list(rows[:SHOWN])
    seen = _seen(caller, shown)
    found = [_told(caller, row, seen) for row in shown]
    if not found:
        return None
    context = {"rows": found, "last": next((told for told in found if told.row.answered_at), None)}
    return Panel("decisions", "pages/kpi/decisions.html", context, tuple(map(_note, found)))


def _told(caller: Caller, row: Decision, seen: set[int]) -> Told:
    moment = row.answered_at or row.opened_at
    kind = "reached" if row.answered_at else "idle" if row.resolved_itself_at else "open"
    rested = "".join(kept_sentences(row)[:1])
    opened = row.objective if row.objective and row.objective_id in seen else None
    return Told(
        row, path_of(caller.workspace, row.key), caller.workspace.local(moment).date(), kind, rested,
        path_of(caller.workspace, opened.key) if opened else "",
    )  # fmt: skip


def _seen(caller: Caller, rows: list[Decision]) -> set[int]:
    """Those of the objectives that were opened which the caller may see."""
    opened = [row.objective_id for row in rows if row.objective_id]
    return set(objectives_for(caller).filter(pk__in=opened).values_list("pk", flat=True)) if opened else set()


def _note(told: Told) -> Note:
    row = told.row
    chosen = row.get_choice_display() if row.choice else _("waits for an answer")
    heading = _("%(key)s: %(choice)s") % {"key": row.key, "choice": chosen}
    return Note(told.day, heading, " ".join(filter(None, [row.why, told.rested_on])), told.path)
