"""Goals as Markdown: headings are objectives, list items below them key results, and what these hold is work.

A heading "KPIs", "Initiatives" or "Key results" changes what stands below it, and one such as "Risks" takes it out; a
label such as "Objective:", "KR2:" or "KPI:" in front of a line says so itself. A table is read as the same rows of a
CSV.
"""

import re
from dataclasses import dataclass, replace

from .cells import has_figure, without_result
from .markdown_sections import Part, Rows, parts_of
from .markdown_text import BOLD, Text
from .statement import Found, LeftOut, Stated, Written, stated_in
from .words import Named, figure_named, plain_name

_BELOW = {"objective": "key_result", "key_result": "task", "kpi": "kpi", "task": "task"}
"""What stands below a goal of each slot."""
_OF_KPIS = re.compile(r"\bkpis?\b", re.IGNORECASE)
_OF_OKRS = re.compile(r"\b(?:okrs?|objectives?|goals?|key results?)\b", re.IGNORECASE)
_ON_THE_TEXT = re.compile(
    r":$|\b(?:our|my|the|these|this|following|two|three|four|five)\b[^.]{0,30}"
    r"\b(?:goals?|objectives?|okrs?|key results?|kpis?|initiatives|things|priorities|page|document|section|sheet)\b",
    re.IGNORECASE,
)
"""How a paragraph that is no goal speaks about them."""
_ITEM = BOLD + 1
"""The level of a labelled paragraph, below which a list may stand."""


def read_markdown(text: str) -> Found:
    """The goals of a Markdown text; code, comments and paragraphs without a label are skipped.

    A heading of the first rank is the title of the text, and an objective where nothing else in the text is one.
    """
    shown = Text(text)
    reader = _Reader()
    for part in parts_of(shown.blocks):
        reader.take(part)
    left_out = [*shown.left_out, *reader.found.left_out]
    return Found(reader.found.goals, sorted(left_out, key=lambda each: each.line))


@dataclass(slots=True)
class _Place:
    """A heading or an item, and what stands below it: goals of `slot`, or None where they do not say.

    `level` is its rank or its depth. `sure` says that only work stands below it, where it is a key result. `awaits` is
    the slot and the key of a goal whose text comes next; `lists` says that it only names what stands below, and `prose`
    that paragraphs are goals too; `aside` is why nothing is read, and `told` whether that was said.
    """

    level: int
    slot: str | None = None
    sure: bool = True
    awaits: tuple[str, str | None] | None = None
    lists: bool = False
    prose: bool = False
    aside: LeftOut | None = None
    told: bool = False


class _Reader:
    """Goes through the parts of a text, and knows below what each stands."""

    def __init__(self) -> None:
        self.found = Found()
        self.objective: str | None = None
        self._sections = [_Place(0)]
        self._items: list[_Place] = []
        self._measures = 0  # how many goals there were with the last one that was told as a measure

    def take(self, part: Part | Rows) -> None:
        """Read the next part."""
        if isinstance(part, Rows):
            self._rows(part)
        elif part.rank:
            self._heading(part)
        elif self._is_aside(part):
            return
        elif part.block.depth:
            self._item(part)
        else:
            self._paragraph(part)

    # -- headings -------------------------------------------------------------------------------------

    def _heading(self, part: Part) -> None:
        while self._sections[-1].level >= part.rank:
            self._sections.pop()
        self._items.clear()
        above = self._sections[-1]
        names = part.named is not None and part.named.what == "slot"
        opens = part.label is not None or names or (part.named is None and part.figures)
        if above.aside and (part.rank == BOLD or not opens):
            return
        place = _Place(part.rank, None if above.aside else above.slot)
        self._sections.append(place)
        if part.block.struck:
            place.aside = _left_out(part, "struck out")
            self._tell(place)
        elif part.label is not None:
            self._labelled(part, place)
        elif part.named is not None:
            self._named(part, place, part.named)
        else:
            self._titled(part, place, above)

    def _named(self, part: Part, place: _Place, named: Named) -> None:
        """A heading or an item that only names what stands below it."""
        if named.what == "aside" and (part.rank != 1 or self.found.goals):
            place.aside = _left_out(part, "taken for a section without goals")
        elif named.what == "slot" and named.slot:
            place.slot, place.lists = named.slot, True
            place.prose = named.many and part.empty
            place.awaits = None if named.many else (named.slot, None)
        elif named.what == "group" and 0 < part.rank < BOLD and place.slot is None:
            self.objective = None

    def _titled(self, part: Part, place: _Place, above: _Place) -> None:
        """A heading whose words are its own: a goal, or the name of what stands below it."""
        role = part.role
        if above.awaits and part.rank < BOLD:
            self._add(part, above.awaits[0], above.awaits[1], part.block.text)
            place.slot, above.awaits = _BELOW[above.awaits[0]], None
        elif above.slot not in {None, "objective"}:
            if above.slot and _is_goal_of(above, part):
                self._add(part, above.slot, None, part.block.text)
                place.slot = _BELOW[above.slot]
        elif role == "objective" or above.slot == "objective":
            if role != "group":
                self._add(part, "objective", None, part.block.text)
                place.slot = "key_result"
        elif role == "aside":
            place.aside = _left_out(part, "taken for a section without goals")
        elif part.rank == 1 and _OF_KPIS.search(part.block.text) and not _OF_OKRS.search(part.block.text):
            place.slot = "kpi"

    # -- lists ----------------------------------------------------------------------------------------

    def _item(self, part: Part) -> None:
        above = self._items[-1] if self._items else self._sections[-1]
        place = _Place(part.block.depth, above.slot)
        if part.field is not None and not (part.holds and part.named):
            self._describe(part, part.field)
            return
        awaits, self._sections[-1].awaits = self._sections[-1].awaits, None
        if awaits and awaits[1] and not self._items:
            above.awaits = awaits
        self._items.append(place)
        if part.block.struck:
            place.aside = _left_out(part, "struck out")
            self._tell(place)
        elif part.label is not None:
            self._labelled(part, place)
        elif part.named is not None and part.holds:
            self._named(part, place, part.named)
            place.awaits = None
        elif part.named is None or not (part.named.what == "slot" or _is_period(part)):
            self._stated(part, place, above)

    def _stated(self, part: Part, place: _Place, above: _Place) -> None:
        """An item without a label: a goal of the slot in which it stands."""
        if above.awaits:
            (slot, key), above.awaits = above.awaits, None
            above.slot = _BELOW[slot]
        else:
            slot, key = self._slot_of(part, above), None
        self._add(part, slot, key, part.block.text)
        place.slot = _BELOW[slot]
        place.sure = slot != "key_result" or has_figure(part.block.text)

    def _slot_of(self, part: Part, above: _Place) -> str:
        """The slot of an item; below a key result that may only name a thing, one without a box is one too."""
        if above.slot is None:
            return "objective" if part.holds else "key_result"
        if len(self._items) > 1 and above.slot == "task" and not above.sure and not part.block.boxed:
            return "key_result"
        return above.slot

    # -- paragraphs and tables ------------------------------------------------------------------------

    def _paragraph(self, part: Part) -> None:
        place = self._sections[-1]
        if part.label is not None:
            self._sections = [each for each in self._sections if each.level < _ITEM]
            self._items.clear()
            self._sections.append(_Place(_ITEM, self._sections[-1].slot))
            self._labelled(part, self._sections[-1])
        elif part.field is not None:
            self._describe(part, part.field)
        elif place.awaits and not part.block.struck:
            (slot, key), place.awaits = place.awaits, None
            self._add(part, slot, key, part.block.text)
            place.slot = _BELOW[slot] if key or slot == "objective" else slot
        elif place.prose and place.slot and not _ON_THE_TEXT.search(part.block.text):
            self._add(part, place.slot, None, part.block.text)

    def _rows(self, rows: Rows) -> None:
        place = self._sections[-1]
        self._items.clear()
        if place.aside:
            self._tell(place)
        elif rows.is_of_goals:
            self.found.goals.extend(rows.goals(place.slot, self.objective))
            self.found.left_out.extend(rows.struck)
        elif any(rows.of.header) or rows.rows:  # else it only frames a picture
            header = " | ".join(filter(None, rows.of.header))[:80]
            self.found.left_out.append(LeftOut(rows.number, f"the table “{header}” names no goals in its header"))

    # -- what they share ------------------------------------------------------------------------------

    def _labelled(self, part: Part, place: _Place) -> None:
        """A goal that says itself what it is; its text may come next."""
        label = part.label
        assert label is not None
        place.slot, place.sure = _BELOW[label.slot], True
        if label.text:
            self._add(part, label.slot, label.key, label.text)
        else:
            place.awaits = (label.slot, label.key)

    def _add(self, part: Part, slot: str, key: str | None, text: str) -> None:
        said = without_result(text)
        above = None if slot == "objective" else self.objective
        self.found.goals.append(Written(said, slot, part.number, key, above))
        if slot == "objective":
            self.objective = said

    def _describe(self, part: Part, field: tuple[str, str]) -> None:
        """Keep a figure that is said below the last goal; a measure of an objective, or one more, is a goal itself."""
        if not self.found.goals:
            if figure_named(plain_name(field[0])):
                self.found.left_out.append(_left_out(part, "a figure of no goal"))
            return
        goal = self.found.goals[-1]
        of_objective = goal.declared == "objective"
        one_more = has_figure(field[1]) and (goal.stated.metric or self._measures == len(self.found.goals))
        if figure_named(plain_name(field[0])) == "metric" and field[1] and (of_objective or one_more):
            self._add(part, "key_result" if of_objective else goal.declared or "key_result", None, field[1])
            self._measures = len(self.found.goals)
            return
        more = stated_in([field])
        stated = Stated(
            goal.stated.metric or more.metric,
            goal.stated.baseline or more.baseline,
            goal.stated.target or more.target,
            goal.stated.unit or more.unit,
        )
        self.found.goals[-1] = replace(goal, stated=stated)

    def _is_aside(self, part: Part) -> bool:
        """Whether `part` stands where nothing is read."""
        while part.block.depth and self._items and self._items[-1].level >= part.block.depth:
            self._items.pop()
        place = next((each for each in (*self._items[-1:], self._sections[-1]) if each.aside), None)
        if place is None:
            return False
        if part.block.depth or part.label:
            self._tell(place)
        return True

    def _tell(self, place: _Place) -> None:
        """Say, once, that what stands below a place is left out."""
        if place.aside and not place.told:
            place.told = True
            self.found.left_out.append(place.aside)


def _is_goal_of(above: _Place, part: Part) -> bool:
    """Whether a heading below another is a goal of its slot, and does not only name a part of what stands there."""
    if has_figure(part.block.text):
        return True
    return part.rank < BOLD and part.empty and (above.lists or part.role != "aside")


def _is_period(part: Part) -> bool:
    """Whether an item is only the name of a period, as in a list of pages: "2025-Q4 (closed)"."""
    return part.named is not None and part.named.what == "group" and any(map(str.isdigit, part.block.text))


def _left_out(part: Part, why: str) -> LeftOut:
    return LeftOut(part.number, f"“{part.block.text[:80].rstrip(' :')}” is {why}")
