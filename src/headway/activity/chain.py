"""How a row is bound to the one before it: pure functions over text, so that any tool can repeat them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

START = "0" * 64
"""What the first row of a workspace is chained to."""


def canonical(value: Any) -> str:
    """JSON text that is the same for the same content: sorted keys, no spaces, ISO dates."""
    return CANONICAL.encode(value)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the log: give it a key, a number or a text.")


CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def row_hash(previous: str, body: str) -> str:
    """The hash of a row: over the hash before it and its own canonical body."""
    return digest(f"{previous}\n{body}")


@dataclass(frozen=True)
class Row:
    """What the check of a chain needs of one row."""

    seq: int
    body: str
    hash: str
    personal: str = ""
    salt: str = ""
    columns: tuple[str, str, str] = ("", "", "")
    beside: dict[str, Any] | None = None


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check: the head that was reached, and each thing that is wrong, in sentences."""

    seq: int
    head: str
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        return not self.problems


def check(rows: Iterable[Row], *, end: tuple[int, str] | None = None, head: str = "") -> Verdict:
    """Walk ``rows`` in order of their number and say what was altered, removed, reordered or cut off.

    ``end`` is the (number, hash) that the workspace itself remembers as its last; ``head`` a hash that
    somebody kept elsewhere and that must stand somewhere in the chain.
    """
    previous, seq, seen = START, 0, head == ""
    problems: list[str] = []
    for row in rows:
        problems += _row_problems(row, seq, previous)
        previous, seq = row.hash, row.seq
        seen = seen or row.hash == head
    if end is not None and end != (seq, previous if seq else ""):
        problems.append(f"The log ends at row {seq}, but row {end[0]} was the last one written: rows were cut off.")
    if not seen:
        problems.append(f"The head {head[:12]}… is nowhere in this log: it was cut off or rewritten since.")
    return Verdict(seq, previous, tuple(problems))


def _row_problems(row: Row, before: int, previous: str) -> list[str]:
    problems = []
    if row.seq != before + 1:
        problems.append(f"Row {before + 1} is missing: row {row.seq} follows row {before}.")
    if row_hash(previous, row.body) != row.hash:
        problems.append(f"Row {row.seq} does not match its hash: it, or the order before it, was altered.")
        return problems
    content = json.loads(row.body)
    if (content["actor"], content["verb"], content["subject"]) != row.columns:
        problems.append(f"Row {row.seq} shows another actor, verb or subject than the one that was sealed.")
    if content["seq"] != row.seq:
        problems.append(f"Row {row.seq} was sealed as row {content['seq']}: it was moved.")
    if content.get("beside") != row.beside:
        problems.append(f"Row {row.seq} keeps other images beside it than the ones that were sealed.")
    if row.personal and digest(row.salt + row.personal) != content.get("personal"):
        problems.append(f"Row {row.seq} names other people than the ones that were sealed.")
    return problems
