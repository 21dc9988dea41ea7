"""The findings in a file of goals, told as text, as JSON lines or as SARIF."""

import json
import re
from urllib.parse import quote

import headway

from . import stated
from .finding import LEVELS, Pattern
from .found import SetPattern
from .judging import Judged
from .patterns import all_patterns
from .set_patterns import all_set_patterns

_SARIF_LEVEL = {"error": "error", "warning": "warning", "hint": "note"}
_OPEN = re.compile(r"\{\w+\}")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(judged: list[Judged]) -> str:
    """Findings by line, as compilers print them, with why and a rewrite; the last line counts them."""
    lines: list[str] = []
    for each in judged:
        for finding in each.findings:
            lines.append(
                f"{each.file}:{each.goal.line}: {finding.level}: {finding.code}: {each.reading.statement.text[:100]}"
            )
            lines.append(f"    seen: {finding.evidence}")
            lines.append(f"    why: {finding.why}")
            lines.append(f"    try: {finding.rewrite}")
    return "\n".join([*lines, _count(judged)])


def _count(judged: list[Judged]) -> str:
    levels = [finding.level for each in judged for finding in each.findings]
    parts = [
        f"{levels.count(level)} {level}{'s' if levels.count(level) != 1 else ''}" for level in LEVELS if level in levels
    ]
    goals = f"{len(judged)} goal{'s' if len(judged) != 1 else ''}"
    return f"{goals} read: {', '.join(parts) or 'no findings'}."


def as_json(judged: list[Judged]) -> str:
    """One JSON line per goal, with its file and line; `together` is what it shows with those of its objective."""
    return "\n".join(
        json.dumps(
            {
                "id": each.goal.key,
                "file": each.file,
                "line": each.goal.line,
                "text": each.goal.text,
                **stated.as_dict(each.reading, each.goal.stated),
                "together": [finding.as_dict() for finding in each.together],
            }
        )
        for each in judged
    )


def as_sarif(judged: list[Judged]) -> str:
    """A SARIF 2.1.0 log, as code hosts show it beside the lines of a change."""
    in_sets = [each for each in all_set_patterns() if each.in_files]
    rules = [*map(_rule, all_patterns()), *map(_rule, in_sets)]
    driver = {"name": "headway coach", "version": headway.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for each in judged for result in _results(each)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(each: Pattern | SetPattern) -> dict[str, object]:
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
        for finding in each.findings
    ]


FORMATS = {"text": as_text, "json": as_json, "sarif": as_sarif}
