"""Blanks: what a wording of the coach leaves open, between angle brackets, for whoever takes it over to fill in."""

import re
from collections.abc import Sequence

from .said import Said, _, ngettext

BLANKS = (
    # figures
    "<now>", "<then>", "<floor>", "<ceiling>", "<from>", "<to>", "<30>",
    # what is measured
    "<measure>", "<what is measured>", "<sign>", "<what they are hired for>", "<hours, failures or cost>",
    "<what it is for, and for whom>", "<failures, defects or incidents>",
    "<satisfaction, repeat use or recommendations>", "<start>", "<end>",
    # people
    "<Who>", "<whom>", "<people>", "<users>", "<readers>", "<participants>", "<audience>", "<followers>",
    "<those who come>", "<those who got it>",
    # what they do
    "<do what was out of reach>", "<do it right in their work>", "<act on it>", "<take the next step>",
    "<reach what it is for>", "<finish the task>", "<say they know or get what they need>", "<name or look for us>",
    "<sign up, buy or contribute>", "<buy, apply or come back>",
)  # fmt: skip
"""Every blank that the coach writes. Other words between < and > are their author's, who means them."""
_BLANK = re.compile("|".join(map(re.escape, BLANKS)), re.IGNORECASE)


def blanks_in(text: str) -> tuple[str, ...]:
    """The coach's blanks that stand in `text`, each once, in their order.

    >>> blanks_in("<Who> can pay within <200 ms, from <now> to <then>, in <em>every</em> shop")
    ('<Who>', '<now>', '<then>')
    """
    return tuple(dict.fromkeys(_BLANK.findall(text))) if "<" in text else ()


def listed(blanks: Sequence[str]) -> str:
    """Blanks as one names them in a sentence.

    >>> listed(["<Who>"]), listed(["<Who>", "<now>", "<then>"])
    ('<Who>', '<Who>, <now> and <then>')
    """
    *some, last = blanks
    return _("{some} and {last}").format(some=", ".join(some), last=last) if some else last


def left_open(text: str) -> Said | None:
    """That a text holds blanks still, and what to do; None where it holds none."""
    blanks = blanks_in(text)
    if not blanks:
        return None
    said = ngettext(
        "The blank {blanks} is not filled in yet. The coach leaves it open for your own words or figures: put them in "
        "its place.",
        "The blanks {blanks} are not filled in yet. The coach leaves them open for your own words and figures: put "
        "those in their place.",
        len(blanks),
    )
    return said.format(blanks=listed(blanks))
