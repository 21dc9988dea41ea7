"""A goal that decides on somebody's money."""

import re
from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "tied_to_pay"
ALONE = True
IN_FILES = True
TITLE = _("Tied to pay or reviews")
WHAT = _("A goal, its reason or its key result says that pay, bonus, promotion or a review hangs on it.")
WHY = _(
    "People aim for what they are sure to reach once money hangs on it, and stop saying early that something fails."
)
REWRITE = _(
    "Take the sentence out. Pay and reviews may look at how somebody worked, not at the score of an ambitious goal."
)
EXAMPLES = (
    SetExample(
        _("“Reaching this counts for 30 % of the bonus.”"),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics", why="Reaching this counts for 30% of the yearly bonus."),)
        ),
        True,
    ),
    SetExample(
        _("The achievement goes into the appraisal."),
        Snapshot(objectives=(Objective("O-1", "Win clinics", why="OKR score is part of the performance review."),)),
        True,
    ),
    SetExample(
        _("A goal about pay itself."),
        Snapshot(
            objectives=(Objective("O-1", "Pay is fair here", "U-1"),),
            key_results=(KeyResult("KR-1", "Close the gender pay gap from 8% to 3%"),),
        ),
        False,
    ),
    SetExample(
        _("A goal about reviews."),
        Snapshot(objectives=(Objective("O-1", "Every performance review is held in time", "U-1"),)),
        False,
    ),
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s|\n")
_PAY = (
    r"(?:bonus(?:es)?(?![- ](?:points?|payouts?|cards?))|variable (?:pay|compensation|salary|remuneration)"
    r"|(?:pay|salary) (?:rise|raise|increase|review)s?|merit increases?|a raise|stock grants?|remuneration"
    r"|incentive (?:plan|pay|payment|scheme)s?|commission(?!-| data|ed|er)"
    r"|promotion(?! (?:budget|of|campaign|rate|code))"
    r"|compensation(?! (?:bands?|claims?))|salar(?:y|ies)(?! bands?)"
    r"|payout|(?:your|his|her|their|my|our|whose|everybody's) raise|cash prizes?|prize money|promoted"
    r"|(?:stock|share|equity|option|rsu)s? (?:grants?|refreshers?|awards?|options?))"
)
_REVIEW = (
    r"(?:performance (?:reviews?|appraisals?|evaluations?|ratings?)|appraisals?"
    r"|(?:year-?end|annual|yearly|half-year(?:ly)?) (?:reviews?|evaluations?|assessments?))"
)
_TO = (
    r"(?:tied|linked|coupled|counts?|contributes?|part|basis|determin\w+|depends?|hangs?|hinges?|contingent|decid\w+"
    r"|weigh\w*|goes|flows|feeds?|used|needed|required|relevant|considered|taken into account|reflected|payable|earns?"
    r"|triggers?|unlocks?|qualif\w+|eligib\w+|gets?|receives?|means|brings|wins?|worth)"
)
_FROM = (
    r"(?:depends?|hangs?|hinges?|rests?|unlocks?|counts?|tied|linked|coupled|contingent|based|calculated|paid|payable"
    r"|decided|determined|granted|awarded|given)"
)
_LOSS = (
    r"(?:promoted|let go|fired|dismissed|sacked|made redundant|(?:performance )?improvement plans?|pips?"
    r"|loses? (?:his|her|the|their|your) (?:jobs?|posts?|roles?))"
)
_MISSING = r"(?:miss(?:es|ed|ing)?|fail(?:s|ed|ing)?|(?:below|under) \d[\d.,]* ?%?|not (?:reach|meet|hit|achiev)\w*)"
"""What a goal must not decide on either: who goes, where it is missed."""
_GOAL = re.compile(
    r"\b(?:this|these|it|those who (?:fail|miss)|okrs?|mbos?|scores?|goals?|objectives?|key results?|achiev\w+|reach\w*"
    r"|hit(?:s|ting)?|targets?|met|meet(?:s|ing)?|0\.\d|counts? (?:for|towards?)|considered|relevant|needed|basis"
    r"|part of|weighs)\b|\d ?%",
    re.IGNORECASE,
)
"""What pay must hang on: the goal, its score, or a share of it."""
_TIED = re.compile(
    rf"\b{_TO}\b[^.;\n]{{0,60}}\b(?:{_PAY}|{_REVIEW})\b|\b(?:{_PAY}|{_REVIEW})\b[^.;\n]{{0,40}}\b{_FROM}\b"
    rf"|\b{_PAY}[- ]relevant\b|\b(?:bonus|mbo) (?:goal|target|objective)\b"
    rf"|\b{_MISSING}(?=\W)[^.;\n]{{0,60}}\b{_LOSS}\b|\btarget agreements?\b|\b1[34]th salary\b"
    r"|\bboni?\w*relevant\b|\bzielbonus\b"
    r"|\brewarded financially\b|\b(?:to )?(?:rate|rank)(?:s|d)? (?:employees|people|staff)\b",
    re.IGNORECASE,
)


def tie_in(text: str) -> str:
    """The words of `text` by which pay or a review hangs on the goal, "" where none does."""
    for said in _SENTENCE.split(text[:5000]):
        tied = _TIED.search(said)
        if tied and (tied.start() == 0 or _GOAL.search(said)):
            return tied[0]
    return ""


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective or key result."""
    for goal in snapshot.current:
        texts = [(goal.key, goal.title), (goal.key, goal.why)]
        texts += [(row.key, row.title) for row in snapshot.krs_of(goal)]
        for key, text in texts:
            if said := tie_in(text):
                where = _("why it is done") if text == goal.why else _("its text")
                evidence = _("“{words}” in {where} ({key}).").format(words=said, where=where, key=key)
                yield Seen("error", goal.unit, (key,), evidence, REWRITE, (text,))
                break
