"""The demo company's story, read strictly from story.toml, whose head explains it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from headway.demo import aims, cast, goals, numbers
from headway.kpis.library import LibraryKPI, library
from headway.kpis.presets import MEASURE, scenario_presets
from headway.records import RecordError, read_toml, record, records

NAME = "story.toml"
BAND_WORDS = ("low_means", "low_response", "high_means", "high_response")
KINDS: dict[str, type] = {
    "cycle": cast.Cycle,
    "unit": cast.Unit,
    "person": cast.Person,
    "correction": numbers.Correction,
    "annotation": numbers.Annotation,
    "phase": numbers.NewPhase,
    "objective": goals.Objective,
    "alignment": goals.Alignment,
    "key_result": goals.KeyResult,
    "check_in": goals.Words,
    "override": goals.Override,
    "amendment": goals.Amendment,
    "initiative": goals.Initiative,
    "decision": goals.Decision,
    "graduation": goals.Graduation,
    "score": goals.Score,
    "retrospective": goals.Retrospective,
    "comment": goals.Comment,
    "theme": aims.Theme,
    "mirror": aims.Mirror,
    "dependency": aims.Dependency,
    "proposal": aims.Proposal,
    "view": aims.View,
    "dismissal": aims.Dismissal,
    "audit": aims.Audit,
}


@dataclass(frozen=True, slots=True)
class Story:
    """Every table of story.toml, in the order of the file; attributes are named as the tables."""

    workspace: cast.Workspace
    cycle: tuple[cast.Cycle, ...]
    unit: tuple[cast.Unit, ...]
    person: tuple[cast.Person, ...]
    kpi: tuple[numbers.KPI, ...]
    band: tuple[numbers.Band, ...]
    correction: tuple[numbers.Correction, ...]
    annotation: tuple[numbers.Annotation, ...]
    phase: tuple[numbers.NewPhase, ...]
    objective: tuple[goals.Objective, ...]
    alignment: tuple[goals.Alignment, ...]
    key_result: tuple[goals.KeyResult, ...]
    check_in: tuple[goals.Words, ...]
    override: tuple[goals.Override, ...]
    amendment: tuple[goals.Amendment, ...]
    initiative: tuple[goals.Initiative, ...]
    decision: tuple[goals.Decision, ...]
    graduation: tuple[goals.Graduation, ...]
    score: tuple[goals.Score, ...]
    retrospective: tuple[goals.Retrospective, ...]
    comment: tuple[goals.Comment, ...]
    theme: tuple[aims.Theme, ...]
    mirror: tuple[aims.Mirror, ...]
    dependency: tuple[aims.Dependency, ...]
    proposal: tuple[aims.Proposal, ...]
    view: tuple[aims.View, ...]
    dismissal: tuple[aims.Dismissal, ...]
    audit: tuple[aims.Audit, ...]


@cache
def story() -> Story:
    """Return the whole story; raise RecordError for an unknown table or a slip in one."""
    tables = read_toml(files("headway.demo") / NAME)
    parts: dict[str, Any] = {name: records(kind, tables.pop(name), f"{NAME}, {name}") for name, kind in KINDS.items()}
    workspace = record(cast.Workspace, tables.pop("workspace"), f"{NAME}, workspace")
    kpis = tuple(_kpi(table) for table in tables.pop("kpi"))
    entries = {kpi.slug: library().get(kpi.library) for kpi in kpis}
    bands = tuple(_band(table, entries.get(table["kpi"])) for table in tables.pop("band"))
    if tables:
        raise RecordError(f"In {NAME}, the table {next(iter(tables))!r} is unknown: correct its name.")
    return Story(workspace=workspace, kpi=kpis, band=bands, **parts)


def check_ins(key_result: goals.KeyResult) -> Iterator[goals.CheckIn]:
    """The weekly check-ins of a key result, oldest first; `days` is how many days ago each was made."""
    said = {words.ago: words for words in story().check_in if words.key_result == key_result.slug}
    count = len(key_result.confidence)
    values = key_result.course or (None,) * count
    for n, (value, confidence) in enumerate(zip(values, key_result.confidence, strict=True)):
        ago = count - n
        days = key_result.heard_days + 7 * (ago - 1)
        yield goals.CheckIn(key_result.slug, ago, days, value, confidence, said.get(ago))


def _kpi(table: dict[str, Any]) -> numbers.KPI:
    where = f"{NAME}, kpi, {table.get('slug', '?')}"
    if not table.get("library"):
        return record(numbers.KPI, table, where)
    entry = library().get(table["library"])
    if entry is None:
        raise RecordError(f"In {where}, the library has no KPI {table['library']!r}: correct its slug.")
    return record(numbers.KPI, _from_library(entry) | table, where)


def _from_library(entry: LibraryKPI) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in (*MEASURE, "definition", "function")} | {
        "questions": list(entry.questions),
        "leading": entry.kind == "leading",
        "lateness_hours": scenario_presets()[entry.preset].lateness_hours,
    }


def _band(table: dict[str, Any], entry: LibraryKPI | None) -> numbers.Band:
    words = {name: getattr(entry, name) for name in BAND_WORDS} if entry else {}
    return record(numbers.Band, words | table, f"{NAME}, band, {table.get('kpi', '?')}")
