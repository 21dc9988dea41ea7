"""Is this metric worth being a KPI? And what is it for this cycle?

Four conditions must hold before a metric is promoted; three further questions say how it will be used. Every cycle
three questions map each KPI to the results of that cycle.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .said import _


@dataclass(frozen=True, slots=True)
class Condition:
    """A question with yes or no, and what to do when the answer is no."""

    name: str
    text: str
    otherwise: str


CONDITIONS = (
    Condition("material", _("Is it a material lever: does the business feel it when it moves?"),
              _("Keep it as a metric; look for the quantity that the business does feel.")),
    Condition("measurable", _("Can it be measured consistently: same definition, same source, every period?"),
              _("Agree the definition and the source first, and record a few periods.")),
    Condition("owned", _("Is one accountable owner named, who can act on it?"),
              _("Name the owner; without one nobody answers when it turns red.")),
    Condition("decides", _("Does it influence decisions: would you do something else if it read differently?"),
              _("Drop it, or name the decision that would rest on it.")),
    Condition("crisis", _("If it went to zero (or without bound), would it be a crisis?"),
              _("It is a diagnostic then: show it beside a KPI instead of promoting it.")),
)  # fmt: skip
DESCRIPTIONS = (
    ("healthy", _("What does healthy look like: from which figure to which?")),
    ("trigger", _("Which figure triggers action, and which action?")),
)
REQUIRED = ("material", "measurable", "owned", "decides")


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether a metric qualifies as a KPI, what speaks against it, and what must still be described."""

    qualified: bool
    verdict: str
    to_do: tuple[str, ...]


def qualify(answers: Mapping[str, bool], descriptions: Mapping[str, str] | None = None) -> Qualification:
    """Judge a metric by the answers to CONDITIONS and the DESCRIPTIONS given.

    All REQUIRED conditions must hold; a "no" to `crisis` is advice. Raises ValueError naming unanswered conditions.
    """
    missing = [condition.name for condition in CONDITIONS if condition.name not in answers]
    if missing:
        raise ValueError(f"These questions are not answered yet: {', '.join(missing)}.")
    failed = [condition for condition in CONDITIONS if not answers[condition.name]]
    qualified = not any(condition.name in REQUIRED for condition in failed)
    described = descriptions or {}
    open_: list[str] = [text for name, text in DESCRIPTIONS if qualified and not described.get(name, "").strip()]
    return Qualification(qualified, _verdict(qualified, bool(failed)), (*(c.otherwise for c in failed), *open_))


def _verdict(qualified: bool, doubts: bool) -> str:
    if not qualified:
        return _("Not a KPI yet: keep it as a metric.")
    return _("A KPI, with a doubt.") if doubts else _("A KPI.")


def map_to_cycle(tied: bool, movable: bool, final: bool, *, raised: bool = False) -> tuple[str, str]:
    """What a KPI is this cycle, and the sentence that says so: key_result, supporting, guardrail or monitor.

    `raised` says that a key result is on it already: the sentence then judges that.

    >>> map_to_cycle(tied=True, movable=True, final=True)[0], map_to_cycle(tied=False, movable=False, final=True)[0]
    ('key_result', 'monitor')
    """
    if tied and raised:
        return _as_raised(movable, final)
    if tied and movable:
        if final:
            return "key_result", _("Write a key result on it: it is the result itself, and it can move.")
        return "supporting", _(
            "Show it beside the key result as a supporting KPI: it says early whether the work works."
        )
    if tied:
        return "guardrail", _("Keep it as a guardrail of the objective: it must not get worse meanwhile.")
    if movable:
        return "monitor", _("Watch it. It could move, but no objective of this cycle needs it to.")
    return "monitor", _("Watch it. It is neither tied to an objective of this cycle nor to be moved.")


def _as_raised(movable: bool, final: bool) -> tuple[str, str]:
    """What a KPI is that a key result is on: the right place, a sign in the place of a result, or a level to guard."""
    if movable and final:
        return "key_result", _("Its key result is in the right place: it is the result itself, and it can move.")
    if movable:
        return "supporting", _(
            "A key result is on it, though it only says early whether the work works: put one on the result "
            "itself, and show this beside it."
        )
    return "guardrail", _(
        "A key result is on it that the team cannot move: keep it as a guardrail, and put one on what can move."
    )
