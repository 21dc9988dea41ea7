"""The words of a statement that a finding shows: a verbatim span that begins and ends where a reader would pause."""

import itertools
import re

from . import second_reader
from .reader.lexicon import words
from .reader.lexicon.phrases import AUX, BE, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, RELATIVE
from .reader.lexicon.verbs import FORMS, NOUNISH
from .reader.model import Sentence, Statement
from .reader.tokens import Token

LONGEST = 120
_STOPS = frozenset(".,;:!?→")
_PAUSING = _STOPS | {"(", ")"}
_GOING_ON = _STOPS | frozenset('([{"-/&+#<>≥≤=$€£')
"""Signs behind which a phrase goes on."""
_SMALL = words("to not least most than incl including eg")
_DANGLING = (PREPOSITIONS | DETERMINERS | CONJUNCTIONS | RELATIVE | BE | _SMALL) - words("more new this that there up")
_STARTS = (PREPOSITIONS | RELATIVE | {"to", "while", "by"}) - {"of", "than", "v", "plus"}
_AMOUNT_LEAD = re.compile(
    r"(?:\b(?:to|by|at|of|over|under|below|above|within|between|least|most|more|less|fewer|no|not|never|than|about"
    r"|around|up|an?|additional|another)\s|sub-|[+]/-\s?|[<>≥≤=~±]{1,2}\s?){1,5}$",
    re.IGNORECASE,
)
_LEAD_LENGTH = 40


def clip(text: str, longest: int = LONGEST) -> str:
    """`text` without its full stop, at most `longest` long and cut between words with a sign that it was cut.

    >>> clip("Publish the guide to migration.", 20)
    'Publish the guide…'
    """
    whole = text.strip().rstrip(". ")
    if len(whole) <= longest:
        return whole
    cut = whole[:longest].rsplit(" ", 1)[0].split(" ")
    while len(cut) > 1 and cut[-1].strip(",.;:()-&/").lower() in _DANGLING | {"", "of"}:
        cut.pop()
    return " ".join(cut).rstrip(" ,.;:-(/") + "…"


def shown(statement: Statement) -> str:
    """The words that show what a statement is by nature, with the amount they turn on."""
    sentence, amount = statement.sentence, statement.figures.target_amount
    seed = statement.nature.evidence
    start = sentence.line.find(seed) if seed else 0
    end = max(start, 0) + len(seed)
    if statement.nature.name in {"level", "share", "capability"} and amount and amount.end - start <= LONGEST:
        end = max(end, amount.end)
    return phrase(sentence, max(start, 0), end)


def amount_of(statement: Statement) -> str:
    """The target with the words that lead to it: "to 70%", "at least 5x", "40% of repositories"; "" without one."""
    amount, line = statement.figures.target_amount, statement.text
    if amount is None:
        return ""
    lead = _AMOUNT_LEAD.search(line, max(0, amount.start - _LEAD_LENGTH), amount.start)
    start = lead.start() if lead else amount.start
    if amount.is_share and line[amount.end :].startswith((" of ", "+ of ")):
        return phrase(statement.sentence, start, amount.end + 5, pausing_at_verbs=True)
    if amount.unit.family == "count" and line[amount.end :][:2].strip(" +").isalpha():
        return phrase(statement.sentence, start, amount.end + 2, pausing_at_verbs=True)
    return line[start : amount.end].strip(" .,;")


def weighing_most(statement: Statement, code: str) -> str:
    """The words that the second reader's answer on `code` rests on most."""
    start, end = second_reader.weightiest(statement.text, statement.slot, code)
    whole = (token.start for token in statement.sentence.tokens if token.start <= start < token.end)
    return phrase(statement.sentence, next(whole, start), end)


def phrase(sentence: Sentence, start: int, end: int, pausing_at_verbs: bool = False) -> str:
    """The span from `start` that reaches over `end` to the next pause, or back to the last one if that is far."""
    tokens = [token for token in sentence.tokens if token.end > start]
    kept = _kept(tokens, sum(token.start < end for token in tokens))
    best = 0
    for at, token in enumerate(tokens, 1):
        if token.end - start > LONGEST:
            break
        if _is_pause(tokens, at - 1, pausing_at_verbs) and not _is_open(tokens[:at]):
            best = at
            if at >= kept:
                break
    last = tokens[best - 1].end if best else start + len(clip(sentence.line[start:]).removesuffix("…"))
    return sentence.line[start:last].strip(" ,;:.-")


def _kept(tokens: list[Token], inside: int) -> int:
    """How many of the first tokens must be shown: without an opening bracket or small words at their end."""
    while inside > 1 and (tokens[inside - 1].low in _DANGLING or tokens[inside - 1].text in "([,;:-"):
        inside -= 1
    return inside


def _is_pause(tokens: list[Token], at: int, at_verbs: bool) -> bool:
    """Whether a reader may stop behind token `at`: at a sign, or before what begins another phrase."""
    if at + 1 == len(tokens):
        return True
    here, following = tokens[at], tokens[at + 1]
    if here.low in _DANGLING or here.text in _GOING_ON:
        return False
    if following.text == "," and _in_list(tokens[at + 2 : at + 10]):
        return False
    if following.text in _PAUSING:
        return following.start > here.end or following.text not in ":." or at + 2 >= len(tokens) or _spaced(tokens, at)
    if following.low in _STARTS:
        return not (here.text[0].isdigit() and following.low in {"to", "in"}) and here.low != "up"
    if following.low == "and":
        return _does(tokens[at + 2 :])
    return at_verbs and following.low in AUX


def _does(tokens: list[Token]) -> bool:
    """Whether the first word is a verb and no noun: another thing to do begins."""
    return bool(tokens) and FORMS.get(tokens[0].low, ("", ""))[1] == "base" and tokens[0].low not in NOUNISH


def _in_list(tokens: list[Token]) -> bool:
    """Whether a comma before these words is one of a list of things: ", candidate, and new teammate satisfaction"."""
    lows = [token.low for token in tokens]
    return not _does(tokens) and any(one in ",/" and two in {"and", "or", "&"} for one, two in itertools.pairwise(lows))


def _spaced(tokens: list[Token], at: int) -> bool:
    """Whether a blank follows the sign behind token `at`, so that it is no part of a name such as node.js."""
    return tokens[at + 2].start > tokens[at + 1].end


def _is_open(tokens: list[Token]) -> bool:
    """Whether a bracket or quotation mark is open at the end."""
    texts = [token.text for token in tokens]
    return texts.count("(") > texts.count(")") or texts.count("[") > texts.count("]") or texts.count('"') % 2 == 1
