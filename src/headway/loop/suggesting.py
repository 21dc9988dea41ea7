"""Which KPIs to put beside an objective: what must not get worse, and what shows early whether work works."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.kpis.access import metrics_for
from headway.kpis.library import LibraryKPI, library
from headway.kpis.models import Metric
from headway.people.bulk import read_only
from headway.people.caller import Caller

MOST = 4
"""More companions than this and nobody looks at them."""
TOLD = ("key", "name", "unit", "function", "leading", "promoted_at", "retired_at")
"""What is asked of every metric: there may be thousands."""


@dataclass(frozen=True)
class Companions:
    """Metrics of the workspace to suggest, and names from the library that it does not measure yet."""

    guardrails: tuple[Metric, ...]
    supporting: tuple[Metric, ...]
    unmeasured: tuple[str, ...]


def companions_of(caller: Caller, metric: Metric) -> Companions:
    """Suggestions for an objective on ``metric``, from the library and from KPIs beside it: one statement."""
    own = list(read_only(metrics_for(caller).filter(retired_at=None).exclude(pk=metric.pk).order_by("pk"), TOLD))
    by_name = {_plain(row.name): row for row in own}
    entry = library_entry(metric)
    guards = _named(entry.guardrails if entry else (), by_name)
    supports = _named(entry.leading if entry else (), by_name)
    beside = [row for row in own if row.unit_id == metric.unit_id and row not in guards + supports and row.is_kpi]
    supports += [row for row in beside if row.leading and row.function == metric.function]
    guards += [row for row in beside if not row.leading and row.function != metric.function]
    wanted = entry.guardrails + entry.leading if entry else ()
    names = [library()[slug].name for slug in wanted if slug in library()]
    missing = [name for name in names if _plain(name) not in by_name]
    return Companions(tuple(guards[:MOST]), tuple(supports[:MOST]), tuple(missing[:MOST]))


def library_entry(metric: Metric) -> LibraryKPI | None:
    """The library's entry of the same name."""
    name = _plain(metric.name)
    return next((entry for entry in library().values() if _plain(entry.name) == name), None)


def _named(slugs: Iterable[str], by_name: dict[str, Metric]) -> list[Metric]:
    names = [_plain(library()[slug].name) for slug in slugs if slug in library()]
    return [by_name[name] for name in names if name in by_name]


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
