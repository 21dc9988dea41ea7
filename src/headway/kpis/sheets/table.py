"""From bytes to rows of texts."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from headway.people.errors import Refused

DELIMITERS = ("\t", ";", ",")
MOST_ROWS = 100_000
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class Table:
    """The head and the rows of a sheet; each row comes with the number of its line in the file."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    delimiter: str


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or the Western Windows encoding."""
    for bom, encoding in BOMS.items():
        if content.startswith(bom):
            return _decoded(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(_not_text(), field="file") from None


def _not_text() -> str:
    return _("This file is no text, so no rows can be read from it. Save it as CSV in UTF-8 and send that.")


def read_table(text: str) -> Table:
    """Split a text into rows and columns; commas, semicolons or tabs between them."""
    text = text.lstrip("\ufeff")
    if "\0" in text:
        raise Refused(_not_text(), field="file")
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    if not rows:
        sentence = _("There are no rows in it. Send a head, such as “date,value”, and one row a reading.")
        raise Refused(sentence, field="file")
    if len(rows) > MOST_ROWS + 1:
        sentence = _("It has %(n)s rows, and %(most)s can be taken at once. Split it into several.")
        raise Refused(sentence % {"n": len(rows), "most": MOST_ROWS}, field="file")
    return Table([cell.strip() for cell in rows[0][1]], rows[1:], delimiter)


def _delimiter(text: str) -> str:
    """The mark that the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        sentence = _("Line %(n)s cannot be split into columns (%(why)s). Check its quotation marks.")
        raise Refused(sentence % {"n": reader.line_num, "why": error}, field="file") from None
