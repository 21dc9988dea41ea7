"""A statement's findings and its kind: what the coach says about one line of text."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from . import second_reader
from .finding import Finding
from .patterns import (
    all_patterns,
    bau_routine,
    no_baseline,
    no_target,
    objective_is_metric,
    task_not_outcome,
    unmeasurable,
)
from .reader import Statement, read
from .reader.lexicon.nouns import SOFT
from .reader.lexicon.phrases import VAGUE
from .reader.nature.open_ended import is_open_ended
from .reader.routine import routine_in

OK = "ok"
_FELT = VAGUE | {"love", "well"}
"""On these, readers differ, whatever the rest of a statement looks like."""
_TOGETHER = 1_000
"""Thousandths of a logit that must lie between two leanings for them to outweigh the rules together."""
_MISTAKEN_FOR = ((task_not_outcome.CODE, unmeasurable.CODE), (unmeasurable.CODE, no_target.CODE))
"""What the rules find by default, where no word they know speaks against it, and what it often is instead."""
_NOT_OF_WORK = frozenset({"static_kpi", "unmeasurable", "no_baseline", "no_target", "objective_is_metric"})
"""What is said of quantities and wishes, and of no work."""
_TOLD = {each.CODE: each.told for each in (task_not_outcome, unmeasurable, no_target, objective_is_metric)}
"""The patterns that the second reader is asked about, each with how it is told of a statement."""


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
    by_rules = lint_by_rules(text, declared, parent_objective)
    findings = _reviewed(by_rules.statement, by_rules.findings)
    return by_rules if findings is by_rules.findings else _reading(by_rules.statement, findings)


def lint_by_rules(text: str, declared: str | None = None, parent_objective: str | None = None) -> Reading:
    """What `lint` says before the second reader is heard."""
    statement = read(text, declared, parent_objective)
    return _reading(statement, tuple(found for each in all_patterns() if (found := each.find(statement)) is not None))


def _reading(statement: Statement, findings: tuple[Finding, ...]) -> Reading:
    return Reading(statement, kind_of(statement, {finding.code for finding in findings}), findings)


def _reviewed(statement: Statement, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings after the second reader was asked; what only it sees is a warning."""
    if statement.nature.name == "unread" or statement.sentence.placeholder:
        return findings
    found = {finding.code for finding in findings}
    leaning = second_reader.leanings(statement.text, statement.slot)
    answers = second_reader.surely(leaning)
    if statement.figures.target is None:
        answers |= _outweighed(found, leaning)
    seen = {code for code, answer in answers.items() if answer and code not in found and _may_add(code, statement)}
    if not seen and not any(answers.get(code) is False for code in found):
        return findings
    kept = [
        finding for finding in findings if answers.get(finding.code) is not False or _stands(finding.code, statement)
    ]
    if task_not_outcome.CODE in found and not kept and not seen:
        kept = _start_missing(statement)
    if unmeasurable.CODE in found and not kept and not seen and _moves_nothing(statement):
        seen.add(no_target.CODE)
    if task_not_outcome.CODE in seen or any(finding.code == task_not_outcome.CODE for finding in kept):
        seen -= _NOT_OF_WORK
    if task_not_outcome.CODE in seen:
        kept = [finding for finding in kept if finding.code not in _NOT_OF_WORK]
        kept += _routine_of(statement) if bau_routine.CODE not in found else ()
    if any(finding.code == unmeasurable.CODE for finding in kept):  # of a quantity nobody says that there is none
        seen.discard(no_target.CODE)
    return tuple(sorted([*kept, *(_TOLD[code](statement, "warning") for code in seen)], key=_place))


def _outweighed(found: Set[str], leaning: Mapping[str, float]) -> dict[str, bool]:
    """Answers of a second reader who is sure of neither, but leans away from what was found and towards its other."""
    for code, other in _MISTAKEN_FOR:
        against, towards = leaning.get(code, 0), leaning.get(other, 0)
        if code in found and towards > 0 > against and towards - against > _TOGETHER:
            return {code: False, other: True}
    return {}


def _stands(code: str, statement: Statement) -> bool:
    """Whether the rules are surer than words can be: the bare name of a quantity says no amount, nor does a start, and
    what is asked or only felt has no number."""
    if code == unmeasurable.CODE:
        return _moves_a_quality(statement) or is_open_ended(statement.sentence)
    starts = statement.figures.baseline is not None and statement.figures.target is None
    return code == no_target.CODE and (starts or _is_bare_name(statement))


def _moves_a_quality(statement: Statement) -> bool:
    """Whether it makes more or less of what is only felt: "reduce the ambiguity of the rules"."""
    head = statement.sentence.head
    moves = head.form == "imperative" and head.cls in {"up", "down", "better"}
    return moves and statement.sentence.object.head in SOFT


def _is_bare_name(statement: Statement) -> bool:
    return statement.nature.name == "measure" and statement.sentence.head.form == "nominal"


def _moves_nothing(statement: Statement) -> bool:
    """Whether a quantity that is not known for one shall rise or fall, and it is not said how far: "cut spoilage"."""
    head = statement.sentence.head
    return head.form == "imperative" and head.cls in {"up", "down"} and statement.slot == "key_result"


def _routine_of(statement: Statement) -> tuple[Finding, ...]:
    """What recurs in a statement that only the second reader takes for work."""
    routine = routine_in(statement.sentence, replace(statement.nature, name="work"))
    found = bau_routine.find(replace(statement, routine=routine)) if routine else None
    return (found,) if found else ()


def _start_missing(statement: Statement) -> list[Finding]:
    """What is missing where the second reader sees more than work: the start of a change that is told."""
    moved = replace(statement, nature=replace(statement.nature, name="movement"))
    found = no_baseline.find(moved) if statement.figures.relative else None
    return [found] if found else []


def _guards(statement: Statement) -> bool:
    """Whether it begins with what must not be, which is no work, whatever it is that must not."""
    words, start = statement.sentence.words, statement.sentence.head.start
    return words[start : start + 1] in {("no",), ("zero",), ("never",), ("nobody",)}


def _may_add(code: str, statement: Statement) -> bool:
    """Whether the second reader may say this of a statement: not where readers differ, or where its figures differ."""
    if code == task_not_outcome.CODE:
        if _is_bare_name(statement) or _guards(statement) or is_open_ended(statement.sentence):
            return False
        return statement.figures.baseline is None and _FELT.isdisjoint(statement.sentence.bag)
    return code == objective_is_metric.CODE or statement.figures.target is None


def _place(finding: Finding) -> int:
    return next(at for at, each in enumerate(all_patterns()) if each.code == finding.code)


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
