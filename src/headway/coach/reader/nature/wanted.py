"""Objectives with a verb of making that are aims all the same: a launch, a benefit for somebody, a thing to become."""

import re

from ..lexicon import words
from ..lexicon.phrases import ASPIRING, FIT, VAGUE
from ..model import Sentence
from ..phrases import is_soft
from .common import names_artefact, names_award
from .efforts import FASTER, GIVING

_HARD_WORK = words("""
add buy clean_up complete conduct configure decommission define deploy design document draft draw_up finish hire hold
host implement install migrate organise organize plan print procure publish rebuild record recruit redesign refactor
release rename replace review rewrite set ship submit translate up update write
""") | {"set up"}
_DEVELOPED = words("""
business capabilities communities community company culture ecosystem expertise identity leaders market markets
opportunities organisation organization partnerships people relationships skills streams talent
""")
_THINGS_OF = {(word,) for word in ("a", "an", "the", "our", "out")}
_SOFT_WORK = words("""
accomplish advertise advocate allow articulate bring collaborate connect contribute coordinate create deliver
demonstrate educate embed enable engage establish explore find give help integrate introduce invent invest join
kick_off launch lead learn make manage mentor modernise modernize offer open operate participate perfect perform place
prepare promote provide put read run serve set share show solve sponsor standardise standardize start
support tackle take teach tell transform unify use work work_with
""")
_WELCOME = re.compile(
    r"\b(?:set the (?:standard|pace|tone|bar)|at the (?:heart|centre|center|core) of"
    r"|to (?:the next level|new heights|a new level)"
    r"|so (?!far\b)[a-z]+ (?:[\w-]+ ){0,3}[\w-]+"
    r"|(?:that|which) (?:\w+ )?(?:delights?|converts?|scales?|works?|wins?|lasts?|matters?|inspires?|delivers?|turns?"
    r"|brings?|gives?|lets?|saves?|solves?|grows?|attracts?)"
    r"|the pain out|world[ -]class|best[ -]in[ -]class"
    r"|high[ -]performing|for (?:our |all |the |every |new |more )?(?:[\w-]+ )?(?:users"
    r"|customers|developers"
    r"|clients|people|teams|everyone|communit\w+|partners|citizens|patients|students|members|businesses|market)|that "
    r"(?:\w+ )?(?:enables?|allows?|helps?|makes?|supports?|will|can|drives?|empowers?|sets?)"
    r"|(?:that |which )?(?:(?:our|all|their|new|every|field) )?(?:people|users|customers|teams?|developers"
    r"|citizens|students|patients|members"
    r"|staff|everyone|engineers|(?<=that )[a-z]+s|(?:our|their) [\w-]+(?: [\w-]+)?) (?:will |can |can't |cannot "
    r"|don't )?(?:live|love|trust|rave|rely|want|need|enjoy|use|value|adore)s?)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:so that|in order to|to (?:become|enable|support|help|grow|improve|increase|drive|allow|make|ensure|foster"
    r"|empower|accelerate|deliver|reduce|massively|scale|attract|win))\b",
    re.IGNORECASE,
)
"""What it is for: of what is designed or written, it only says why."""
_TEAMS = words("collaborators employees team teams")
_SUPERLATIVES = words("""
best biggest cheapest default easiest fastest finest first greatest largest leading market-leading most quickest safest
simplest smartest stickiest strongest top
""")
_PAPERWORK = words(
    "assess define design document draft evaluate explore implement prepare promote publish review specify"
)


def is_wanted_state(sentence: Sentence) -> bool:
    """Whether an objective with a work verb names a launch, a benefit for somebody or an aspiration."""
    head, objects = sentence.head, sentence.object.words
    if sentence.bag & {"regular", "weekly", "monthly", "daily", "day-to-day", "ongoing"}:
        return False
    if head.verb in {"hire", "recruit"} and sentence.amounts:
        return False
    if _WELCOME.search(sentence.line) or not _SUPERLATIVES.isdisjoint(objects):
        return True
    if head.verb in _PAPERWORK:
        return False
    if _PURPOSE.search(sentence.line) or (head.verb not in _HARD_WORK | {"train"} and not _TEAMS.isdisjoint(objects)):
        return True
    if _DEVELOPED & set(objects) or FIT & set(objects) or sentence.bag & FASTER:
        return True
    if head.verb in {"deliver", "offer", "provide"} and not VAGUE.isdisjoint(objects):
        return True
    following = sentence.words[head.after : head.after + 1]
    if following in {("with",), ("without",)}:
        return True
    if (head.verb == "put" and "first" in sentence.bag) or (
        head.verb in {"deliver", "execute", "build"} and following == ("on",)
    ):
        return True
    if any(word.endswith(("-grade", "-class", "-quality", "-centric")) for word in sentence.bag):
        return True
    if head.verb == "build" and following not in _THINGS_OF:
        return not bool(names_artefact((sentence.object.head,)))
    if head.verb in GIVING and not VAGUE.isdisjoint(objects[:1]) and not names_artefact((sentence.object.head,)):
        return True
    if head.verb in {"introduce", "start", "offer"} and names_artefact((sentence.object.head,)):
        return False
    if head.verb in _SOFT_WORK:
        plain = head.verb in {"create", "run", "deliver", "use", "set", "take", "find", "put"}
        if not plain:
            return True
    if not ASPIRING.isdisjoint(sentence.bag) or names_award(sentence):
        return True
    if head.verb in _HARD_WORK:
        return False
    return bool(is_soft(objects[-1:]) and not names_artefact(objects[-1:]))
