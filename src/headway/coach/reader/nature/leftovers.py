"""What is left of key results that no rule knows: a thing to deliver, unless readers would differ on when it is there.

A wish needs a word that says so (better, clear, aligned, feel, understand). A plain noun phrase, or somebody to be
made to do something, can be ticked off.
"""

from ..lexicon import words
from ..lexicon.nouns import ATTENTION, OUTSIDERS, OWN_STAFF, SOFT
from ..lexicon.phrases import BE, FINISHED, VAGUE
from ..lexicon.verbs import CLASS, FORMS, NOUNISH
from ..model import Sentence
from .common import names_artefact

_SKILLS = words("""
ability appreciation awareness command comprehension confidence facility familiarity fluency grasp knowledge mastery
mindset proficiency sense skill skills understanding
""")
_PLAIN_HEADS = words("""
infrastructure integration network process processes reporting service services strategy support testing tooling
training workflow workflows
""")
_CAUSING = words("ensure have make_sure see get")
_MINDS = words("be believe care enjoy feel focus know learn rely succeed thrive trust understand")
_HOW = words("better properly well")
_ANYBODY = words("anybody anyone everybody everyone nobody somebody someone")
_LET = words("a an the all each every our any")
_QUALITIES = words("clear good great healthy high intuitive positive strong")
_OPEN = words("best better closer fewer less more most")
_ONE = words("a an one")
_ENOUGH_WORDS = 4
_NEAR = 10


def deliverable(sentence: Sentence) -> bool:
    """Whether a key result without an amount and without a quantity names something to deliver after all."""
    if sentence.head.form == "nominal":
        return _is_plain_thing(sentence)
    return _is_caused(sentence) if sentence.head.form == "imperative" else _does(sentence)


def _does(sentence: Sentence) -> bool:
    """ "The importer skips empty rows": what a thing that is made does, so that it can be shown to do it."""
    head, subject = sentence.head, sentence.subject
    doing = _has_a_thing(sentence) if head.verb == "have" else CLASS.get(head.verb, "work") in {"work", "service"}
    if head.tag not in {"s", "base"} or head.own or not doing:
        return False
    if head.verb in {"be", "get", "say"} or not (VAGUE | _OPEN | _HOW).isdisjoint(sentence.bag):
        return False
    people = OUTSIDERS | OWN_STAFF | SOFT | _ANYBODY
    if not _ANYBODY.isdisjoint(sentence.words[:1]):
        return False
    return subject.head not in people and people.isdisjoint(subject.words[:1]) and not _adverbs(sentence)


def _has_a_thing(sentence: Sentence) -> bool:
    """ "Each transport **has a suite of tests**", not "the service has a clear owner"."""
    objects = sentence.object.words
    return bool(objects) and not _QUALITIES & set(objects[:2]) and SOFT.isdisjoint(objects) and not sentence.amounts


def _adverbs(sentence: Sentence) -> bool:
    """Whether an adverb of manner says how, on which readers differ: "works smoothly"."""
    return any(word.endswith("ly") and word not in {"automatically", "only", "monthly"} for word in sentence.words)


def _is_plain_thing(sentence: Sentence) -> bool:
    """ "Docker-based analyst workflow", "second pitch deck for the west": no quality, no skill, nobody's feeling."""
    start = sentence.head.start
    begin = sentence.words[start : start + 2]
    if len(sentence.words) - start < _ENOUGH_WORDS or not (VAGUE | _OPEN).isdisjoint(begin):
        return False
    head, objects = sentence.object.head, sentence.object.words
    if any(CLASS.get(FORMS.get(word, ("", ""))[0]) == "wish" and word not in NOUNISH for word in sentence.words):
        return False
    if not objects or not _SKILLS.isdisjoint(objects[:2]) or not OUTSIDERS.isdisjoint(objects[:1]):
        return False
    if sentence.words[start : start + 2] == ("key", "result") or not ATTENTION.isdisjoint(objects):
        return False
    made = begin[0] in _ONE or bool(names_artefact(objects))
    return made and (head not in SOFT or (head in _PLAIN_HEADS and len(objects) > 1))


def _is_caused(sentence: Sentence) -> bool:
    """ "Ensure the findings get fixed", "have the portal replace the form": somebody's work, in a cause's clothes."""
    head = sentence.head
    behind = sentence.words[head.after :]
    if head.verb == "go" and "live" in behind[:2]:
        return True
    if head.verb == "achieve" and behind[:2] in {("ability", "to"), ("the", "ability")}:
        return True
    if head.verb == "make":
        return not (FINISHED - {"public", "done"}).isdisjoint(behind) or _has_passive_work(behind, {"be"})
    if head.verb not in _CAUSING:
        return False
    if head.verb in {"ensure", "make sure"} and _can_do(behind):
        return True
    return _has_passive_work(behind, BE | {"be", "get", "gets"}) or (head.verb == "have" and _works(behind))


def _has_passive_work(behind: tuple[str, ...], auxiliaries: frozenset[str] | set[str]) -> bool:
    """Whether "are kept", "get fixed", "be stored" of a verb of doing follows."""
    if not _HOW.isdisjoint(behind):
        return False
    return any(
        FORMS.get(behind[at + 1], ("", ""))[1] == "ed"
        and CLASS.get(FORMS[behind[at + 1]][0]) in {"work", "service", "hold"}
        for at in range(min(len(behind) - 1, _NEAR))
        if behind[at] in auxiliaries
    )


def _can_do(behind: tuple[str, ...]) -> bool:
    """Whether somebody is to be able to do something: "ensure supervisors **can access** the reports"."""
    return any(
        behind[at] == "can" and behind[at + 1] not in _MINDS and VAGUE.isdisjoint(behind)
        for at in range(min(len(behind) - 1, 6))
    )


def _works(behind: tuple[str, ...]) -> bool:
    """Whether a bare verb of doing with an object follows a name: "workspace **replace** the admin screen"."""
    return any(
        FORMS.get(behind[at], ("", ""))[1] == "base"
        and CLASS.get(FORMS[behind[at]][0]) == "work"
        and behind[at + 1] in _LET
        for at in range(1, min(len(behind) - 1, 5))
    )
