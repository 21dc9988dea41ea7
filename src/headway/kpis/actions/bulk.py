"""KPIs made many at a time: each with its band and its answers, in one action."""

from collections.abc import Sequence
from dataclasses import asdict

from headway.activity.log import Entry
from headway.kpis.actions.kpis import NewKPI
from headway.kpis.actions.metrics import refuse_wrong, refuse_wrong_unit, with_lateness
from headway.kpis.fold import rule_of
from headway.kpis.models import Band, Metric
from headway.kpis.qualification import clean_answers, missing_answers
from headway.kpis.rules import periods
from headway.kpis.rules.bands import problems
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.bulk import insert, insert_keyed
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys


def create_kpis(caller: Caller, news: Sequence[NewKPI], source: str) -> list[Metric]:
    """Make KPIs with their bands, many at a time, all or none: one row in the log."""
    require(caller, "goals.import")
    with acting(caller, "kpis.imported") as entry:
        entry.concern(caller.workspace.key)
        entry.say(source=source, kpis=len(news))
        return _make(caller, entry, news)


def _make(caller: Caller, entry: Entry, news: Sequence[NewKPI]) -> list[Metric]:
    keys = next_keys(caller.workspace, Metric, len(news))
    rows = [_build(caller, new, key) for new, key in zip(news, keys, strict=True)]
    insert_keyed(rows)
    bands = [_band(caller, row, new) for row, new in zip(rows, news, strict=True) if new.band]
    for band in bands:
        if found := problems(rule_of(band)):
            raise Refused(f"{band.metric.name}: {found[0].message}", field=found[0].field)
    insert(bands)
    for row in rows:
        record(entry, row)
    return rows


def _build(caller: Caller, new: NewKPI, key: str) -> Metric:
    given = vars(with_lateness(new.metric))
    refuse_wrong(caller, given)
    refuse_wrong_unit(new.metric.unit_kind, new.metric.unit_label)
    kept = clean_answers(new.answers)
    if not 0 <= new.metric.scale <= 6 or not new.metric.definition.strip() or missing_answers(kept):
        raise Refused(f"“{new.metric.name}” lacks a scale of 0 to 6, its definition or an answer: give them all.")
    workspace = caller.workspace
    return Metric(
        workspace=workspace, key=key, timezone=workspace.timezone, week_start=workspace.week_start,
        fiscal_start=workspace.fiscal_start, created_at=caller.now, promoted_at=caller.now, qualification=kept, **given,
    )  # fmt: skip


def _band(caller: Caller, metric: Metric, new: NewKPI) -> Band:
    assert new.band is not None
    since = new.band.valid_from or periods.FIRST
    values = asdict(new.band) | {"valid_from": metric.calendar.start_of(since)}
    return Band(metric=metric, set_by=caller.person, set_at=caller.now, **values)
