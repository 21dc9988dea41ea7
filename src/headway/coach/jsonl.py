"""Statements as JSON lines: `{id, text[, declared, parent_objective]}` in, one reading a line out."""

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from .goal_files import FileError
from .lint import lint_all
from .reader.slot import SLOTS


def parse_lines(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The statements of JSON lines; blank lines are skipped. FileError names the first line that is none."""
    return [_statement(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def _statement(line: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FileError(f"Line {number} is not JSON: {error}. Each line must be an object with id and text.") from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise FileError(f"Line {number} has no text. Each line must be an object with id and text.")
    if not found["text"].strip():
        raise FileError(f"Line {number} has an empty text. Write the goal there, or take the line out.")
    declared = found.get("declared")
    if declared is not None and declared not in SLOTS:
        raise FileError(
            f"Line {number} declares {declared!r}. Declared must be one of {', '.join(SLOTS)}, or be left out."
        )
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def readings(statements: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON line per statement, in order: its id and what the coach read."""
    told, asked = itertools.tee(statements)
    parts = ((each["text"], each.get("declared"), _text(each.get("parent_objective"))) for each in asked)
    for statement, reading in zip(told, lint_all(parts), strict=True):
        yield json.dumps({"id": statement.get("id"), **reading.as_dict()})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
