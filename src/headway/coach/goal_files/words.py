"""The words by which files name what stands in them: slots, figures, and sections that hold no goals."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..reader.lexicon import words

SLOT_OF_WORD = {
    **dict.fromkeys(("objective", "objectives", "obj", "goal", "goals", "o", "aims"), "objective"),
    **dict.fromkeys(
        ("key result", "key results", "keyresult", "keyresults", "kr", "krs", "result", "results", "measures",
         "success metrics", "success measures", "success criteria", "measures of success", "key metrics",
         "stretch goal", "stretch goals", "stretch targets"), "key_result"
    ),
    **dict.fromkeys(
        ("kpi", "kpis", "metric", "metrics", "indicators", "health metrics", "guardrails", "guardrail metrics"), "kpi"
    ),
    **dict.fromkeys(
        ("task", "tasks", "initiative", "initiatives", "work", "action", "actions", "activities", "deliverables",
         "project", "projects", "epic", "epics", "milestone", "milestones", "deliverable", "todo", "todos",
         "to do", "to dos", "steps"), "task"
    ),
}  # fmt: skip
"""Words that name a slot in files, as `plain_name` writes them."""
FIGURE_OF_WORD = {
    **dict.fromkeys(
        ("baseline", "baseline value", "start", "start value", "starting value", "starting point", "initial",
         "initial value", "from", "startwert", "ausgangswert"), "baseline"
    ),
    **dict.fromkeys(
        ("current", "current value", "currently", "current state", "actual", "actual value", "as is", "today", "now",
         "ist", "istwert"), "current"
    ),
    **dict.fromkeys(
        ("target", "targets", "target value", "goal value", "end value", "to", "sollwert", "soll", "zielwert"), "target"
    ),
    **dict.fromkeys(("lower", "lower bound", "lower limit", "min", "minimum", "floor"), "lower"),
    **dict.fromkeys(("upper", "upper bound", "upper limit", "max", "maximum", "ceiling"), "upper"),
    **dict.fromkeys(("band", "healthy", "healthy band", "threshold", "green"), "band"),
    **dict.fromkeys(("unit", "units", "unit of measure", "unit of measurement", "uom", "einheit"), "unit"),
    **dict.fromkeys(("metric", "metric name", "measure", "measured by", "indicator", "success metric"), "metric"),
}  # fmt: skip
"""Words that name a field of a goal: what it measures, where that stands, and how far it goes or which band it keeps
to."""
FIELDS = words(
    "area assignee assignees assigned category check-in comment comments confidence contributor contributors "
    "created cycle date deadline department depends description details done dri due end id key kind label labels "
    "level link links note notes owner owners parent period priority progress quarter ref score scoring status "
    "tag tags team teams type updated updates url weight why rationale risk risks blocker blockers collaborators "
    "sponsor responsible"
) | {"eta", "end date", "start date", "due date", "last updated", "check in", "depends on", "responsible person"}
"""Words that name any other field of a goal: never a goal."""

_PERIOD = re.compile(
    r"q[1-4]|h[12]|(?:fy|cy)\d{0,4}|[12]?\d|20\d\d|q[1-4]fy\d\d|(?:fy\d\d)q[1-4]|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|spring|summer|"
    r"autumn|fall|winter|quarter|year|month|half|eoy|eoq|cycle|sprint|first|second|third|fourth"
)
_QUALIFIERS = words(
    "our my the a of for and or in on to with by this next last previous current main top key team's annual "
    "yearly quarterly monthly weekly strategic overall long short term draft final group individual personal "
    "shared stretch committed aspirational north star success health guardrail related supporting items item "
    "list proposed primary leading lagging"
)
_UNITS = words(
    "team teams company department engineering marketing sales product design finance legal hr people "
    "operations ops support customer customers security infrastructure platform data it research development "
    "communications recruiting talent ceo cto cfo coo cmo cpo cro chro vp office executive leadership "
    "organisation organization culture organisational organizational business unit division backend frontend "
    "mobile web qa sre devops r&d"
)
_ASIDE = words(
    "risk risks mitigation mitigations note notes context timeline timelines owner owners ownership background "
    "overview summary introduction intro status update updates progress retrospective retrospectives retro review "
    "reviews links link reference references resources resource appendix faq faqs glossary definitions definition "
    "terms dependencies dependency assumptions assumption scoring scores grading legend contents toc changelog "
    "changes history members member contact contacts meeting meetings agenda stakeholders stakeholder budget "
    "schedule calendar process principles mission vision values purpose scope non anti not learnings lessons "
    "learned questions question open comments comment feedback blockers blocker issues confidence rationale "
    "motivation why how what who when where about instructions guidelines guide template examples example tips "
    "roles role responsibilities responsible accountable attendees participants decisions decision log archive "
    "archived rituals cadence ceremonies see also footnotes sources source credits license disclaimer constraints "
    "tools further reading ideas backlog parking lot challenges concerns wins highlights lowlights kudos "
    "documentation docs details information info ways working agreements alternatives considered rules page "
    "setting strategy dri dris raci sign off approvals approval table acknowledgements metadata"
)
_TOPICS = words("documentation docs process tools budget meetings meeting issues open feedback roles ideas learnings")
_MEMBERS = frozenset({"our", "the", "team", "teams"})
_OF_SUCCESS = re.compile(r"^(?:how|what)\b.*\b(?:measured?|know|success)\b")
_OF_WORK = re.compile(
    r"^(?:what we(?: will|['’]ll|(?:['’]re| are) going to)? do\b(?! not)|how we(?: will|['’]ll)? get there)"
)
_GOAL_WORDS = frozenset({"okr", "okrs"})
_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,4}[.)]|[A-Z][.)])\s+")
_MOST_WORDS = 8


def plain_name(name: str) -> str:
    """The name of a field or column in the form in which they are compared: "Key_Result (KR) " is "key result"."""
    apart = _HUMP.sub(" ", _BRACKETS.sub(" ", name)).replace("#", " no ")
    said = re.sub(r"[\s_-]+", " ", apart.lower())
    return re.sub(r"^[^\w]+|[^\w]+$", "", said).strip()


class Named(NamedTuple):
    """What a heading or a lone label names: `what` is slot, aside, or group (a title, a team or a period).

    `many` says whether it names a list of them: "Objectives", and not "Objective"; `topic` whether goals may be about
    it, as figures below it would tell: "Documentation".
    """

    what: str
    slot: str | None = None
    many: bool = False
    topic: bool = False


def named_by(text: str) -> Named | None:
    """What `text` names, when it is made of words that name something and says nothing itself."""
    plain = plain_name(without_number(text))
    said = _WORD.findall(plain)
    if not said:
        return Named("group")
    if len(said) > _MOST_WORDS:
        return None
    if plain in SLOT_OF_WORD:
        return Named("slot", SLOT_OF_WORD[plain], plain.endswith("s"))
    if _OF_SUCCESS.search(plain):
        return Named("slot", "key_result", True)
    if _OF_WORK.search(plain):
        return Named("slot", "task", True)
    if said[0] in {"how", "what", "why", "about"} or set(said) <= _MEMBERS:
        return Named("aside")
    return _by_words(said)


def _by_words(said: list[str]) -> Named | None:
    slots = [word for word in said if word in SLOT_OF_WORD and word != "o"]
    aside = [word for word in said if word in _ASIDE]
    known = _GOAL_WORDS | _QUALIFIERS | _UNITS | _ASIDE
    if not all(word in known or word in SLOT_OF_WORD or _PERIOD.fullmatch(word) for word in said):
        return None
    if aside:
        return Named("aside", topic=_TOPICS.issuperset(aside))
    if slots and not _GOAL_WORDS & set(said) and len({SLOT_OF_WORD[word] for word in slots}) == 1:
        return Named("slot", SLOT_OF_WORD[slots[0]], slots[-1].endswith("s"))
    return Named("group")


def without_number(text: str) -> str:
    """A heading without the number in front of it."""
    return _NUMBERING.sub("", text)


def is_field(name: str) -> bool:
    """Whether `name` is that of a field that describes a goal: "Owner", "Target"."""
    plain = plain_name(name)
    return plain in FIELDS or figure_named(plain) is not None


_OF_A_PERIOD = re.compile(
    r"\b(?:q[1-4]|h[12]|fy ?\d\d(?:\d\d)?|20\d\d|eoy|eoq|(?:year|quarter) end|end of (?:the )?(?:year|quarter))\b"
)
_OF_A_RESULT = re.compile(r"^(?:kr|key result|kpi) ?\d{0,2} (?=\w)")


def figure_named(plain: str) -> str | None:
    """The figure that a plain name is of; a period or the number of a key result beside it tells nothing more."""
    found = FIGURE_OF_WORD.get(plain)
    if found is not None or len(plain) > 60:
        return found
    rest = _OF_A_RESULT.sub("", " ".join(_OF_A_PERIOD.sub(" ", plain).split()))
    rest = re.sub(r"^(?:in|for|by) | (?:in|for|by|€|%|\$)$", "", rest)
    return FIGURE_OF_WORD.get(rest)


def is_period(plain: str) -> bool:
    """Whether a plain name is that of a period alone: "Q3 2026"."""
    return bool(plain) and not _OF_A_PERIOD.sub("", plain).strip()


def first_of(names: Iterable[str], wanted: Iterable[str]) -> int | None:
    """Where the first of the `wanted` stands among the `names`."""
    all_names = list(names)
    return next((all_names.index(name) for name in wanted if name in all_names), None)
