"""What the wording of recorded goals gives away, and the wording that a rewrite offers.

A form asks for some of what a statement on paper must say itself: a key result has its baseline and target in fields
of their own, a KPI its band. Patterns about what the form already asked for are not held against the text.
"""

import re
from collections.abc import Iterable, Iterator

from .blanks import blanks_in
from .finding import Finding
from .found import Found
from .snapshot import Snapshot
from .titles import WORK, glance, ruled_out

ASKED = {
    "objective": frozenset[str](),
    "key_result": frozenset({"no_baseline", "no_target", "unmeasurable"}),
    "kpi": frozenset({"no_baseline", "no_target", "unmeasurable", "static_kpi", "objective_is_metric"}),
}
"""For each slot, the patterns that its form rules out."""
_QUOTED = re.compile(r"“([^”]{8,240})”")


_WITH_FIGURES = frozenset({"move", "control", "baseline"})
"""The kinds of key results that have figures in fields of their own."""


def is_output(kind: str, title: str) -> bool:
    """Whether a key result is work to be finished: of the kind `done`, or worded as a task."""
    if kind == "done":
        return True
    read = glance(title, "key_result")
    gone = ruled_out(title, moves=False) if kind in _WITH_FIGURES else frozenset()
    return read.kind == "task" and not gone >= read.codes & WORK


def recorded(text: str, slot: str, parent: str = "", kind: str = "move") -> tuple[Finding, ...]:
    """The findings about a goal that was, or is being, put into a form; `kind` is that of a key result."""
    read = glance(text, slot, parent)
    asked = ASKED.get(slot, frozenset())
    if slot == "key_result" and kind in _WITH_FIGURES:
        asked |= ruled_out(text, parent, moves=kind == "move")
    return tuple(finding for finding in read.findings if finding.code not in asked)


def found_in_words(snapshot: Snapshot, units: Iterable[str] | None = None) -> Iterator[Found]:
    """The findings in the texts of the current goals and the KPIs, of `units` alone where they are given."""
    wanted = None if units is None else frozenset(units)
    for goal in snapshot.current:
        if wanted is not None and goal.unit not in wanted:
            continue
        yield from _found(goal.unit, goal.key, goal.title, recorded(goal.title, "objective"))
        for row in snapshot.krs_of(goal):
            findings = recorded(row.title, "key_result", goal.title, row.kind)
            yield from _found(goal.unit, row.key, row.title, findings)
    for kpi in snapshot.kpis:
        if wanted is None or kpi.unit in wanted:
            yield from _found(kpi.unit, kpi.key, kpi.name, recorded(kpi.name, "kpi"))


def _found(unit: str, key: str, text: str, findings: Iterable[Finding]) -> Iterator[Found]:
    for one in findings:
        shown = f"“{text}”." if one.evidence == text else f"“{text}”: seen in “{one.evidence}”."
        yield Found(one.code, one.level, unit, (key,), shown, one.why, one.rewrite, (text,))


def wording(rewrite: str) -> str:
    """The whole statement that a rewrite quotes, to be put where the text was; "" where it quotes none.

    >>> wording("Ask what changes: “Raise <measure> from <now> to <then>”. Keep “the launch” as work.")
    'Raise <measure> from <now> to <then>'
    """
    quoted = [text for text in _QUOTED.findall(rewrite) if blanks_in(text)]
    return max(quoted, key=lambda text: (len(blanks_in(text)), len(text)), default="")
