"""Tables of HTML in a Markdown text, as the rows of one of Markdown."""

import re
from collections.abc import Sequence

_TAG = re.compile(r"<(?P<closes>/?)(?P<name>table|tr|t[dh])\b(?P<more>[^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s?=\s?[\"']?(\d{1,2})\b", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]{0,300}>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div)\b[^<>]{0,300}>", re.IGNORECASE)
_MOST_COLUMNS = 30
BEGINS = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
ENDS = re.compile(r"</table\s?>", re.IGNORECASE)


def rows_of(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows of the table that `lines`, with their numbers, hold, each with the line at which it begins.

    A cell that spans several columns or rows stands in the first of them, and the others are empty.
    """
    text = "\n".join(line for _, line in lines)
    table = _Table()
    cell, line, counted = -1, 0, 0
    for tag in _TAG.finditer(text):
        if cell >= 0:
            table.add(text[cell : tag.start()])
        name, cell = tag["name"].lower(), -1
        if tag["closes"] or name == "table":
            continue
        line, counted = line + text.count("\n", counted, tag.start()), tag.start()
        if name == "tr" or not table.rows:
            table.rows.append((lines[line][0], []))
        if name != "tr" and table.has_room(tag["more"]):
            cell = tag.end()
    return [(number, f"|{'|'.join(cells)}|") for number, cells in table.rows if any(cells)]


class _Table:
    """Rows with the lines at which they begin, and how many rows more the cells above reach down, column by column."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._reaching: list[int] = []
        self._wide = 1

    def has_room(self, attributes: str) -> bool:
        """Go on to where the next cell of the row stands, and say whether it has room there."""
        row = self.rows[-1][1]
        while len(row) < len(self._reaching) and self._reaching[len(row)] > 0:
            self._reaching[len(row)] -= 1
            row.append("")
        told = {way.lower(): int(count) for way, count in _SPAN.findall(attributes)}
        self._wide = max(1, told.get("col", 1))
        end = len(row) + self._wide
        if end > _MOST_COLUMNS:
            return False
        self._reaching.extend([0] * (end - len(self._reaching)))
        self._reaching[len(row) : end] = [told.get("row", 1) - 1] * self._wide
        return True

    def add(self, said: str) -> None:
        """The next cell of the row, on one line; items and paragraphs in it begin lines of their own."""
        apart = _BLOCK.sub("<br>", _ITEM.sub("<br>- ", said))
        self.rows[-1][1].extend([" ".join(apart.split()).replace("|", "\\|"), *[""] * (self._wide - 1)])
