"""How alike two goals are in what they mean: stems, synonyms, and nothing of their numbers and dates.

Likeness is the share of ideas that two texts have in common (Jaccard, https://doi.org/10.1111/j.1469-8137.1912.tb05611.x).
Candidates for pairs come from the rarest ideas of each text: two texts that are alike by a share t must share one of
the n - ceil(t n) + 1 rarest of n (prefix filtering, Chaudhuri et al. 2006, https://doi.org/10.1109/ICDE.2006.9).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

LONGEST = 400
CLOSEST = 100
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_DATE = re.compile(r"\b(?:q[1-4]|h[12]|fy)\s?'?\d{0,4}\b", re.IGNORECASE)
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at be been being by can do during for from get has have how in into is it its make makes "
        "making more most of on or our over per so than that the their them they this to up via was we will with "
        "within through across end each every all least under above below between about until before after quarter "
        "year month week day days weeks months pp k m bn eur usd gbp percent percentage points new "
        "der die das und ein eine einen einer für mit von zu im den dem des wir unser unsere auf bis um",
    )
)
_GROUPS = (
    "raise increase grow boost improve lift expand push accelerate gain strengthen enhance maximise maximize double",
    "reduce cut lower decrease shrink shorten minimise minimize lessen drop trim halve",
    "keep maintain hold sustain stay preserve remain",
    "launch release ship deliver roll publish introduce rollout",
    "build create develop design establish",
    "customer client buyer shopper account consumer",
    "user member subscriber visitor",
    "employee staff colleague people team talent worker personnel",
    "revenue sales income turnover bookings arr mrr",
    "churn attrition leave leaver loss cancellation cancel",
    "retention retain renewal renew loyalty loyal stay",
    "satisfaction satisfied happy happiness csat delight delighted nps promoter love",
    "engagement engaged active activity usage adoption adopt use",
    "conversion convert",
    "cost expense spend spending expenditure",
    "fast faster quick quickly quicker speed rapid rapidly latency slow response",
    "quality defect bug error fault incident",
    "hire recruit recruiting recruitment hiring fill",
    "onboard onboarding activate activation setup",
    "market segment region territory country",
    "product platform app application service",
    "reliable reliability uptime availability available stable stability downtime",
    "learn learning train training skill upskill",
    "secure security safe safety",
    "partner partnership reseller channel",
    "lead prospect pipeline opportunity",
    "brand awareness visibility reputation",
    "process workflow procedure operation operational",
    "excellent outstanding best great world-class leading premier",
)
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


@lru_cache(maxsize=50_000)
def ideas(text: str) -> frozenset[str]:
    """What a text speaks of: its words as stems, synonyms as one, without numbers, dates and small words."""
    words = _WORD.findall(_DATE.sub(" ", text[:LONGEST]).casefold())
    stems = (stem(word.strip("'’-")) for word in words if word not in _EMPTY and len(word) > 1)
    return frozenset(_SAME.get(each, each) for each in stems)


def likeness(one: str, other: str) -> float:
    """From 0.0 (no idea shared) to 1.0 (the same ideas)."""
    return share(ideas(one), ideas(other))


def share(first: frozenset[str], second: frozenset[str]) -> float:
    """Shared ideas over all ideas; 0.0 where either has none."""
    return len(first & second) / len(first | second) if first and second else 0.0


def alike(texts: Mapping[str, str], at_least: float = 0.6, fewest: int = 2) -> Iterator[tuple[str, str, float]]:
    """Every pair of keys of `texts` that are alike by `at_least`, in order, with how much.

    Texts of fewer than `fewest` ideas are alike to nothing. Each text is compared with the CLOSEST latest candidates
    at most, so that a thousand copies of one text cost a hundred comparisons each.
    """
    bags = {key: ideas(text) for key, text in texts.items()}
    seen = Counter(idea for bag in bags.values() for idea in bag)
    first: dict[str, list[str]] = defaultdict(list)
    for key, bag in bags.items():
        if len(bag) < fewest:
            continue
        rare = _rarest(bag, seen, at_least)
        others = dict.fromkeys(other for idea in rare for other in first[idea][-CLOSEST:])
        for other in others:
            sizes = len(bags[other]), len(bag)
            if min(sizes) >= at_least * max(sizes) and (found := share(bags[other], bag)) >= at_least:
                yield other, key, found
        for idea in rare:
            first[idea].append(key)


def _rarest(bag: Iterable[str], seen: Counter[str], at_least: float) -> list[str]:
    ordered = sorted(bag, key=lambda idea: (seen[idea], idea))
    return ordered[: len(ordered) - math.ceil(at_least * len(ordered)) + 1]
