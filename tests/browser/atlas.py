"""The pages there are, from the URL map, with their parameters filled from a loaded Headway."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {
    "kpis": [
        "kpis_metric WHERE key = 'K-5'",
        "kpis_metric WHERE promoted_at IS NULL AND retired_at IS NULL",
        "kpis_metric WHERE retired_at IS NOT NULL",
        "kpis_metric WHERE state = 'red'",
        "kpis_metric WHERE fresh_until = (SELECT min(fresh_until) FROM kpis_metric)",
    ],
    "signals": ["kpis_signal WHERE acknowledged_at IS NULL AND withdrawn_at IS NULL"],
    "objectives": [
        "okrs_objective WHERE closed_at IS NULL ORDER BY hand_status DESC, id DESC",
        "okrs_objective WHERE closed_at IS NOT NULL",
        "okrs_objective WHERE private",
    ],
    "key-results": [
        "okrs_keyresult WHERE kind = 'move' AND metric_id IS NULL AND checked_in_at IS NOT NULL ORDER BY id DESC",
        "okrs_keyresult WHERE kind = 'move' AND metric_id IS NOT NULL ORDER BY id DESC",
        "okrs_keyresult WHERE kind = 'control'",
        "okrs_keyresult WHERE kind = 'done'",
        "okrs_keyresult WHERE kind = 'milestone'",
    ],
    "decisions": [
        "loop_decision WHERE answered_at IS NULL AND resolved_itself_at IS NULL AND metric_id IS NOT NULL",
        "loop_decision WHERE answered_at IS NULL AND resolved_itself_at IS NULL AND key_result_id IS NOT NULL",
        *(f"loop_decision WHERE choice = '{choice}'" for choice in ("watch", "fix", "objective")),
        "loop_decision WHERE resolved_itself_at IS NOT NULL",
    ],
    "graduations": [
        "loop_graduation WHERE decided_at IS NULL",
        *(f"loop_graduation WHERE accepted AND verdict = '{verdict}'" for verdict in ("", "held", "regressed")),
    ],
    "cycles": [f"okrs_cycle WHERE state = '{state}'" for state in ("active", "planning", "scoring", "closed")],
    "check-ins": ["okrs_checkin WHERE withdrawn_at IS NULL ORDER BY id DESC"],
    "dependencies": ["okrs_dependency ORDER BY answered_at", "okrs_dependency WHERE accepted = 0"],
    "proposals": ["planning_proposal"],
    "people": ["people_person WHERE role = 'member'", "people_person WHERE user_id IS NULL"],
    "patterns": [f"(SELECT '{code}' AS key)" for code in ("task_not_outcome", "duplicate_goal")],
    "dismissals": ["coaching_dismissal WHERE lifted_at IS NULL"],
    "audits": ["coaching_audit WHERE withdrawn_at IS NULL"],
    "units": ["people_unit WHERE parent_id IS NOT NULL"],
    "as-of": ["okrs_objective WHERE closed_at IS NULL AND NOT private", "people_unit WHERE parent_id IS NOT NULL"],
    "themes": ["okrs_theme WHERE id IN (SELECT theme_id FROM okrs_themereview)"],
    "theme-plans": ["okrs_themeplan WHERE archived_at IS NULL"],
    "views": ["explorer_view WHERE archived_at IS NULL"],
}
"""For each noun, which rows to look at; a sample that the database does not have is passed over."""


@dataclass(frozen=True)
class Place:
    """One address of the URL map below a workspace, such as ``kpis/{kpi}/band``."""

    pattern: str

    @property
    def noun(self) -> str:
        """What it is about: the first word of its path."""
        return self.pattern.split("/")[0] or "today"

    @property
    def has_key(self) -> bool:
        return "{" in self.pattern

    @property
    def is_object(self) -> bool:
        """Whether it is the page of one object, rather than a page below it."""
        return self.pattern.count("/") == 1 and self.has_key

    def filled(self, keys: dict[str, list[str]]) -> list[str]:
        """Its paths, one a sample."""
        samples = keys.get(self.noun, ["X-1"]) if self.has_key else [""]
        return [re.sub(r"{\w+}", key, self.pattern) for key in samples]


def places() -> list[Place]:
    """Every address below a workspace, sorted."""
    found = sorted(set(_patterns(get_resolver().url_patterns, "")))
    return [Place(path.removeprefix("{workspace}/")) for path in found if path.startswith("{workspace}/")]


def _patterns(found: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for item in found:
        path = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(item.pattern).lstrip("^").rstrip("$"))
        if isinstance(item, URLResolver):
            yield from _patterns(item.url_patterns, path)
        else:
            yield path


def keys_in(data: Path) -> dict[str, list[str]]:
    """The keys of the samples in a data folder, by noun."""
    database = sqlite3.connect(f"file:{data / 'headway.sqlite3'}?mode=ro", uri=True)
    try:
        return {noun: list(_found(database, samples)) for noun, samples in SAMPLES.items()}
    finally:
        database.close()


def _found(database: sqlite3.Connection, samples: list[str]) -> Iterator[str]:
    seen = set()
    for sample in samples:
        row = database.execute(f"SELECT key FROM {sample} LIMIT 1").fetchone()
        if row and row[0] not in seen:
            seen.add(row[0])
            yield row[0]
