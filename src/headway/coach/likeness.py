"""How alike two goals are in what they mean: stems, synonyms, and nothing of their numbers and dates.

"Reduce churn" and "raise retention" want the same, "reduce churn" and "increase churn" the opposite: words such as
churn turn the direction of a text round. Goals that go two ways, or name two things of one kind (line 1 and line 2,
new and existing customers, NPS and CSAT), are never alike.

Likeness is the share of ideas that two texts have in common (Jaccard, https://doi.org/10.1111/j.1469-8137.1912.tb05611.x).
Candidates for pairs come from the rarest ideas of each text: two texts that are alike by a share t must share one of
the n - ceil(t n) + 1 rarest of n (prefix filtering, Chaudhuri et al. 2006, https://doi.org/10.1109/ICDE.2006.9).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

LONGEST = 400
CLOSEST = 100
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_DATE = re.compile(r"\b(?:q[1-4]|h[12]|fy)\s?'?\d{0,4}\b", re.IGNORECASE)
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at based be become been being by can do driven during everywhere for from get has have here "
        "how in into is it its make makes making more most of on or our over per rate so strong stronger than that the "
        "their them they this to up via want was we will with within through across end each every all least under "
        "above below between about until before after quarter year month week day days weeks months pp k m bn eur usd "
        "gbp percent percentage points new der die das und ein eine einen einer für mit von zu im den dem des wir "
        "unser unsere auf bis um",
    )
)
_UP = (
    "raise increase grow boost improve lift expand push accelerate gain strengthen enhance maximise maximize double",
    "more",
)
_DOWN = ("reduce cut lower decrease shrink shorten minimise minimize lessen drop trim halve fewer less",)
_GROUPS = (
    "keep maintain hold sustain preserve remain",
    "launch release ship deliver roll publish introduce rollout",
    "build create develop design establish",
    "win succeed conquer",
    "customer client buyer shopper account consumer",
    "user member subscriber visitor",
    "employee staff colleague people team talent worker personnel",
    "revenue sales income turnover bookings arr mrr",
    "retention retain renewal renew loyalty loyal stay churn attrition leave leaver loss cancellation cancel",
    "satisfaction satisfied happy happiness csat delight delighted love loved loves nps gladly happily",
    "engagement engaged active activity usage adoption adopt use consumption consume",
    "conversion convert",
    "cost expense spend spending expenditure",
    "fast faster quick quickly quicker slower speed speedy rapid rapidly slow latency time duration delay wait waiting",
    "answer answers response respond reply support",
    "quality defect bug error fault mistake",
    "hire recruit recruiting recruitment hiring fill",
    "onboard onboarding activate activation setup",
    "market segment region territory country",
    "product platform app application service tool software solution",
    "reliable reliability uptime availability available stable stability downtime outage incident",
    "learn learning train training skill upskill",
    "secure security safe safer safety accident injury",
    "partner partnership reseller channel",
    "lead prospect pipeline opportunity",
    "brand awareness visibility reputation",
    "process workflow procedure operation operational",
    "citizen resident inhabitant taxpayer",
    "pupil learner schoolchild",
    "donor giver supporter benefactor",
    "supplier vendor",
    "pay paid payment settle",
    "invoice bill",
    "parcel shipment consignment",
    "energy power electricity",
    "plant factory",
    "carbon co2 emission greenhouse footprint",
    "waste scrap spoilage wastage",
    "stock inventory",
    "absence absenteeism sickness absent",
    "easy easier easily simple simpler simply effortless convenient",
    "understand understandable clear clearer clearly clarity transparent transparency",
    "forecast predict prediction predictable",
    "appointment consultation",
    "agreement contract",
    "doctor physician clinician",
    "recommend recommendation refer referral",
    "meet fulfil fulfill",
    "excellent outstanding best great world-class leading premier",
)
_TURNING = (
    "churn attrition leave leaver loss cancellation cancel defect bug error fault downtime outage incident slow "
    "latency time duration delay wait waiting mistake accident injury absence absenteeism sickness absent waste scrap "
    "spoilage wastage"
)
"""Words of which less is wanted, in a group whose first word is wanted more of."""
_SHORT = (
    (re.compile(r"\bnet promoter(?: score)?s?\b"), "nps"),
    (re.compile(r"\bcustomer satisfaction score\b"), "csat"),
    (re.compile(r"\bmonthly recurring revenue\b"), "mrr"),
    (re.compile(r"\bannual(?:ly)? recurring revenue\b"), "arr"),
    (re.compile(r"\b(?:customer )?acquisition costs?\b"), "cac"),
    (re.compile(r"\b(?:customer )?life-?time value\b"), "ltv"),
    (re.compile(r"\bmean time to (?:recover\w*|repair|restore|resol\w+)\b"), "mttr"),
    (re.compile(r"\bmonthly active users?\b"), "mau"),
    (re.compile(r"\bdaily active users?\b"), "dau"),
    (re.compile(r"\bnet revenue retention\b"), "nrr"),
    (re.compile(r"\bmean time to detect\b"), "mttd"),
    (re.compile(r"\baverage order value\b"), "aov"),
    (re.compile(r"\bclick-?through rate\b"), "ctr"),
    (re.compile(r"\bfirst[- ](?:call|contact) resolution\b"), "fcr"),
    (re.compile(r"\baverage handl(?:ing|e) time\b"), "aht"),
    (re.compile(r"\bdays sales outstanding\b"), "dso"),
    (re.compile(r"\bworld[- ]class\b"), "excellent"),
)
"""Names of measures and their short forms."""
_LABEL = re.compile(
    r"\b(line|plant|team|phase|tier|site|region|group|cohort|wave|version|level|zone|area|unit|store|stage|class|grade|part"
    r"|milestone|step|module|batch|release|sprint|building|ward|branch|series|squad|pod|round)\s?(\d+|[a-z]\b(?!['’]))"
)
_KINDS = (
    ("age", "new existing current"),
    ("side", "inbound outbound"),
    ("reach", "internal external"),
    ("owner", "public private"),
    ("size", "enterprise mid-market smb small large"),
    ("place", "north south east west"),
    ("whom", "patient doctor nurse student teacher parent supplier customer employee partner"),
    ("score", "nps csat enps ces"),
    ("money", "arr mrr bookings ebitda gmv margin cash"),
    ("layer", "frontend backend mobile web desktop ios android"),
    ("order", "first second third fourth"),
)
"""Words that name one of a kind: goals about two different ones are two goals."""


_ENDINGS = (
    ("isations", "is"), ("izations", "is"), ("isation", "is"), ("ization", "is"), ("ations", ""), ("ation", ""),
    ("ments", ""), ("ment", ""), ("ities", ""), ("ity", ""), ("nesses", ""), ("ness", ""),
    ("fully", ""), ("ful", ""), ("ings", ""), ("ing", ""),
    ("ions", ""), ("ion", ""), ("ives", ""), ("ive", ""), ("ies", "y"), ("ers", ""), ("er", ""), ("ed", ""),
    ("ly", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


def stem(word: str) -> str:
    """The word without its ending, so that "retained", "retaining" and "retention" begin alike."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


_SAME = {stem(word): f"={group.split()[0]}" for group in reversed(_GROUPS) for word in group.split()}
_WAY = {stem(w): 1 for group in _UP for w in group.split()} | {stem(w): -1 for group in _DOWN for w in group.split()}
_TURNS = frozenset(stem(word) for word in _TURNING.split())
_LISTED = frozenset(word for group in _GROUPS for word in group.split())
_KIND = {word: (kind, word) for kind, words in _KINDS for word in words.split()}
_DOER = re.compile(r"(?:er|or)s?$")


class Sense(NamedTuple):
    """What a text speaks of: its ideas, whether it wants more (1) or less (-1) of them, and which one of a kind."""

    ideas: frozenset[str]
    way: int
    turned: bool
    marks: frozenset[tuple[str, str]]

    @property
    def size(self) -> int:
        """How much it says."""
        return len(self.ideas) + (self.way != 0)


@lru_cache(maxsize=50_000)
def sense(text: str) -> Sense:
    """A text read for what it means: its words as stems, synonyms as one, without numbers, dates and small words."""
    line = _DATE.sub(" ", text[:LONGEST]).casefold()
    for name, short in _SHORT:
        line = name.sub(short, line) if name.search(line) else line
    words = [word.strip("'’") for word in _WORD.findall(line)]
    stems = [(word, stem(word)) for word in words]
    ways = [_WAY[each] for _, each in stems if each in _WAY]
    turned = sum(each in _TURNS for _, each in stems) % 2 == 1
    found = frozenset(
        _idea(word, each) for word, each in stems if word not in _EMPTY and len(word) > 1 and each not in _WAY
    )
    return Sense(found, (ways[0] if ways else 0) * (-1 if turned else 1), turned, _marks(line, words))


def _idea(word: str, stemmed: str) -> str:
    """The idea of a word; whoever does something (a designer) is not the doing, unless listed as such."""
    if _DOER.search(word) and word.rstrip("s") not in _LISTED:
        return word.rstrip("s")
    return _SAME.get(stemmed, stemmed)


def _marks(line: str, words: list[str]) -> frozenset[tuple[str, str]]:
    labels = {(match[1], match[2]) for match in _LABEL.finditer(line)}
    singular = (word if word in _KIND else word.removesuffix("s") for word in words)
    return frozenset(labels | {_KIND[word] for word in singular if word in _KIND})


def ideas(text: str) -> frozenset[str]:
    """What a text speaks of."""
    return sense(text).ideas


def likeness(one: str, other: str) -> float:
    """From 0.0 (no idea shared, or opposite wishes) to 1.0 (the same ideas)."""
    return share(sense(one), sense(other))


def share(first: Sense, second: Sense) -> float:
    """Shared ideas over all ideas; 0.0 where either has none, or they want opposites or different ones of a kind."""
    if not first.ideas or not second.ideas or first.way * second.way < 0 or _two_of_a_kind(first.marks, second.marks):
        return 0.0
    return len(first.ideas & second.ideas) / len(first.ideas | second.ideas)


def same_measure(one: str, other: str) -> bool:
    """Whether two names of measures that are alike name one number: retention is not churn, and revenue no MRR."""
    if sense(one).turned != sense(other).turned:
        return False
    first, second = _plain(one), _plain(other)
    return len(first & second) >= 0.3 * len(first | second)


@lru_cache(maxsize=50_000)
def _plain(text: str) -> frozenset[str]:
    """The stems of a name without synonyms."""
    line = text[:LONGEST].casefold()
    for name, short in _SHORT:
        line = name.sub(short, line)
    return frozenset(stem(word) for word in _WORD.findall(line) if word not in _EMPTY)


def _two_of_a_kind(first: frozenset[tuple[str, str]], second: frozenset[tuple[str, str]]) -> bool:
    """Whether each names one of a kind that the other does not, of the same kind."""
    if not first or not second or first == second:
        return False
    mine, theirs = {kind for kind, _ in first - second}, {kind for kind, _ in second - first}
    return not mine.isdisjoint(theirs)


def alike(
    texts: Mapping[str, str], at_least: float = 0.6, fewest: int = 2, about: Collection[str] | None = None
) -> Iterator[tuple[str, str, float]]:
    """Every pair of keys of `texts` that are alike by `at_least`, in order, with how much; of those that hold a key
    `about` alone where there are any.

    Texts that say less than `fewest` things are alike to nothing. Each text is compared with the CLOSEST latest
    candidates at most, so that a thousand copies of one text cost a hundred comparisons each.
    """
    senses = {key: sense(text) for key, text in texts.items()}
    seen = Counter(idea for each in senses.values() for idea in each.ideas)
    places = {key: id(each) for key, each in senses.items()}  # one for all texts that are the same
    rarest: dict[int, list[str]] = {}
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    first: dict[str, list[str]] = defaultdict(list)
    for key, each in senses.items():
        if each.size < fewest:
            continue
        place = places[key]
        if place not in rarest:
            rarest[place] = _rarest(each.ideas, seen, at_least)
        known, rare = shares[place], rarest[place]
        others = dict.fromkeys(other for idea in rare for other in first[idea][-CLOSEST:])
        for other in others if about is None or key in about else [other for other in others if other in about]:
            found = known.get(places[other])
            if found is None:  # a company gives many goals the same few titles: each two of these are compared once
                found = known[places[other]] = _share_from(at_least, senses[other], each)
            if found >= at_least:
                yield other, key, found
        for idea in rare:
            first[idea].append(key)


def _share_from(at_least: float, one: Sense, other: Sense) -> float:
    """What ``share`` says, or 0.0 where their sizes, or what they have in common, tell that it is less than asked."""
    mine, theirs = len(one.ideas), len(other.ideas)
    if min(mine, theirs) < at_least * max(mine, theirs):
        return 0.0
    common = len(one.ideas & other.ideas)
    return share(one, other) if common / (mine + theirs - common) >= at_least else 0.0


def _rarest(bag: Iterable[str], seen: Counter[str], at_least: float) -> list[str]:
    ordered = sorted(bag, key=lambda idea: (seen[idea], idea))
    return ordered[: len(ordered) - math.ceil(at_least * len(ordered)) + 1]
