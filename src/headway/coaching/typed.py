"""Findings about a text that is still being typed: waved away by who types, and carried over to what it becomes.

There is no goal yet that a dismissal could be about, so it is about the person, for exactly this text in this slot.
When the person sets the text, each becomes a dismissal about the goal, inside the action that sets it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.activity.log import Entry
from headway.coach.finding import Finding
from headway.coach.found import Found
from headway.coach.wording import recorded
from headway.coaching.models import Dismissal
from headway.people.acting import record
from headway.people.caller import Caller
from headway.people.keys import next_keys

WAVED = "waved while typing"
"""What the session of a login remembers that has waved a finding away while typing."""


@dataclass(frozen=True)
class Typed:
    """A text in its slot (objective, key_result, kpi), below an objective, of a ``kind`` if it is a key result."""

    text: str
    slot: str
    parent: str = ""
    kind: str = "move"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return recorded(self.text, self.slot, self.parent, self.kind) if self.text else ()

    def digest(self, caller: Caller, code: str) -> str:
        """What a dismissal by ``caller`` of ``code`` in this text is kept under."""
        return _digest(code, caller.actor, self.slot, text=self.text)


def goal_digest(key: str, text: str, code: str) -> str:
    """What a dismissal of ``code`` in the text of the goal or KPI under ``key`` is kept under."""
    return _digest(code, key, text=text)


def _digest(code: str, *subjects: str, text: str) -> str:
    return Found(code, "", "", subjects, "", "", "", (text,)).digest


def open_findings(caller: Caller, typed: Typed, about: str = "") -> list[Finding]:
    """The findings in a text that ``caller`` has not waved away, here or on the goal ``about``.

    At most one statement.
    """
    found = typed.findings
    if not found:
        return []
    digests = {typed.digest(caller, one.code) for one in found}
    digests |= {goal_digest(about, typed.text, one.code) for one in found if about}
    away = {row.digest for row in _in_force(caller, digests)}
    return [
        one for one in found
        if typed.digest(caller, one.code) not in away and goal_digest(about, typed.text, one.code) not in away
    ]  # fmt: skip


def carry_over(caller: Caller, entry: Entry, goals: Iterable[tuple[str, Typed]]) -> None:
    """Keep what ``caller`` waved away while typing, now about the goals (key and text) that it became.

    Only for texts set on a page, as only there one types beside the coach, by a login that has waved anything away:
    all others pay no statement for it. One statement, where anything was found.
    """
    if WAVED not in caller.remembers:
        return
    asked = {
        typed.digest(caller, one.code): (key, one.code, goal_digest(key, typed.text, one.code))
        for key, typed in goals
        for one in typed.findings
    }
    rows = _in_force(caller, {*asked, *(digest for _, _, digest in asked.values())}) if asked else []
    there = {row.digest for row in rows}
    new = [(row, *asked[row.digest]) for row in rows if row.digest in asked and asked[row.digest][2] not in there]
    keys = next_keys(caller.workspace, Dismissal, len(new)) if new else []
    for key, (row, about, code, digest) in zip(keys, new, strict=True):
        kept = Dismissal.objects.create(
            workspace=caller.workspace, key=key, about=about, code=code, digest=digest, reason=row.reason,
            by=caller.someone, at=caller.now,
        )  # fmt: skip
        record(entry, kept)


def _in_force(caller: Caller, digests: Iterable[str]) -> list[Dismissal]:
    return list(Dismissal.objects.filter(workspace=caller.workspace, digest__in=set(digests), lifted_at=None))
