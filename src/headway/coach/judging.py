"""How the coach reads the goals of a file: each with the figures beside its text, and with its key results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import stated
from .finding import Finding
from .goal_files import Written
from .lint import Reading, lint_all
from .patterns import all_patterns
from .titles import WORK, ruled_out
from .together import found_together


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal of a file, how the coach reads it, and what it shows together with those of its objective."""

    file: str
    goal: Written
    reading: Reading
    together: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found about it."""
        return (*self.reading.findings, *self.together)


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
    readings = list(_told_start(written, readings))
    shown = found_together(written, readings)
    return [Judged(file, goal, readings[at], shown.get(at, ())) for at, goal in enumerate(written)]


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
