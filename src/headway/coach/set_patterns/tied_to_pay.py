"""A goal that decides on somebody's money."""

import re
from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "tied_to_pay"
ALONE = True
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
_MONEY = (
    r"(?:bonus(?:es)?|compensation|salar(?:y|ies)|pay(?:out| rise)?|commission|promotions?|variable pay|incentives?)"
)
_REVIEW = r"(?:performance (?:review|appraisal|evaluation|rating)|appraisal|annual review)"
_TIE = (
    r"(?:tied|linked|counts?|part|basis|determin\w+|depends?|decid\w+|weigh\w+|goes|feeds?|used|relevant|payable|paid"
    r"|triggers?|qualif\w+|eligib\w+)"
)
_TIED = re.compile(
    rf"\b{_TIE}\b[^.;\n]{{0,60}}\b(?:{_MONEY}|{_REVIEW})\b|\b(?:{_MONEY}|{_REVIEW})\b[^.;\n]{{0,40}}\b{_TIE}\b"
    rf"|\b{_MONEY}[- ]relevant\b|\b(?:bonus|mbo) (?:goal|target|objective)\b|\bboni?\w*relevant\b|\bzielbonus\b",
    re.IGNORECASE,
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective or key result."""
    for goal in snapshot.current:
        texts = [(goal.key, goal.title), (goal.key, goal.why)]
        texts += [(row.key, row.title) for row in snapshot.krs_of(goal)]
        for key, text in texts:
            if said := _TIED.search(text[:5000]):
                where = _("why it is done") if text == goal.why else _("its text")
                evidence = _("“{words}” in {where} ({key}).").format(words=said[0], where=where, key=key)
                yield Seen("error", goal.unit, (key,), evidence, REWRITE, (text,))
                break
