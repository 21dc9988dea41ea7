"""A statement's findings and its kind: what the coach says about one line of text."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from . import second_reader
from .finding import Finding
from .hearing import Rules, heard, in_doubt
from .patterns import all_patterns
from .reader import Statement, read

OK = "ok"
TOGETHER = 512
"""Statements that the second reader reads at once: many cost it little more than one."""
Asked = tuple[str, str | None, str | None]
"""A text, the slot its author put it in, and the objective above it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with its kind (objective, key_result, kpi, task) and its findings, most serious pattern first."""

    statement: Statement
    kind: str
    findings: tuple[Finding, ...]

    @property
    def issues(self) -> list[str]:
        """The codes found, or ["ok"]."""
        return [finding.code for finding in self.findings] or [OK]

    def as_dict(self) -> dict[str, object]:
        """The reading as plain JSON data; a task carries no figures."""
        figures, counted = self.statement.figures, self.kind != "task" and self.statement.nature.name != "wish"
        return {
            "kind": self.kind,
            "issues": self.issues,
            "metric": self.statement.metric if counted else None,
            "direction": figures.direction if counted else None,
            "baseline": _number(figures.baseline) if counted else None,
            "target": _number(figures.target) if counted else None,
            "unit": figures.unit if counted and figures.target is not None else None,
            "relative": figures.relative if counted else None,
            "findings": [finding.as_dict() for finding in self.findings],
        }


def lint(text: str, declared: str | None = None, parent_objective: str | None = None) -> Reading:
    """Read `text` and apply every pattern to it.

    `declared` is the slot its author put it in (objective, key_result, kpi, task); without it the reader guesses.
    Never raises for any text.
    """
    return next(lint_all([(text, declared, parent_objective)]))


def lint_all(asked: Iterable[Asked]) -> Iterator[Reading]:
    """What `lint` says of each, in order."""
    statements = iter(asked)
    while some := list(itertools.islice(statements, TOGETHER)):
        yield from _lint_together(some)


def _lint_together(asked: Sequence[Asked]) -> Iterator[Reading]:
    rules = [Rules(read(*each)) for each in asked]
    leanings = second_reader.leanings(
        [(each.statement.text, each.statement.slot) for each in rules],
        lambda at, leaning, looks: in_doubt(rules[at], leaning, looks),
    )
    for each, leaning in zip(rules, leanings, strict=True):
        yield _reading(each.statement, heard(each, leaning))


def lint_by_rules(text: str, declared: str | None = None, parent_objective: str | None = None) -> Reading:
    """What `lint` says before the second reader is heard."""
    statement = read(text, declared, parent_objective)
    return _reading(statement, tuple(found for each in all_patterns() if (found := each.find(statement)) is not None))


def _reading(statement: Statement, findings: tuple[Finding, ...]) -> Reading:
    return Reading(statement, kind_of(statement, {finding.code for finding in findings}), findings)


def kind_of(statement: Statement, codes: set[str]) -> str:
    """What a statement is by nature: work is a task, a held level a KPI, a bare measure a key result, else its slot."""
    if "task_not_outcome" in codes:
        return "task"
    if "static_kpi" in codes:
        return "kpi"
    if "bau_routine" in codes:
        return "task"
    return "key_result" if "objective_is_metric" in codes else statement.slot


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value
