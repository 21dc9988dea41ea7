"""Goals that are satisfied by finishing work."""

import re

from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import COUNTED_OUTPUT, GIVEN, OUTSIDERS, OWN_STAFF
from ..lexicon.verbs import APPROACHING, CLASS, FORMS
from ..model import Figures, Nature, Sentence
from ..phrases import measure_in
from .common import (
    has_upper_bound,
    is_attainment,
    is_benchmark,
    is_load,
    names_artefact,
    share_of,
    within_days,
)
from .efforts import vague_effort
from .wanted import is_wanted_state

_RESULT = Cued(
    "0 with",
    r"\b(?:achieving|reaching|resulting in|leading to|yielding|delivering|generating|driving|reducing|increasing"
    r"|improving|attracting|converting|saving|cutting|bringing|gaining)\b(?=[^.;]{0,60}\d)"
    r"|\b(?:used|adopted|rated|completed|recommended) by (?:at least |more than |over |[>≥] ?)?\d"
    r"|\bso that\b(?=[^.;]{0,80}\d)|[(,] ?\d+(?:\.\d+)?\s?% of \w+ [\w ]{2,30}\)|= ?\d+ ?%"
    r"|\bwith (?:an? )?(?:average )?(?:at least "
    r"|>=? ?|over |more than |≥ ?|a |an |minimum )?\+?\d+(?:\.\d+)?\s?\+?%"
    r"|\bwith (?:an? )?(?:[\w-]+ ){0,3}(?:nps|csat|satisfaction|rating|score)\b(?=[^.;(]{0,25}\d)"
    r"|\bwith (?:an? )?\d(?:\.\d+)?\+?[ -](?:stars?|points?)?[ -]?(?:rating|score|nps|csat)s?\b"
    r"|\bwith (?:[\w.-]+ ){0,6}[<>≤≥]=?\s?\d"
    r"|(?<!ing )\bwith (?:zero|no) (?!more\b)\w",
)
_PURPOSE = re.compile(
    r"(?:\b(?:to|and|that|which|will|by)|[;,])\s+(?:help(?:s|ing)?\s+(?:\w+\s+)?)?([a-z]+)\b", re.IGNORECASE
)
_SCORED = re.compile(
    r"^with .*%\s?(?:accuracy|precision|recall|coverage|availability|uptime|reliability)\b", re.IGNORECASE
)
_BRINGS = Cued(
    """
bring brings bringing generate generates generated attract attracts yield yields win wins convince convinces convert
converts gets drive drives recruits
""",
    r"\b(?:that|which|and|to) (?:will |should |can )?(?:bring(?:s|ing)?(?: in)?|generate[sd]?"
    r"|attracts?|yields?|wins?|convinces?"
    r"|converts?|gets|drives?|recruits)\s(?:at least |over |more than |>\s?)?(?:\d[\d,.]*k?|two"
    r"|three|four|five|six|ten)"
    r"\s(?!(?:blog|posts?|reports?|articles?)\b)",
)
_DELIVERING = words("""
bring_in close complete contribute deliver drive establish fill finish generate make place post produce provide
set ship source support
""")
_CEILING = Cued("more under within less", r"\bno more than\b|\bunder\b|\bwithin\b|\bless than\b")
_INVITING = words("""
add bring build connect create deliver develop enable engage enlist enroll establish form help introduce join launch
license onboard open pilot pilot_with place provide reach recruit_ register sell serve support
""")
_OCCASIONS = words("interviews sessions workshops events guides surveys meetings webinars calls")
_MIGRATING = words("""
compost convert cover decommission delete deprecate digitise digitize divert eliminate migrate move onboard
pay_down pay_off phase_out port recycle remove replace retire reuse shift switch transfer transform transition upgrade
""")
_RECRUITED = words("""
advisers advisors ambassadors champions companies customers donors families members mentor mentors organisations
organizations participants partners patients respondents schools speakers sponsors testers users volunteer
volunteers
""")
_OUTWARD = (OUTSIDERS | {"members", "member"}) - words("""
account accounts community customer developer developers enterprise media people person press public team trial user
""")
_REACHED = _OUTWARD | {"people", "users", "developers"}
_RESULTS = words("""
arr bookings cost-savings earnings efficiencies growth income margin mrr pipeline profit revenue revenues roi sales
savings
""")
_IN_SHARE = re.compile(r"\bin\s(?:at least |over |more than |[>≥] ?)?$", re.IGNORECASE)
_IN_UNDER = re.compile(r"\bin (?:under|less than|no more than|at most) (?:an? )?$", re.IGNORECASE)
_OWN_COUNT = words("conduct deliver hire hold host organise organize publish recruit run write")
_BRINGING = words("bring take move push pull shift turn drive")
_MEETING = words("complete conduct hold host lead organise organize run schedule")
_PRESENCE = re.compile(r"%\s(?:[\w-]+\s){0,2}(?:participation|attendance|clarity|presence)\b", re.IGNORECASE)
_WHERE_TO = re.compile(
    r"\b(?:to|under|below|above|over|within)\s(?:under |below |above |over |at least |less than |[<>≥≤]\s?)?$", re.I
)
_ENDS = words("""
completed created delivered deployed documented finalised finalized implemented launched published released shipped
written
""")


def work(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """An imperative (or "we have …") of making or doing; passes when a result of the work is named or others decide."""
    head = sentence.head
    if head.form != "imperative" or head.cls != "work":
        return None
    evidence = sentence.quote(head.at, head.after + 4)
    if slot == "task":
        return Nature("work", evidence)
    special = _not_only_work(sentence, figures)
    if special:
        return special
    if slot == "objective" and is_wanted_state(sentence):
        return Nature("wish", evidence)
    return vague_effort(sentence, evidence) or Nature("work", evidence)


def _not_only_work(sentence: Sentence, figures: Figures) -> Nature | None:
    """The nature of a statement whose work verb carries a result, a level or other people's decisions."""
    for rule in (
        _counted_down,
        _brought,
        _bounded_service,
        _others_decide,
        _with_result,
        _migrated_share,
        _figure_delivered,
    ):
        nature = rule(sentence, figures)
        if nature:
            return nature
    return None


def _counted_down(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Consolidate vendors from 12 to 5": a work verb that moves a quantity between two values."""
    first = sentence.amounts[0] if sentence.amounts else None
    if figures.relative and first is not None and first is figures.target_amount and first.change_word:
        return Nature("movement", sentence.quote(sentence.head.at, sentence.head.after + 6))
    own = sentence.head.verb in _OWN_COUNT or sentence.object.head in COUNTED_OUTPUT
    if figures.baseline is not None and figures.target is not None and not own:
        return Nature("movement", sentence.quote(sentence.head.at, sentence.head.after + 6))
    return None


def _brought(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Bring open bugs to zero", "push margin above 40 %": a verb of moving with where the quantity should be."""
    amount = figures.target_amount
    if sentence.head.verb not in _BRINGING or amount is None:
        return None
    if not (_WHERE_TO.search(amount.before) or figures.relative):
        return None
    return Nature("movement", sentence.quote(sentence.head.at, sentence.head.after + 6))


def _with_result(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Launch a checklist achieving 70 % completion", "… and achieve 80 % coverage", "… to reach 1,000 customers"."""
    if sentence.head.verb in {"hire", "recruit"} and not share_of(sentence):
        return None
    joined = _with_others(sentence)
    if joined:
        return Nature("outcome", joined)
    launches = sentence.head.verb in {"launch", "release", "ship", "publish", "open", "introduce"}
    match = _RESULT.search(sentence.line, sentence.tokens[sentence.head.at].start)
    if match and sentence.head.verb in _MEETING and _PRESENCE.search(sentence.line):
        return None
    if match and _SCORED.search(match.group() + sentence.line[match.end() : match.end() + 30]):
        return Nature("movement", match.group().strip())
    if match:
        return Nature("movement" if _adds_movement(match.group()) else "outcome", match.group().strip())
    brought = _BRINGS.search(sentence.line, sentence.tokens[sentence.head.at].start)
    if brought:
        return Nature("outcome", brought.group().strip())
    for match in _PURPOSE.finditer(sentence.line, sentence.tokens[sentence.head.at].end):
        lemma = FORMS.get(match.group(1).lower(), ("", ""))[0]
        if CLASS.get(lemma) in {"up", "down", "reach", "win", "better"} and _amount_behind(sentence, match.end()):
            standing = "and" in match.group().lower() or _share_behind(sentence, match.end())
            standing = standing and not launches and CLASS[lemma] in {"reach", "up", "down"}
            return Nature("movement" if standing else "outcome", match.group().strip())
    return None


def _with_others(sentence: Sentence) -> str:
    """ "… **with 10 companies**" behind a launch: others came along."""
    if sentence.head.verb not in {"launch", "open", "release", "roll out", "start", "establish", "pilot"}:
        return ""
    for amount in sentence.amounts:
        behind = set(re.findall(r"[a-z-]+", amount.after.lower())[:3])
        if amount.before.lower().endswith(("with ", " to ")) and amount.unit.family == "count" and _REACHED & behind:
            return sentence.line[amount.start - 5 : amount.end + 20].strip()
    return ""


def _adds_movement(result: str) -> bool:
    return result.lstrip().startswith("=")


def _amount_behind(sentence: Sentence, place: int) -> bool:
    return any(place <= amount.start <= place + 60 for amount in sentence.amounts)


def _share_behind(sentence: Sentence, place: int) -> bool:
    return any(amount.is_share and place <= amount.start <= place + 30 for amount in sentence.amounts)


def _bounded_service(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Provide support with no more than one developer-month a month", "support … 90 % of queries under 30 min"."""
    if (
        sentence.amounts
        and (is_load(sentence) or (is_benchmark(sentence) and has_upper_bound(sentence)))
        and figures.baseline is None
    ):
        return Nature("capability", sentence.line[:60])
    if any(a.unit.family == "duration" and _IN_UNDER.search(a.before) for a in sentence.amounts) and not share_of(
        sentence
    ):
        return Nature("capability", sentence.line[:60])
    within = any(a.unit.family == "duration" and a.before.endswith("within ") for a in sentence.amounts)
    within = within or (share_of(sentence) is not None and within_days(sentence))
    if within and sentence.object.head.endswith("s") and sentence.head.verb not in {"launch", "hire", "build"}:
        return Nature("level", sentence.line[:60])
    if sentence.head.verb in {"make", "spend"} and has_upper_bound(sentence):
        return Nature("capability" if sentence.head.verb == "make" else "level", sentence.line[:60])
    if sentence.head.verb not in {"provide", "deliver", "run", "operate", "support", "offer"} or not has_upper_bound(
        sentence
    ):
        return None
    if share_of(sentence) or is_benchmark(sentence):
        return Nature("share", sentence.line[:60])
    return Nature("level", sentence.line[:60]) if _CEILING.search(sentence.line) else None


def _migrated_share(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Migrate 80 % of workloads", "involve a partner in half of all projects": a share of a stock with a value."""
    share = share_of(sentence)
    if share and _IN_SHARE.search(share.before) and share.after.lower().startswith((" of", "% of")):
        return Nature("share", sentence.quote(sentence.head.at, sentence.head.after + 5))
    if share and sentence.head.verb in _MIGRATING and share.after.lower().startswith((" of", "% of")):
        return Nature("share", sentence.quote(sentence.head.at, sentence.head.after + 5))
    return None


def _others_decide(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Onboard 25 customers", "establish five partnerships", "launch in 3 markets": others have to come along."""
    head, objects = sentence.head, sentence.object.words
    if (
        "more" in sentence.words[head.after : head.after + 1]
        and head.verb in _INVITING
        and sentence.object.head in _OUTWARD
    ):
        return Nature("movement", sentence.quote(head.at, head.after + 4))
    if sentence.placeholder and head.verb in _INVITING and not _OUTWARD.isdisjoint(objects):
        return Nature("outcome", sentence.quote(head.at, head.after + 6))
    shared = head.verb in {"implement", "deploy", "roll out"} and share_of(sentence) is not None
    if head.verb == "recruit" and sentence.amounts and not _RECRUITED.isdisjoint(objects):
        return Nature("outcome", sentence.quote(head.at, head.after + 6))
    if head.verb in {"collect", "gather"} and sentence.amounts and sentence.object.head in GIVEN:
        return Nature("outcome", sentence.quote(head.at, head.after + 6))
    if _wins_outsiders(sentence):
        return Nature("outcome", sentence.quote(head.at, head.after + 6))
    if sentence.amounts and "and" in sentence.words[head.after : head.after + 4] and not share_of(sentence):
        return None
    if "=" in sentence.bag or not sentence.amounts or (not shared and head.verb not in _INVITING):
        return None
    if not _OUTWARD.isdisjoint(_near_object(sentence)) and not (
        set(objects) & OWN_STAFF - {"member", "members", "product"}
    ):
        blocked = sentence.object.head in _OCCASIONS or (names_artefact(objects[-1:]) and not share_of(sentence))
        return None if blocked else Nature("outcome", sentence.quote(head.at, head.after + 6))
    return None


def _wins_outsiders(sentence: Sentence) -> bool:
    """Whether counted people or bodies outside have to agree: "find 3 sponsors", not "interview 20 users"."""
    counted = sentence.amounts and sentence.amounts[0].unit.family == "count" and not sentence.amounts[0].is_share
    head = sentence.object.head
    return bool(counted) and head in _OUTWARD and sentence.head.verb not in APPROACHING and head.endswith("s")


def _near_object(sentence: Sentence) -> frozenset[str]:
    """Words of the object and of what follows it closely: "automated onboarding for 80 % of new **customers**"."""
    head = sentence.head
    return frozenset(sentence.words[head.after : head.after + 11]) | frozenset(sentence.object.words)


def _figure_delivered(sentence: Sentence, figures: Figures) -> Nature | None:
    """ "Deliver 20 % growth", "source 20 % of the pipeline", "generate": a work verb whose object is a figure."""
    if sentence.head.verb not in _DELIVERING:
        return None
    if not sentence.amounts and sentence.object.head in _RESULTS:
        return Nature("movement", sentence.line[:60])
    if sentence.head.verb == "source" and share_of(sentence):
        return Nature("outcome", sentence.line[:60])
    first = sentence.amounts[0] if sentence.amounts else None
    if sentence.head.verb == "make" and not (first and first.unit.family == "money"):
        return None
    if first is None or is_attainment(sentence):
        return Nature("outcome", sentence.line[:60]) if first else None
    if sentence.head.verb in {"complete", "finish"} and first.is_share and first.value >= 100:
        return None
    if (
        sentence.head.verb in {"complete", "finish", "deliver", "ship", "fill"}
        and first.is_share
        and first.after.startswith(" of ")
    ):
        return Nature("outcome", sentence.line[:60])
    measured = measure_in(sentence.object.words) or first.unit.family == "money"
    if measured and (first.is_share or first.unit.family in {"money", "points"}):
        if sentence.head.verb in {"source", "contribute"} or first.unit.family == "money":
            return Nature("outcome", sentence.line[:60])
        return Nature("movement", sentence.line[:60])
    return None
