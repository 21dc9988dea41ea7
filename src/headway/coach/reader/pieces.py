"""The separately scorable pieces of a statement."""

import re
from itertools import islice

from .beside import level_beside
from .lexicon import words
from .lexicon.phrases import AUX, BE, DETERMINERS, FINISHED, LEADING
from .lexicon.verbs import CLASS, FORMS
from .model import Sentence, Statement
from .phrases import attention_in, measure_in
from .qualities import before_preposition, qualities_of
from .tokens import tokenise
from .verb_forms import NOUNS_IN_S

_SPLIT = re.compile(r"(?<=[a-z0-9%)])[.;]\s(?=[A-Z])|;\s|,?\s(?:and|&|as well as|while)\s|,\s")
_SENTENCES = re.compile(r"(?<=[a-z0-9%)])\.\s+(?=[A-Z])|;\s")
_JOINING = re.compile(r"[.;,&] | and | & | while | with ", re.IGNORECASE)
_REFERRING = re.compile(r"\b(?:it|them|this)\b", re.IGNORECASE)
_PARENS = re.compile(r"\([^()]{0,200}\)")
_RESTATING = re.compile(r"(?<=[a-z0-9%)])\. (?:This|That|It|These|Which) (?:is|was|will|would|represents?|means)\b.*")
"""A sentence that only tells another way what the one before it says."""
_ASIDE = r"(?:Baselines?:|Targets?:|Current(?:ly\b|\b[^.;:]{0,20}:)|Use\b)(?:[^.;]|\.(?=\d))*"
_TOLD_BESIDE = re.compile(rf"^{_ASIDE}[.;]\s|(?<=[a-z0-9%)])\s?[.;]\s{_ASIDE}")
"""A sentence that tells where a quantity stands, or what is used: no goal beside the one it belongs to."""
_NUMBERS = re.compile(r"\b(\d{1,4})(?:, \d{1,4}){0,6},? (?:and|or) \d{1,4}(?=-[a-z])")
"""Numbers of one list: "after 30, 60 and 90-day visits"."""
_AND = re.compile(r",? and ")
_PREPOSED = re.compile(
    r"(?:within|in|by|(?:(?:up|down|compared|as against) )?(?:from|to|with)|for|over|during"
    r"|at(?! (?:least|most)\b)|per|of|on|between|including|versus|vs|against|instead of|currently|was|were|today"
    r"|now|an? (?:cumulative |overall )?total of)\b",
    re.IGNORECASE,
)
_AND_ABOVE = re.compile(r"\band (?:above|over|below|under|up|beyond|more|higher|lower|older|younger)\b", re.IGNORECASE)
_BY_WHICH = re.compile(
    r"[;.,]\s(?:measured?|validated?|tracked?|verif(?:y|ied)|report)\b[^;.,]{0,20}\b(?:by|via|through|as)\b[^;.]*",
    re.IGNORECASE,
)
"""How it will be seen, which is no goal of its own: "; measured by NPS"."""
_LISTING = re.compile(r"[,;] ")
_NOT_LISTED = re.compile(
    r"[:=–—/%]|^(?:and|or|with|by|as|in|of|for|if|e\.g|i\.e|such|excluding|including)\b|\b(?:and|divided|reported|who|that|how|which)\b",
    re.IGNORECASE,
)
_SHOULD_BE = re.compile(
    r"(?:The|This|That|Each|Every|These) ([a-z-]+) (?:should|must|will|shall|is to|are to)\b(?!.*\d)"
)
_TIED = frozenset({"it", "its", "them", "their", "this", "that", "these"})
_WORDS = re.compile(r"[A-Za-z][\w-]+")
_BEFORE_VERBS = LEADING | {"to", "we", "we've", "we'll", "will", "also", "not"}
_TOLD_OF_IT = re.compile(r"\s(?:that(?:['’]s)?|which|so|because|where|whereby)\s(?!far\b|much\b|many\b)", re.IGNORECASE)
"""Behind these stands what a wanted thing is like or good for: "a guild **that** teaches, mends and lends"."""
_SAID_OF_IT = frozenset({"it", "they", "we", "you"})
"""Where one of these is the subject of a second clause, the first is its beginning: "the well is dug and it runs"."""
_SENTENCE = 4
_GUARDS = frozenset({"no", "zero"})
_MOVING = words("up down better reach win hold")


def scorable_pieces(statement: Statement) -> list[str]:
    """The pieces that would be scored apart; fewer than two when the statement is one goal.

    Separate sentences, several verbs that each move their own object, three deliverables in a row, several amounts
    of different things, or two measures under one verb.
    """
    if _JOINING.search(statement.text) is None and len(statement.sentence.amounts) < 2:
        return []
    line = _RESTATING.sub("", _NUMBERS.sub(r"\1", _PARENS.sub("", statement.text)))
    line = _BY_WHICH.sub("", _AND_ABOVE.sub("", _TOLD_BESIDE.sub("", line)))
    for rule in (_sentences, _work_and_result, level_beside, _verbs, _amounts, _measures, _clauses):
        pieces = rule(statement, line)
        if len(pieces) > 1:
            return pieces
    return []


def pieces_apart(statement: Statement) -> list[str]:
    """The pieces of a statement in which each begins with a verb of its own, or has an amount of its own, whether or
    not they would be scored apart; none of any other."""
    pieces = _split(_PARENS.sub("", statement.text))
    if len(pieces) < 2:
        return []
    measured = all(_own_amount(statement, piece) for piece in pieces) and len(set(map(_named, pieces))) == len(pieces)
    return pieces if measured or len(_verbed(pieces)) == len(pieces) else []


def _sentences(statement: Statement, line: str) -> list[str]:
    """Parts between full stops or semicolons that could each be ticked off: "Identify the risks. Migrate the archive",
    "20 new stores; 300 agents trained"."""
    colon, semicolon = line.find(":"), line.find(";")
    parts = [part.strip(" .") for part in _SENTENCES.split(line) if len(part.split()) > 1]
    if statement.slot == "kpi" or 0 < colon < semicolon or len(parts) < 2 or _tells_more(*parts[:2]):
        return []
    if len(parts) == 2 and _REFERRING.search(parts[1]) and any(char.isdigit() for char in parts[1]):
        return []
    said = [part for part in parts if _is_whole(part) or len(part.split()) >= _SENTENCE]
    return said if any(_is_whole(part) for part in said) else []


def _tells_more(first: str, second: str) -> bool:
    """Whether a second sentence tells what that of the first is to be like: "Plan it. The plan should be short"."""
    subject = _SHOULD_BE.match(second)
    return subject is not None and subject.group(1).lower() in first.lower().split()


def _is_whole(part: str) -> bool:
    """Whether a part says something of its own: a verb in front, an amount or a guard, or something done behind."""
    words = [word.strip(",.:()'\"").lower() for word in part.split()]
    if not words:
        return False
    if _verb_of(part) or words[0] in _GUARDS or any(char.isdigit() for char in part):
        return True
    return len(words) > 2 and any(FORMS.get(word, ("", ""))[1] == "ed" or word in FINISHED | BE for word in words[1:])


def _work_and_result(statement: Statement, line: str) -> list[str]:
    """Counted output with a counted result: "publish 2 articles to drive a 10 % increase in applicants"."""
    amounts = statement.sentence.amounts
    if statement.sentence.head.cls != "work" or statement.nature.name != "outcome" or len(amounts) < 2:
        return []
    first, second = amounts[0], amounts[1]
    counted = (
        first.unit.family == "count"
        and statement.sentence.head.after < len(statement.sentence.tokens)
        and first.start <= statement.sentence.tokens[statement.sentence.head.after].start + 3
    )
    if not counted or not statement.figures.relative:
        return []
    return [statement.text[: second.start].strip(), statement.text[second.start :].strip()]


def _verb_of(piece: str) -> tuple[str, str] | None:
    """Lemma and class of the verb a piece begins with, when an object follows; None otherwise."""
    words = _from_the_verb(piece)[:6]
    known = FORMS.get(words[0]) if len(words) > 1 else None
    return (known[0], CLASS.get(known[0], "")) if known and known[1] != "s" else None


def _from_the_verb(piece: str) -> list[str]:
    """The words of a piece behind what may stand before its verb: "we will", "to", "also"."""
    words = [word.strip(",.:()'\"").lower() for word in piece.split()]
    while words and words[0] in _BEFORE_VERBS:
        words = words[1:]
    return words


def _verbs(statement: Statement, line: str) -> list[str]:
    """Pieces with their own verb and object: two that move something, or three of any kind."""
    head = statement.sentence.head
    if head.form != "imperative" and not head.modal:
        return []
    line = _from_the_head(statement, line)
    if statement.slot == "objective":
        line = _TOLD_OF_IT.split(line, maxsplit=1)[0]
    pieces = _split(line)
    if len(pieces) > 2 and pieces[0].lower() in FORMS:  # "Highlight and acknowledge …": one object for both
        pieces = pieces[1:]
    verbed = [(piece, verb) for piece, verb in _verbed(pieces) if not (head.tag == "base" and _is_participle(piece))]
    if len(verbed) < 2:
        return []
    moving = [piece for piece, (_, cls) in verbed if cls in _MOVING]
    if statement.slot == "objective" and (_different_moves(verbed) or _two_acts(pieces, verbed)):
        return [piece for piece, _ in verbed]
    if statement.slot == "key_result" and len(verbed) == 2 and _does_and_moves(verbed):
        return [piece for piece, _ in verbed]
    if len(moving) > 1 and (statement.slot != "objective" or len(moving) > 2 or statement.nature.name == "movement"):
        return moving
    return [piece for piece, _ in verbed] if len(verbed) > 2 else []


def _split(line: str) -> list[str]:
    """What stands between the joints of a line."""
    return [piece.strip(" .,") for piece in _SPLIT.split(line) if piece.strip(" .,")]


def _verbed(pieces: list[str]) -> list[tuple[str, tuple[str, str]]]:
    """The pieces that begin with a verb of their own, each with that verb's lemma and class."""
    return [
        (piece, verb)
        for piece in pieces
        if (verb := _verb_of(piece)) and not _PREPOSED.match(piece) and not _is_noun_start(piece)
    ]


def _from_the_head(statement: Statement, line: str) -> str:
    """`line` without what stands before its verb: "work to", "the board shall"."""
    sentence = statement.sentence
    at = sentence.head.after - 1 if sentence.head.form == "clause" else sentence.head.at
    return line.removeprefix(statement.text[: sentence.tokens[at].start])


def _does_and_moves(verbed: list[tuple[str, tuple[str, str]]]) -> bool:
    """Whether something is done, and a quantity moved: "reopen the café and increase bookings by 10 %"."""
    (_, (_, first)), (moved, (_, second)) = verbed
    bare = FORMS.get(_from_the_verb(moved)[0], ("", ""))[1] == "base" and not moved.lower().startswith("to ")
    counted = any(char.isdigit() for char in moved) or measure_in(tuple(moved.lower().split()))
    return first == "work" and second in {"up", "down", "better"} and bare and bool(counted)


def _different_moves(verbed: list[tuple[str, tuple[str, str]]]) -> bool:
    """Whether an objective moves one thing and does another ("reduce pollution and make the city livable")."""
    if any(piece.startswith("to ") for piece, _ in verbed):
        return False
    classes = {"up" if cls in {"up", "better"} else cls for _, (_, cls) in verbed}
    moves = [cls for _, (_, cls) in verbed]
    if len(verbed) < 2 or len(classes) < 2:
        return False
    return moves[0] in {"up", "down"} or "down" in moves or (moves[0] == "wish" and "work" in moves)


def _two_acts(pieces: list[str], verbed: list[tuple[str, tuple[str, str]]]) -> bool:
    """Whether an objective does two things, each to an object of its own: "launch the course and prove it sells"."""
    if len(verbed) < 2 or verbed[0][0] != pieces[0]:
        return False
    if any(piece.startswith("to ") for piece, _ in verbed):
        return False
    acts = [_from_the_verb(piece) for piece, _ in verbed]
    bare = all(FORMS.get(words[0], ("", ""))[1] == "base" for words in acts)
    return bare and all(len(words) > 2 and _TIED.isdisjoint(words[:3]) for words in acts) and "to" not in acts[0]


def _is_participle(piece: str) -> bool:
    """Whether a piece describes something beside an imperative: "build an open and **engaged** club"."""
    return FORMS.get(_from_the_verb(piece)[0], ("", ""))[1] == "ed"


def _is_noun_start(piece: str) -> bool:
    """Whether the verb-like first word is a noun here: "support", "design mocks", "testing of …"."""
    words = piece.lower().split()
    if len(words) < 2:
        return True
    if words[0] == "target" and words[1][:1].isdigit():
        return True
    return (
        words[1] in {"of", "for", "and", "in", "on", "is", "are"} or FORMS[words[0]][1] == "ing"
        if words[0] in FORMS
        else False
    )


def _measured(pieces: list[str]) -> bool:
    return (
        sum(bool(measure_in(tuple(piece.lower().split()))) or any(char.isdigit() for char in piece) for piece in pieces)
        > 1
    )


def _amounts(statement: Statement, line: str) -> list[str]:
    """Pieces that each carry an amount of their own, outside work and outside baseline and target."""
    limits = sum(bool(amount.comparator) for amount in statement.sentence.amounts)
    one_limit = statement.nature.name == "capability" and limits < 2
    if statement.nature.name in {"work", "upkeep"} or one_limit or len(statement.sentence.amounts) < 2:
        return []
    pieces = [piece.strip(" .,") for piece in _SPLIT.split(line) if any(char.isdigit() for char in piece)]
    pieces = [piece for piece in pieces if "stretch" not in piece.lower()]
    paired = statement.figures.baseline is not None
    if len(pieces) < 2 or (paired and len(statement.sentence.amounts) < 3):
        return []
    if paired and len(statement.sentence.amounts) < 4 and not (_verb_of(pieces[-1]) and _verb_of(pieces[0])):
        return []
    own = [piece for piece in pieces if _own_amount(statement, piece)]
    return own if len({_named(piece) for piece in own}) > 1 else []


def _named(piece: str) -> tuple[str, ...]:
    """What a piece has an amount of: two dates of one measure are one goal ("D7 target 25, D30 target 120")."""
    behind = piece.rpartition(":")[2]
    return tuple(word.lower() for word in _WORDS.findall(behind) if not any(char.isdigit() for char in word))


def _own_amount(statement: Statement, piece: str) -> bool:
    """Whether a piece holds a counted amount and names something of its own to measure."""
    place = statement.text.find(piece)
    inside = [a for a in statement.sentence.amounts if place <= a.start < place + len(piece)]
    if not inside and (
        place >= 0 or statement.slot != "key_result"
    ):  # an aside in brackets was taken out of what is not found
        return False
    words = [word for word in _WORDS.findall(piece) if word.lower() not in DETERMINERS]
    return bool(words) and not _PREPOSED.match(piece)


def _measures(statement: Statement, line: str) -> list[str]:
    """Two quantities under one verb: "increase revenue and margin"; an objective's two qualities too."""
    sentence = statement.sentence
    if statement.slot == "objective" and not sentence.amounts and (qualities := qualities_of(sentence)):
        return qualities
    if statement.slot == "kpi" and not sentence.amounts and (listed := _listed_kpis(line)):
        return listed
    if statement.nature.name == "measure" and sentence.head.form == "nominal" and not sentence.amounts:
        return _two_kpis(_named_things(sentence))
    paired = len(sentence.amounts) > 1 or statement.figures.baseline is not None
    if sentence.head.cls not in {"up", "down", "better"} or paired or statement.nature.name != "movement":
        return []
    words = sentence.object.words
    if "and" not in words and "&" not in words:
        return []
    cut = words.index("and") if "and" in words else words.index("&")
    left, right = words[:cut], words[cut + 1 :]
    both = measure_in(left[-1:]) and (measure_in(right[-2:]) or (statement.slot == "objective" and right))
    return [" ".join(left), " ".join(right)] if both else []


def _has_verb(piece: str) -> bool:
    """Whether a finite verb stands in the first of two clauses: not in "go and js are compatible"."""
    lows = [token.low for token in tokenise(piece)]
    return any(low in AUX or FORMS.get(low, ("", ""))[1] in {"s", "base", "ed"} for low in lows[1:])


def _listed_kpis(line: str) -> list[str]:
    """Quantities of two words and more in a row: "Outcomes per visitor, calculator completions"."""
    pieces = [piece.strip(" .") for piece in _LISTING.split(line)]
    plain = all(len(piece.split()) > 1 and not _NOT_LISTED.search(piece) for piece in pieces)
    return pieces if len(pieces) > 1 and plain else []


def _named_things(sentence: Sentence) -> tuple[str, ...]:
    """The words of a name, behind its topic and up to its first preposition."""
    lows = [token.low for token in sentence.tokens]
    behind = lows[len(lows) - lows[::-1].index(":") :] if ":" in lows else lows
    return tuple(before_preposition(behind, {"&"}))


def _two_kpis(words: tuple[str, ...]) -> list[str]:
    """Two quantities in a KPI's place: "monthly churn and net revenue retention"."""
    joints = [at for at, word in enumerate(words) if word in {"and", "&"}]
    if len(joints) != 1:
        return []
    left, right = words[: joints[0]], words[joints[0] + 1 :]
    both = all(measure_in(side[-1:]) or attention_in(side[-1:]) for side in (left, right))
    return [" ".join(left), " ".join(right)] if both else []


def _clauses(statement: Statement, line: str) -> list[str]:
    """Two sentences joined by "and", each with its own verb: "The product is stable and audits are seamless"."""
    sentence = statement.sentence
    if sentence.head.form != "clause":
        return []
    pieces = [piece.strip(" .") for piece in _AND.split(line) if piece.strip()]
    if len(pieces) != 2:
        return []
    lows = [token.low for token in islice(tokenise(pieces[1].partition(",")[0]), 10)]
    if sentence.tokens[sentence.head.at].start >= line.find(pieces[1]):  # "reading and writing scores will rise"
        return []
    if not _has_verb(pieces[0]) or lows[:1] == ["be"] or _SAID_OF_IT & set(lows[:3]):
        return []
    finite = bool(lows) and (
        lows[0] in BE | {"has", "have"}
        or any(low in AUX and low not in {"get", "gets", "got"} for low in lows[1:9])
        or any(FORMS.get(low, ("", ""))[1] == "s" and low not in NOUNS_IN_S for low in lows[1:3])
        or FORMS.get(lows[0], ("", ""))[1] == "s"
    )
    own_subject = finite and lows[0] not in BE | {"has", "have"} and FORMS.get(lows[0], ("", ""))[1] != "s"
    aim = statement.slot == "objective" and statement.nature.name != "work"
    shares_subject = aim and not statement.sentence.head.modal
    return pieces if finite and (own_subject or shares_subject) else []
