"""What the reader makes of a statement."""

from dataclasses import dataclass

from .amount import Amount
from .dates import When
from .tokens import Token


@dataclass(frozen=True, slots=True)
class Head:
    """The verb a statement turns on.

    `form` is imperative ("Hire …"), clause ("Users adopt …") or nominal ("Churn rate"); `verb` its lemma and
    `cls` its class (see lexicon/verbs.py), both "" for nominals; `at` and `after` are token indexes: where the
    verb begins and where its complement begins; `subject` the lower-case words before it.
    """

    form: str = "nominal"
    verb: str = ""
    cls: str = ""
    tag: str = ""
    start: int = 0
    at: int = 0
    after: int = 0
    subject: tuple[str, ...] = ()
    own: bool = False
    passive: bool = False
    modal: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its lower-case words without determiners and numbers, and its main noun."""

    words: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a goal; `direction` is increase, decrease, reach, maintain, within or None."""

    direction: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    relative: bool | None = None
    target_amount: Amount | None = None
    baseline_amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """On what a target depends: `share_of` whom, which `percentile`, which `cohort`, within which `period`."""

    share_of: str | None = None
    percentile: str | None = None
    cohort: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Nature:
    """What a statement is, whatever slot it stands in, and the words that show it.

    `name` is work, upkeep (work that never ends), level, movement, outcome, share, measure, reading or wish.
    """

    name: str = "wish"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement taken apart: the input of every later step."""

    line: str
    declared: str | None
    parent: str | None
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    bag: frozenset[str]
    head: Head
    subject: Phrase
    object: Phrase
    amounts: tuple[Amount, ...]
    dates: tuple[When, ...]
    is_english: bool = True
    placeholder: str = ""

    def quote(self, start: int, end: int) -> str:
        """The words of the statement from token `start` to token `end` (exclusive), as they were written."""
        if start >= end or start >= len(self.tokens):
            return ""
        return self.line[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end]

    def quote_word(self, *candidates: str) -> str:
        """The first token whose lower-case form is one of `candidates`, as it was written; "" when there is none."""
        return next((token.text for token in self.tokens if token.low in candidates), "")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement read: its sentence, slot, nature, metric, figures, and the words that make it a routine."""

    sentence: Sentence
    slot: str
    nature: Nature
    figures: Figures
    metric: str | None = None
    routine: str | None = None

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.sentence.line
