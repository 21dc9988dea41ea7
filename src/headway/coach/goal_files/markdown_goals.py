"""Goals as Markdown: headings are objectives, list items below them key results.

A heading "KPIs", "Initiatives" or "Key results" changes what the items below it are; a label such as
"Objective:", "KR2:" or "KPI:" in front of a line says so itself.
"""

import re

from .statement import SLOT_OF_WORD, Written

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.+)$")
_LABEL = re.compile(
    r"^\W{0,4}(objective|key result|goal|initiative|task|kpi|kr|o)\s?#?([\d.]{0,6})\W{0,3}[:.–-]\s*\W{0,2}(?=\S)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*|__|`|~~|<[^<>]{1,80}>|!?\[([^\[\]]{0,200})\]\([^()]{0,300}\)")
_LONGEST = 5_000
"""Characters of a line that are read: what is longer is a text and no goal, and is judged by how it begins."""
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


def read_markdown(text: str) -> list[Written]:
    """The goals of a Markdown text; code blocks and plain paragraphs without a label are skipped."""
    goals: list[Written] = []
    slot, parent, fenced = "key_result", None, False
    for number, raw in enumerate(text.splitlines(), 1):
        if _FENCE.match(raw):
            fenced = not fenced
        if fenced or not raw.strip():
            continue
        raw = raw[:_LONGEST]
        heading, item = _HEADING.match(raw), _ITEM.match(raw)
        line = plain(heading.group(2) if heading else item.group(2) if item else raw)
        labelled, key, said = _label(line)
        if (heading and said.lower().rstrip(":s") + "s" in SLOT_OF_WORD) or (
            heading and said.lower().rstrip(":") in SLOT_OF_WORD
        ):
            slot = SLOT_OF_WORD.get(said.lower().rstrip(":"), "key_result")
        elif labelled or (heading and len(heading.group(1)) > 1):
            found = Written(
                said, labelled or "objective", number, key, parent if labelled not in {None, "objective"} else None
            )
            goals.append(found)
            if found.declared == "objective":
                slot, parent = "key_result", said
        elif item and said:
            goals.append(Written(said, slot, number, None, parent if slot != "objective" else None))
    return goals


def plain(line: str) -> str:
    """`line` without Markdown markup; a link keeps its words."""
    return _MARKUP.sub(lambda match: match.group(1) or "", line).strip()


def _label(line: str) -> tuple[str | None, str | None, str]:
    """Slot and key a label in front of `line` names, and the rest: "KR2: Cut …" is a key result called KR2."""
    match = _LABEL.match(line)
    if not match:
        return None, None, line
    word, number = match.group(1).lower(), match.group(2)
    if word == "o" and not number:
        return None, None, line
    return SLOT_OF_WORD[word], f"{word.upper()}{number}" if number else None, line[match.end() :].strip()
