"""The findings in a file of goals, told as text, as JSON lines or as SARIF."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import headway

from . import stated
from .finding import LEVELS, Finding, Pattern
from .goal_files import Written
from .lint import Reading, lint_all
from .patterns import all_patterns
from .titles import WORK, ruled_out

_SARIF_LEVEL = {"error": "error", "warning": "warning", "hint": "note"}
_OPEN = re.compile(r"\{\w+\}")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal of a file and how the coach reads it."""

    file: str
    goal: Written
    reading: Reading


_SAID_BESIDE = {"baseline": frozenset({"no_baseline"}), "target": frozenset({"no_target", "unmeasurable"})}
"""For each figure that a file has beside a text, the patterns that it rules out."""
_AS_OTHER = WORK | {"static_kpi", "objective_is_metric"}
"""What a text that names a measure may be taken for by itself."""


def judge(file: str, goals: Iterable[Written]) -> list[Judged]:
    """Read every goal of a file."""
    written = list(goals)
    readings = list(lint_all((goal.text, goal.declared, goal.parent_objective) for goal in written))
    doubted = [at for at, goal in enumerate(written) if _may_be_measure(goal, readings[at])]
    asked = [(written[at].text, "kpi", written[at].parent_objective) for at in doubted]
    for at, measured in zip(doubted, lint_all(asked), strict=True):
        if measured.statement.nature.name == "measure" or _is_counted(written[at]):
            readings[at] = replace(measured, kind="key_result")
    readings = [_without(goal.beside, each) for goal, each in zip(written, readings, strict=True)]
    return [Judged(file, goal, each) for goal, each in zip(written, _told_start(written, readings), strict=True)]


def _may_be_measure(goal: Written, reading: Reading) -> bool:
    """Whether what was read otherwise may name a measure, as its target stands beside it: "Deploys per week"."""
    return (
        "target" in goal.beside
        and goal.declared in {None, "key_result"}
        and any(finding.code in _AS_OTHER for finding in reading.findings)
    )


def _is_counted(goal: Written) -> bool:
    """Whether a text that reads like work, or like a level to hold, does not with the figures beside it."""
    return bool(ruled_out(goal.text, goal.parent_objective or "", moves="baseline" in goal.beside))


def _without(beside: Iterable[str], reading: Reading) -> Reading:
    """The reading without findings about the lack of what stands beside the text."""
    said = frozenset[str]().union(*(_SAID_BESIDE[figure] for figure in beside))
    return replace(reading, findings=tuple(each for each in reading.findings if each.code not in said))


def _told_start(written: list[Written], readings: list[Reading]) -> Iterator[Reading]:
    """The readings, each with what is to be said about a target beside its text that nothing says the start of."""
    asked = {at: asks for at, goal in enumerate(written) if (asks := stated.with_target(goal, readings[at]))}
    lacks = dict(zip(asked, map(stated.lack_of_start, lint_all(asked.values())), strict=True))
    for at, each in enumerate(readings):
        found = lacks.get(at)
        yield replace(each, findings=tuple(sorted((*each.findings, found), key=_place_of))) if found else each


def _place_of(finding: Finding) -> int:
    """How grave a pattern is: the place that its findings take among others."""
    return [each.code for each in all_patterns()].index(finding.code)


def as_text(judged: list[Judged]) -> str:
    """Findings by line, as compilers print them, with why and a rewrite; the last line counts them."""
    lines: list[str] = []
    for each in judged:
        for finding in each.reading.findings:
            lines.append(
                f"{each.file}:{each.goal.line}: {finding.level}: {finding.code}: {each.reading.statement.text[:100]}"
            )
            lines.append(f"    seen: {finding.evidence}")
            lines.append(f"    why: {finding.why}")
            lines.append(f"    try: {finding.rewrite}")
    return "\n".join([*lines, _count(judged)])


def _count(judged: list[Judged]) -> str:
    levels = [finding.level for each in judged for finding in each.reading.findings]
    parts = [
        f"{levels.count(level)} {level}{'s' if levels.count(level) != 1 else ''}" for level in LEVELS if level in levels
    ]
    goals = f"{len(judged)} goal{'s' if len(judged) != 1 else ''}"
    return f"{goals} read: {', '.join(parts) or 'no findings'}."


def as_json(judged: list[Judged]) -> str:
    """One JSON line per goal, with its file and line."""
    return "\n".join(
        json.dumps(
            {
                "id": each.goal.key,
                "file": each.file,
                "line": each.goal.line,
                "text": each.goal.text,
                **stated.as_dict(each.reading, each.goal.stated),
            }
        )
        for each in judged
    )


def as_sarif(judged: list[Judged]) -> str:
    """A SARIF 2.1.0 log, as code hosts show it beside the lines of a change."""
    rules = [_rule(each) for each in all_patterns()]
    driver = {"name": "headway coach", "version": headway.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for each in judged for result in _results(each)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(each: Pattern) -> dict[str, object]:
    return {
        "id": each.code,
        "name": each.title,
        "shortDescription": {"text": each.title},
        "fullDescription": {"text": each.what},
        "help": {"text": f"{each.why} {_OPEN.sub('…', each.rewrite)}"},
    }


def _results(each: Judged) -> list[dict[str, object]]:
    uri = quote(each.file.replace("\\", "/"))
    place = {"artifactLocation": {"uri": uri}, "region": {"startLine": each.goal.line}}
    return [
        {
            "ruleId": finding.code,
            "level": _SARIF_LEVEL[finding.level],
            "message": {
                "text": f"“{each.reading.statement.text[:100]}” — seen: {finding.evidence}. {finding.why} "
                f"{finding.rewrite}"
            },
            "locations": [{"physicalLocation": place}],
        }
        for finding in each.reading.findings
    ]


FORMATS = {"text": as_text, "json": as_json, "sarif": as_sarif}
