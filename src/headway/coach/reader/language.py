"""Whether a statement is in the language the reader knows: it knows English words only."""

from .lexicon import words
from .lexicon.phrases import AUX, CONJUNCTIONS, DETERMINERS, PREPOSITIONS

_ENGLISH = (AUX | CONJUNCTIONS | DETERMINERS | PREPOSITIONS) - words("in an as her no")
_FOREIGN = words("""
alle allen als ao att auf aus aux avec bei bis con da dans das de del della den der des det di dos du durch een ein
eine einem einen einer el em en es et för für het il im ist kein keine la las le les los med mehr met mit nach nicht
och oder og on ou par para pas per por pour que sich sind som sur til till um uma un una und une unser unsere van
vom von voor vor wir y zu zum zur à è é
""")


def is_latin(line: str) -> bool:
    """Whether the letters of `line` are mostly Latin: the reader knows English words only."""
    if line.isascii():
        return True
    letters = [char for char in line if char.isalpha()]
    latin = sum(1 for char in letters if char < "\u0250")
    return latin * 2 >= len(letters)


def is_foreign(bag: frozenset[str]) -> bool:
    """Whether the function words among `bag` belong to another language.

    >>> is_foreign(frozenset("den umsatz um 10 % steigern".split())), is_foreign(frozenset({"la", "paz", "office"}))
    (True, False)
    """
    foreign = len(bag & _FOREIGN)
    return foreign > 1 and foreign > len(bag & _ENGLISH)
