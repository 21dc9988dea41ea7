"""The blocks of a Markdown text: headings, list items and paragraphs with their wrapped lines, and tables.

Lists are read as people write them, and not only as Markdown allows: nested by any two spaces or a tab, and bullets
below a numbered line stand below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import markdown_html
from .labels import field_of, label_of
from .markdown_markup import HTML_BLOCK, LONGEST, as_markdown, is_bold, is_struck, plain, without_breaks
from .statement import LeftOut
from .words import named_by

_HEADING = re.compile(r"^\s{0,3}(?:(#{1,6})\s+|(#{2,6})(?=[^\s#]))(.*)$")
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
_ITEM = re.compile(
    r"^(?P<indent>\s*)(?:(?P<bullet>[-*+•◦▪‣·–—])|(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}(?=\s+[A-Z])))\s+"
    r"(?:\[(?P<box>[ xX✓✔~-])\]\s+)?(?P<text>\S.*)$"
)
_FENCE = re.compile(r"^\s*(?:[-*+]\s+)?(`{3,}|~{3,})(?!.*`)")
_RULE = re.compile(r"^\s{0,3}(?:(?:-\s?){3,}|(?:_\s?){3,}|(?:\*\s?){3,})$")
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-+)\s*$")
_ASIDE = re.compile(
    r"^\s{0,3}(?:\[[^\[\]]{1,60}\]:\s|\[\[_?TOC_?\]\]|\{:|:::|!\[[^\[\]]*\]\([^()]*\)\s*$)", re.IGNORECASE
)
_LINK = re.compile(r"https?://\S+")
_PROPERTY = re.compile(r"^[\w -]{1,40}\s?[:=]")
_MOST_PROPERTIES = 300
BOLD = 7
"""The rank of a line in bold that stands for a heading."""


@dataclass(slots=True)
class Block:
    """A piece of text with the line that it begins at.

    `rank` is that of a heading, or 0; `depth` that of a list item, from 1, or 0; `boxed` says that an item has a check
    box; `struck` that all of it is struck out.
    """

    number: int
    text: str
    rank: int = 0
    depth: int = 0
    boxed: bool = False
    struck: bool = False


@dataclass(slots=True)
class TableLines:
    """The lines of a table, from the header, without the rule below it, with their numbers."""

    lines: list[tuple[int, str]]


@dataclass(slots=True)
class _Lists:
    """The list items that a line may stand below: how far each is indented, and whether it is numbered."""

    above: list[tuple[float, bool]] = field(default_factory=list)
    parted: bool = False

    def depth_of(self, match: re.Match[str]) -> int:
        """How deep an item stands, which is then the last one."""
        indent: float = len(match["indent"].expandtabs(4))
        numbered = match["number"] is not None
        while self.above and indent < self.above[-1][0] and not self._below(indent):
            self.above.pop()
        if self.above and indent >= self.above[-1][0] + 2:
            self.above.append((indent, numbered))
        elif self.above and not numbered and not self.parted and self.above[-1] == (indent, True):
            self.above.append((indent + 0.5, False))
        elif self.above:
            self._level(indent, numbered)
        else:
            self.above.append((indent, numbered))
        self.parted = False
        return len(self.above)

    def _below(self, indent: float) -> bool:
        return self.above[-1][0] == indent + 0.5 and len(self.above) > 1

    def _level(self, indent: float, numbered: bool) -> None:
        if self.above[-1][0] % 1 and numbered:
            self.above.pop()
        if not self.above[-1][0] % 1:
            self.above[-1] = (min(indent, self.above[-1][0]) if len(self.above) == 1 else indent, numbered)


class Text:
    """A Markdown text by its blocks; what cannot be read of it is told in `left_out`."""

    def __init__(self, text: str) -> None:
        self.left_out: list[LeftOut] = []
        self._lists = _Lists()
        self._joins = False
        self._quoted = False
        self._names = False
        self.blocks = list(self._blocks(text.split("\n")))

    def _blocks(self, lines: list[str]) -> Iterator[Block | TableLines]:
        last: Block | None = None
        end = 0
        shown = self._shown(lines)
        tables = self._html_tables(shown)
        for at, line in shown.items():
            if at < end:
                continue
            rows: list[tuple[int, str]] = []
            if at in tables:
                end = tables[at]
                rows = markdown_html.rows_of([(each + 1, shown[each]) for each in range(at, end) if each in shown])
            elif "|" in line and _is_rule(shown.get(at + 1, "")):
                end = _end_of_table(shown, at + 2)
                rows = [(at + 1, line), *((each + 1, shown[each]) for each in range(at + 2, end))]
            if at < end:
                if last:
                    yield last
                last, self._joins = None, False
                if rows:
                    yield TableLines(rows)
                continue
            for piece in without_breaks(line):
                block = self._block(at + 1, piece, last)
                if block is not None and last is not None:
                    yield last
                last = block or last
        if last is not None:
            yield last

    def _html_tables(self, shown: dict[int, str]) -> dict[int, int]:
        """Where each table of HTML ends, by where it begins; one that never ends is told."""
        tables: dict[int, int] = {}
        begun: int | None = None
        for at, line in shown.items():
            if begun is None and markdown_html.BEGINS.match(line):
                begun = at
            if begun is not None and markdown_html.ENDS.search(line):
                tables[begun], begun = at + 1, None
        if begun is not None:
            self.left_out.append(LeftOut(begun + 1, "the table that begins here is never closed, so it is not read"))
        return tables

    def _block(self, number: int, line: str, last: Block | None) -> Block | None:
        """The block that begins with `line`; None where it goes on with `last`, or says nothing."""
        start = as_markdown(line[:LONGEST])
        if HTML_BLOCK.match(start):
            self._joins = False
        if not start.strip():
            self._joins, self._lists.parted = False, True
            return None
        heading = _HEADING.match(start)
        if heading:
            self._joins = False
            self._lists.above.clear()
            said = _CLOSING.sub("", heading[3].rstrip())
            return Block(number, plain(said), len(heading[1] or heading[2]), struck=is_struck(said))
        if self._joins and last is not None and not last.depth and _UNDERLINE.match(start) and len(last.text) <= 120:
            self._joins, last.rank = False, 1 if "=" in start else 2
            return None
        if _RULE.match(start) or _ASIDE.match(start):
            self._joins = False
            return None
        item = _ITEM.match(start)
        if item:
            self._joins, self._quoted, self._names = True, False, False
            said = item["text"]
            depth, text = self._lists.depth_of(item), plain(said)
            if not text or _LINK.fullmatch(text):
                self._joins = False
                return None
            return Block(number, text, 0, depth, item["box"] is not None, is_struck(said))
        return self._paragraph(number, start, last)

    def _paragraph(self, number: int, line: str, last: Block | None) -> Block | None:
        quoted = line.lstrip().startswith(">")
        self._joins = self._joins and quoted == self._quoted
        self._quoted = quoted
        said = plain(line.lstrip("> \t") if quoted else line)
        bold = is_bold(line)
        begins = bold or self._names or label_of(said) is not None or field_of(said) is not None
        if self._joins and last is not None and not begins:
            last.text = f"{last.text} {said}"[:LONGEST] if len(last.text) < LONGEST else last.text
            return None
        indented = line[:1].isspace() and bool(self._lists.above)
        if not indented and not self._joins:
            self._lists.above.clear()
        self._joins, self._names = not bold, _is_name(said)
        depth = len(self._lists.above) + 1 if indented and field_of(said) else 0
        return (
            Block(number, said, BOLD if bold and not indented else 0, depth, struck=is_struck(line)) if said else None
        )

    def _shown(self, lines: list[str]) -> dict[int, str]:
        """By place, the lines that are shown as text: no front matter, no code, no comments."""
        shown: dict[int, str] = {}
        fence, opened, comment = "", 0, False
        for at in range(_after_properties(lines), len(lines)):
            line = lines[at]
            if fence:
                closes = line.strip()
                fence = "" if closes.startswith(fence) and not closes.strip(fence[0]) else fence
                continue
            line, was, comment = _without_comments(line, comment)
            match = None if was else _FENCE.match(line)
            if match:
                fence, opened = match[1], at + 1
                shown[at] = ""
                continue
            if comment and not was:
                opened = at + 1
            if line.strip() or not was:
                shown[at] = line
        if fence or comment:
            what = "block of code" if fence else "comment"
            self.left_out.append(
                LeftOut(opened, f"the {what} that begins here is never closed, so nothing below is read")
            )
        return shown


def _after_properties(lines: list[str]) -> int:
    """Where the text begins, behind the properties at its head (front matter)."""
    mark = lines[0].strip()
    if mark not in {"---", "+++"} or len(lines) < 2 or not _PROPERTY.match(lines[1]) or label_of(lines[1]):
        return 0
    ends = (at for at in range(1, min(len(lines), _MOST_PROPERTIES)) if lines[at].strip() in {mark, "..."})
    return next(ends, -1) + 1


def _without_comments(line: str, inside: bool) -> tuple[str, bool, bool]:
    """`line` without comments, whether it began inside one, and whether it ends inside one."""
    was, kept, at = inside, "", 0
    while at <= len(line):
        mark = "-->" if inside else "<!--"
        found = line.find(mark, at)
        if not inside:
            kept += line[at : found if found >= 0 else len(line)]
        if found < 0:
            break
        at, inside = found + len(mark), not inside
    return kept, was, inside


def _is_name(said: str) -> bool:
    """Whether a line only names what the next ones are: "Objective"."""
    named = named_by(said) if len(said.split()) <= 3 else None
    return named is not None and named.what == "slot"


def _is_rule(line: str) -> bool:
    """Whether `line` is the one below the header of a table: "|---|:--:|"."""
    return "|" in line and "-" in line and set(line) <= set("|:- \t")


def _end_of_table(shown: dict[int, str], at: int) -> int:
    """Where the table that `at` is in ends: at a line without a bar, or with another beginning."""
    while "|" in shown.get(at, "") and not any(each.match(shown[at][:LONGEST]) for each in (_HEADING, _ITEM)):
        at += 1
    return at
