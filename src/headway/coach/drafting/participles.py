"""Participles, to name what is done by its result: "answer" is told as "answered", "pay" as "paid"."""

from functools import cache

from ..reader.lexicon.verbs import FORMS

_IRREGULAR = {
    "beat": "beaten", "become": "become", "begin": "begun", "bind": "bound", "bite": "bitten", "break": "broken",
    "breed": "bred", "catch": "caught", "come": "come", "cut": "cut", "drink": "drunk", "eat": "eaten",
    "feed": "fed", "fly": "flown", "forget": "forgotten", "get": "got", "hear": "heard", "hide": "hidden",
    "hit": "hit", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "overcome": "overcome",
    "put": "put", "read": "read", "ride": "ridden", "run": "run", "set": "set", "shoot": "shot", "shrink": "shrunk",
    "shut": "shut", "sing": "sung", "sink": "sunk", "split": "split", "spread": "spread", "steal": "stolen",
    "swim": "swum", "think": "thought", "throw": "thrown", "wake": "woken", "wear": "worn",
}  # fmt: skip


def participle(verb: str) -> str:
    """The past participle of a verb in its base form, phrasal ones included.

    >>> participle("answer"), participle("pay"), participle("write"), participle("respond to"), participle("carry")
    ('answered', 'paid', 'written', 'responded to', 'carried')
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    forms = _forms().get(verb, [])
    regular = _regular(verb)
    return next((form for form in forms if form.endswith(("n", "ne"))), "") or next(
        (form for form in forms if form != regular), regular
    )


@cache
def _forms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form, (verb, tag) in FORMS.items():
        if tag == "ed":
            found.setdefault(verb, []).append(form)
    return found


def _regular(verb: str) -> str:
    first, blank, rest = verb.partition(" ")
    if first.endswith("e"):
        first += "d"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = f"{first[:-1]}ied"
    else:
        first += "ed"
    return f"{first}{blank}{rest}"
