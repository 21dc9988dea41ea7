"""Efforts in the clothes of work: nothing one could tick off."""

from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import OWN_STAFF
from ..lexicon.phrases import VAGUE
from ..lexicon.verbs import CLASS, FORMS, NOUNISH
from ..model import Nature, Sentence
from ..phrases import is_soft, measure_in
from .common import is_vague, names_artefact

_MANNER = words("""
consistently effectively efficiently equitably fairly fluently quickly reliably responsibly safely seamlessly smoothly
sustainably transparently well
""")
_JOINT = words("collaborate partner_with team_up work work_with")
_TO_MAKE = Cued(
    """
build create define design develop document draft implement migrate produce publish release set ship write
""",
    r"\bto (?:build|create|define|design|develop|document|draft|implement|migrate|produce|publish|release|set up|ship"
    r"|write) (?:a|an|the|our|new)\b",
)
_CLOSER = words("closely closer together jointly")
_ENOUGH = words("""
adequate appropriate best-in-class better enough excellent exceptional first-class great outstanding proper sufficient
top-notch world-class
""")
_CHANGING = words("change modernise modernize reinvent rethink transform")
_MANNERLY = Cued("way manner", r"\bin an? (?!new\b|single\b|different\b)[\w-]+ (?:way|manner)\b")
_LOVED = Cued(
    "love enjoy trust value adore want rave",
    r"\b(?:that|which) (?:our |all |the |their )?(?:\w+ )?(?:users|customers|people|developers|teams|everyone|citizens"
    r"|students|patients|members|clients) (?:will |can )?(?:love|enjoy|trust|value|adore|want|rave)\b",
)
_EFFORTS = words("""
bring collaborate continue contribute demonstrate engage help manage promote publicise publicize reach_out
reach_out_to support take try work work_on work_with
""")
_EASING = words("assist facilitate prioritise prioritize")
GIVING = words("""
bring build create deepen demonstrate develop drive establish gain give provide show
""")
_FELT = words("""
alignment awareness brand buy-in capabilities clarity confidence credibility culture empathy excitement expertise
knowledge leadership loyalty mindset momentum morale ownership presence relationship relationships reputation skills
talent transparency trust understanding value visibility
""")
FASTER = words("faster better easier quicker smarter safer simpler")


def _helps_do(sentence: Sentence) -> bool:
    """Whether somebody is helped to finish something: "help a project **migrate** its docs"."""
    behind = sentence.words[sentence.head.after + 1 : sentence.head.after + 5]
    done = (FORMS.get(word, ("", "")) for word in behind if word not in NOUNISH)
    return any(tag == "base" and CLASS.get(lemma) == "work" for lemma, tag in done) and not is_vague(sentence.bag)


def _eases(sentence: Sentence) -> bool:
    """Whether something is made easier or put first, but nothing held or sorted: not "facilitate the workshop"."""
    objects = sentence.object.words
    return sentence.head.verb in _EASING and not (names_artefact(objects[-1:]) or measure_in(objects))


def vague_effort(sentence: Sentence, evidence: str) -> Nature | None:
    """ "Make communication better", "provide enough documentation": no deliverable one could tick off."""
    head, objects = sentence.head, sentence.object.words
    if sentence.amounts or head.tag == "ed" or (head.verb in _JOINT and _TO_MAKE.search(sentence.line)):
        return None
    if head.verb in {"establish", "position"} and "as" in sentence.words[head.after + 1 :]:
        return Nature("wish", evidence)
    if head.verb == "build" and sentence.object.head in {"capacity", "capability", "capabilities"}:
        return Nature("wish", evidence)
    if objects[-1:] and set(objects[-2:]) & _CLOSER and sentence.words[-1] in _CLOSER:
        return Nature("wish", evidence)
    if head.verb == "make" and (is_vague(objects) or not names_artefact(objects[:1])):
        return Nature("wish", evidence)
    ends = head.after + len(objects) + 1 >= len(sentence.tokens)
    if objects and ends and all(word in VAGUE for word in objects):
        return Nature("wish", evidence)
    if head.verb in {"iterate", "iterate on"} or sentence.words[head.at : head.at + 2] == ("take", "steps"):
        return Nature("wish", evidence)
    helps = head.verb == "help" or _eases(sentence)
    if helps and _helps_do(sentence):
        return None
    if helps or (head.verb in GIVING and sentence.object.head in _FELT):
        return Nature("wish", evidence)
    if not _MANNER.isdisjoint(sentence.words[-2:]):
        return Nature("wish", evidence)
    if objects[:1] and (objects[0] in _ENOUGH or (objects[0] in FASTER and "than" in sentence.bag)):
        return Nature("wish", evidence)
    if _MANNERLY.search(sentence.line):
        return Nature("wish", evidence)
    if head.verb in _CHANGING and sentence.words[head.after : head.after + 1] == ("how",):
        return Nature("wish", evidence)
    if _LOVED.search(sentence.line):
        return Nature("wish", evidence)
    if objects[:1] == ("ourselves",) or (head.verb in _EFFORTS and sentence.object.head in OWN_STAFF):
        return Nature("wish", evidence)
    if head.verb in _EFFORTS and sentence.bag & {"closely", "closer", "more", "better", "together"}:
        return Nature("wish", evidence)
    if head.verb in _EFFORTS and (is_vague(objects) or is_soft(objects) or not objects):
        return Nature("wish", evidence) if not names_artefact(objects[-1:]) else None
    return None
