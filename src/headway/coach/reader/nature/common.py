"""Questions several rules ask of a sentence."""

import re

from ..amount import Amount
from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import ARTEFACTS, OUTSIDERS, OWN_STAFF, PLANS
from ..lexicon.phrases import AWARDS, VAGUE
from ..model import Sentence

_EVENT = Cued(
    """
first pilot launch event conference workshop workshops training trainings webinar webinars course courses programme
program academy boot bootcamp hackathon hackathons cohort onboarding after new newly early hired participants
attendee attendees beta checklist usability acceptance uat initial audit exam inspection assessment
""",
    r"\b(?:first \d+ days|pilot|(?<!post-)launch|(?:per|each|the|this|our) event|conference"
    r"|(?:the|our|this|of) (?:[\w-]+ )?(?:workshops?|trainings?|webinars?|courses?|programme|program|academy"
    r"|boot ?camp|hackathons?)|cohort|onboarding survey|after (?:the "
    r")?(?:[\w-]+ )?(?:launch|release|event|training|workshop|course|hackathon|boot ?camp)s?\b"
    r"|new(?:ly hired)? (?:users|hires|teammates|employees|customers|joiners|clients)|early adopters survey|hired in"
    r"|participants|attendees?|beta|checklist|usability tests?"
    r"|(?:user )?acceptance test\w*|\buat\b|(?:first|initial) (?:[\w-]+ )?(?:survey|surveys|poll|census|feedback)"
    r"|after (?:the |our )?pilot(?: testing)?"
    r"|(?:in|on|at|during) (?:the|our|an?) (?:[\w-]+ ){0,3}(?:audit|exam|inspection|assessment|usability tests?))\b",
)
_BENCHMARK = Cued(
    """
0 lan wan ethernet vm cpu gpu phone chromebook instance instances drive machine laptop cluster hardware dataset
benchmark large
""",
    r"\b\d+(?:\.\d+)?\s?[kmgt]i?b\b|\b\d+k?\s?(?:repos|repositories|entries|rows|nodes|files|records|concurrent"
    r"|million|requests|connections|peers|packages|documents)\b"
    r"|\bover (?:lan|wan|fast ethernet|ethernet)\b|\bon (?:a |an )?(?:[\w-]+ ){0,2}(?:vm|cpu|gpu|phone|chromebook"
    r"|instances?"
    r"|hard drive|machine|laptop|cluster"
    r"|hardware|3g|4g)\b|\bdataset\b|\bbenchmark\b|\blarge\b",
)


_OF_PLAN = re.compile(
    r"\s?(?:\+\s)?(?:completion rate |completion |achievement |attainment )?"
    r"(?:of|against|to|across|on)\s(?:(?!have\b|has\b|with\b|a\b|within\b|on\b|in\b|under\b|by\b|are\b|is\b"
    r"|meet\b|met\b|for\b)[\w'-]+\s){0,6}?(?:" + "|".join(sorted(PLANS)) + r")\b",
    re.IGNORECASE,
)
_PLAN_FIRST = Cued("plan", r"\bplan\b[^.;]{0,20}\d\s?%")
_FILLS = words(
    "be achieve close complete deliver fill finish fulfil fulfill hire hit implement meet reach release ship"
)
_STOCK = Cued(
    """
arr mrr nrr margin run valuation recurring mau dau wau maus daus active subscribers followers contributors coverage
headcount cash runway aum backlog stars
""",
    r"\b(?:arr|mrr|nrr|margin|run[- ]rate|valuation|recurring revenue|mau|dau|wau|maus|daus|(?:monthly|daily|weekly) "
    r"active|subscribers|followers|contributors|(?<!press )(?<!media )coverage|headcount|cash(?! flow)"
    r"|runway|aum|backlog|stars)\b",
)
_LOAD = Cued("second rps qps concurrent tps", r"\bper second\b|\b[rq]ps\b|\bconcurrent\b|\btps\b")


def is_stock(sentence: Sentence) -> bool:
    """Whether the quantity is a stock that already has a value (MRR, users) rather than a count of the period."""
    return _STOCK.search(sentence.line) is not None


def is_load(sentence: Sentence) -> bool:
    """Whether an amount is a load a system should bear ("5,000 requests per second")."""
    return _LOAD.search(sentence.line) is not None


_WITHIN_DAYS = Cued(
    "within",
    r"\bwithin (?:\w+ ){1,2}?(?:business |calendar |working )?(?:minutes?|hours?|days?)\b"
    r"|\bwithin \d+ ?(?:min|h|d|m)\b",
)


def within_days(sentence: Sentence) -> bool:
    """Whether something is to be done in minutes, hours or days each time: no term of a plan."""
    return any(when.is_period for when in sentence.dates) and _WITHIN_DAYS.search(sentence.line) is not None


_RATE = Cued("per each", r"\b(?:per|for each) (?!day\b|week\b|month\b|quarter\b|year\b|annum\b|hour\b|sprint\b)[\w$€£]")


def is_rate(sentence: Sentence) -> bool:
    """Whether an amount is told for each of many, so that it had a value before: "3 items **per order**"."""
    return bool(sentence.amounts) and _RATE.search(sentence.line, sentence.amounts[0].end) is not None


_ENSURING = re.compile(r"^(?:ensure|make sure) (?:that )?", re.IGNORECASE)
CEILING = 95
"""From this many percent on, a share is one to be kept rather than reached."""
_OPENERS = frozenset({""}) | words("""
a_minimum_of about an_average_of approximately ensure ensuring ensure_that make_sure make_sure_that around at_least
at_most get have having less_than fewer_than max max. maximum maximum_of minimum minimum_of more_than nearly only over
some the under up_to we_have
""")
_FROM_OUTSIDE = words("external outside third-party independent")
_OUTER = words("other another thought industry external outside partner customer client community opinion")


BY_OTHERS = Cued(
    "from by",
    r"\bfrom (?:outside|external|independent|customers|users|clients|partners|analysts|journalists"
    r"|(?:the )?press)\b|\bby (?:[\w-]+ )?(?:newspapers|journalists|media|outlets"
    r"|researchers|people|volunteers|maintainers|distributions|community|(?:community|board|club) members|the channel"
    r"|contributors|customers|users|clients"
    r"|partners|non-\w+|third|outside|external|others|investors|press"
    r"|analysts)",
)
"""Who did it, when it was not those who do the work."""
OPERATED = words("""
accuracy availability compliance csat esat enps error errors nps on-time punctuality response satisfaction sla slas
slo slos success ssat uptime
""")
"""What is run day by day and therefore held at a level, rather than raised."""
_QUANTITY = re.compile(
    r"(?:the |our |total |average |overall )*(?:number|amount|percentage|percent|share|proportion|count|volume"
    r"|frequency|ratio|rate|average|median|%|#)\s(?:of\s|number)?\w",
    re.IGNORECASE,
)


def names_quantity(sentence: Sentence, start: int) -> bool:
    """Whether the words from token `start` name a quantity as such: "the number of …", "% of …"."""
    return start < len(sentence.tokens) and _QUANTITY.match(sentence.line, sentence.tokens[start].start) is not None


def share_of(sentence: Sentence) -> Amount | None:
    """The percentage a statement begins with or turns on, None when it has none."""
    return next((amount for amount in sentence.amounts if amount.is_share), None)


def starts_with_amount(sentence: Sentence) -> Amount | None:
    """The amount the statement proper opens with ("3 blog posts", "at least 50 % of …")."""
    if not sentence.amounts or not sentence.tokens:
        return None
    first = sentence.amounts[0]
    begin = sentence.tokens[min(sentence.head.start, len(sentence.tokens) - 1)].start
    lead = _ENSURING.sub("", sentence.line[begin : first.start]).strip(" ><≥≤=~+(").lower()
    if first.is_share and first.after.startswith(" of "):
        lead = lead.rpartition(":")[2].strip(" ><≥≤=~+(")
    return first if lead in _OPENERS else None


def is_attainment(sentence: Sentence) -> bool:
    """Whether a percentage measures a plan that fills up during the period ("85 % of the hiring plan")."""
    if sentence.head.form == "clause" and sentence.head.verb not in _FILLS and starts_with_amount(sentence):
        return False
    if _PLAN_FIRST.search(sentence.line):
        return True
    return any(_OF_PLAN.match(a.after) for a in sentence.amounts if a.is_share)


def is_measured_once(sentence: Sentence) -> bool:
    """Whether the measure is taken on one event, cohort, release or programme of the period."""
    return _EVENT.search(sentence.line) is not None


def is_benchmark(sentence: Sentence) -> bool:
    """Whether a limit is stated for test conditions (data sizes, hardware) rather than for service in production."""
    return _BENCHMARK.search(sentence.line) is not None


def is_bare(sentence: Sentence) -> bool:
    """Whether there is no amount, or only one in brackets: "support team (3 FTE) live"."""
    return all(amount.before.endswith("(") for amount in sentence.amounts)


def has_upper_bound(sentence: Sentence) -> bool:
    """Whether an amount is a limit to stay below."""
    return any(amount.comparator in {"<", "±"} for amount in sentence.amounts)


def subject_is_outside(sentence: Sentence) -> bool:
    """Whether somebody outside those who do the work is the subject."""
    words = sentence.subject.words
    if not _FROM_OUTSIDE.isdisjoint(words):
        return True
    return any(word in OUTSIDERS for word in words) and words[-1] not in OWN_STAFF


def subject_is_own(sentence: Sentence) -> bool:
    """Whether those who do the work are the subject."""
    if not _OUTER.isdisjoint(sentence.subject.words) or not _OUTER.isdisjoint(sentence.head.subject):
        return False
    return sentence.head.own or any(word in OWN_STAFF for word in sentence.subject.words[-2:])


def names_artefact(words: tuple[str, ...]) -> str:
    """The last thing a team makes among `words`, "" when there is none."""
    return next((word for word in reversed(words) if word in ARTEFACTS), "")


def names_award(sentence: Sentence) -> str:
    """A state among the words that somebody outside grants, "" when there is none."""
    return next((word for word in sentence.words if word in AWARDS), "")


def is_vague(words: tuple[str, ...] | frozenset[str]) -> str:
    """The first adjective or adverb on which readers may differ, "" when there is none."""
    return next((word for word in words if word in VAGUE), "")
