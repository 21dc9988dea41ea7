"""Two goals in one."""

from ..finding import Example, Finding
from ..quoting import clip
from ..reader.model import Statement
from ..reader.pieces import pieces_apart, scorable_pieces
from ..said import _

ORDER = 9
CODE = "compound"
TITLE = _("Two goals in one")
WHAT = _("Two or more things that would be scored apart stand in one statement.")
WHY = _("When one is reached and the other is not, the score says neither. Each needs its own number and owner.")
REWRITE = _("Split it into goals of their own: {pieces}.")
_UNSPLIT = _("Split it: a goal of its own for each thing that is scored apart.")
EXAMPLES = (
    Example("Raise NPS from 30 to 40 and cut churn from 5% to 3%", "key_result", True),
    Example("Increase revenue and margin", "objective", True),
    Example("Identify the top risks. Migrate the archive", "key_result", True),
    Example("Reduce waste, increase yield and improve safety", "objective", True),
    Example("Design and build the intake form", "key_result", False),
    Example("Raise NPS from 30 to 40", "key_result", False),
    Example("Fast, safe and friendly support", "objective", False),
    Example("Grow to between 40 and 50 customers", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """Several separately scorable pieces in any slot but a task's."""
    if statement.slot == "task" or statement.nature.name == "unread":
        return None
    pieces = scorable_pieces(statement)
    if len(pieces) < 2:
        return None
    return Finding(CODE, "hint", _evidence(statement, pieces), WHY, _split_into(_said(statement, pieces)))


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to hold several goals, split where each has its verb or amount."""
    pieces = pieces_apart(statement)
    return Finding(CODE, "hint", clip(statement.text), WHY, _split_into(pieces) if pieces else _UNSPLIT)


def _split_into(pieces: list[str]) -> str:
    return REWRITE.format(pieces=" · ".join(f"“{clip(piece)}”" for piece in pieces[:4]))


def _said(statement: Statement, pieces: list[str]) -> list[str]:
    """The pieces as they were written; two things under one verb each with that verb."""
    low, head = statement.text.lower(), statement.sentence.head
    found = [(low.find(piece.lower()), piece) for piece in pieces]
    own = [statement.text[at : at + len(piece)] if at >= 0 else piece for at, piece in found]
    if head.form != "imperative" or found[0][0] <= 0 or statement.sentence.amounts:
        return own
    verb = statement.sentence.quote(head.start, head.after)
    return [f"{verb} {piece}" for piece in own] if statement.text.startswith(f"{verb} ") else own


def _evidence(statement: Statement, pieces: list[str]) -> str:
    """The words from the first piece to the last."""
    low = statement.text.lower()
    start, last = low.find(pieces[0].lower()), low.rfind(pieces[-1].lower())
    if start < 0 or last < start:
        return statement.text.rstrip(". ")
    return statement.text[start : last + len(pieces[-1])]
