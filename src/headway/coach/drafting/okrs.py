"""An objective with its key result from a text: the movement it tells of, or what is missing to make it one."""

from collections.abc import Mapping

from ..lint import Reading, lint
from ..patterns import no_baseline, static_kpi
from ..reader import Statement, read
from ..reader.model import Figures
from ..reader.phrases import measure_in
from ..rewriting import from_to, side_verb, with_start
from ..said import _
from ..wording import wording
from .amounts import as_written, told_range
from .draft import MEASURE, Draft
from .ends import End, without_end
from .measured import Measured, without_lead_in
from .quantities import edges_of, figures_of, quantity_in

_NOW, _THEN = "<now>", "<then>"
_OWN_WORDS = frozenset({"up", "down", "better"})


def okr_draft(text: str, answers: Mapping[str, bool], end: End | None) -> Draft:
    """The objective that a text leads to; its `end` in time is kept apart from the key result."""
    reading = lint(text, "key_result")
    statement = read(without_end(reading.statement, end), "key_result") if end else reading.statement
    statement, plain = without_lead_in(statement), reading.statement.text.rstrip(". ")
    quantity = quantity_in(statement, is_kpi=False)
    is_work = reading.kind == "task" and (quantity is None or quantity.amount is None)
    figures = Figures() if is_work else figures_of(statement, quantity)
    wish = not is_work and bool(plain) and figures.target is None and (quantity is None or _is_wish(statement))
    quantity = None if is_work or wish else quantity
    result = _key_result(reading, statement, figures, quantity, is_work)
    goes_on = quantity is not None and (answers["continuous"] or answers["next_year"])
    ranged = edges_of(figures) is not None
    return Draft(
        "okr", quantity.name if quantity else MEASURE, objective=plain if wish else None, key_result=result,
        kpi=quantity.name if quantity and goes_on else None,
        direction="decrease" if _verb(statement, quantity) == "Reduce" else "increase",
        baseline=None if ranged else figures.baseline, target=None if ranged else figures.target, unit=figures.unit,
        relative=bool(figures.relative), due=end.text if end else None, initiative=plain if is_work else None,
        still_needed=_still_needed(result, wish, is_work, figures, end),
    )  # fmt: skip


def _still_needed(result: str, wish: bool, is_work: bool, figures: Figures, end: End | None) -> tuple[str, ...]:
    needed = [] if wish else [_("objective (what it is for, and for whom)")]
    needed += [_("owner")]
    needed += [_("what is measured")] if is_work or MEASURE in result else []
    needed += [_("baseline")] if _NOW in result else []
    needed += [_("target")] if figures.target is None else []
    needed += [] if end else [_("due date")]
    return tuple(needed)


def _is_wish(statement: Statement) -> bool:
    """Whether a text without figures says how things should be, or what is wrong, and names nothing to measure."""
    sentence = statement.sentence
    if statement.metric is None or sentence.head.form == "clause":
        return True
    return sentence.head.form == "nominal" and not measure_in((sentence.object.head,))


def _key_result(
    reading: Reading, statement: Statement, figures: Figures, quantity: Measured | None, is_work: bool
) -> str:
    """The text where it says all; else the text with what is missing between angle brackets."""
    verb = _verb(statement, quantity)
    open_ = f"{verb} {quantity.inside if quantity else MEASURE} from {_NOW} to {_THEN}"
    if is_work:
        offered = next((found for each in reading.findings if (found := wording(each.rewrite))), "")
        return offered or open_
    if figures.target is None:
        own_words = quantity is not None and statement.sentence.head.form == "imperative"
        return (from_to(statement) if own_words else "") or open_
    edges = edges_of(figures)
    if edges and quantity:
        low, high = told_range(figures.unit, *edges, statement.text, quantity.name)
        return f"Bring {quantity.inside} from {_NOW} to between {low} and {high}"
    if figures.baseline is not None or not _lacks_start(reading, statement):
        return without_end(statement, None)
    return _with_start(statement, quantity, figures, verb) or open_


def _with_start(statement: Statement, quantity: Measured | None, figures: Figures, verb: str) -> str:
    """A target with the place of its start: in the words of a movement, or as the movement of what is measured."""
    head, amount = statement.sentence.head, (quantity.amount if quantity else None) or figures.target_amount
    moves = head.form == "imperative" and head.cls in _OWN_WORDS and head.verb != "lose" and statement.metric
    if figures.relative or moves:
        return with_start(statement)
    if quantity and (amount or figures.target == 0):
        goal = as_written(statement, amount, quantity.name) if amount else "0"
        return f"{verb} {quantity.inside} from {_NOW} to {goal}"
    of_cases = amount is not None and amount.is_share and head.form == "imperative"
    return (with_start(statement) if of_cases else "") or without_end(statement, None)


def _lacks_start(reading: Reading, statement: Statement) -> bool:
    """Whether a target has no start: the coach finds so, or the text only bounds a quantity."""
    if {no_baseline.CODE, static_kpi.CODE} & {each.code for each in reading.findings}:
        return True
    amount = statement.figures.target_amount
    bare = statement.sentence.head.form != "imperative" or statement.metric is None
    return bare and amount is not None and amount.comparator in {"<", ">"}


def _verb(statement: Statement, quantity: Measured | None) -> str:
    """ "Raise" or "Reduce", by the side that is good."""
    if quantity is None:
        return side_verb(statement)
    return "Reduce" if quantity.falls else "Raise"
