"""Rows as lines of HTML, written here: a template's loop over the cells takes longer than all the rest of a page."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from headway.explorer.setting import Row, Setter
from headway.explorer.tables.fields import show_title
from headway.explorer.tables.table import Field


class Lines:
    """Writes the rows of one page; with ``picks`` each has a box to choose it."""

    def __init__(self, fields: Sequence[Field], setter: Setter, picks: bool) -> None:
        self.setter, self.picks = setter, picks
        self.cells = [(f'<td class="{one.css}">' if one.css else "<td>", one.show) for one in fields]

    def set(self, rows: Iterable[Row]) -> SafeString:
        """The rows, one below the other."""
        return SafeString("".join(map(self._line, rows)))

    def _line(self, row: Row) -> str:
        setter = self.setter
        head = f'{self._pick(row) if self.picks else ""}<th scope="row">{show_title(setter, row)}</th>'
        # What shows a cell has escaped it: that is what the type of ``show`` says, and __html__ insists on it.
        cells = "".join([f"{opening}{show(setter, row).__html__()}</td>" for opening, show in self.cells])
        return f"<tr data-row>{head}{cells}</tr>\n"

    def _pick(self, row: Row) -> str:
        key = escape(row["key"])
        return f'<td class="pick"><input type="checkbox" name="key" value="{key}" aria-label="{key}"></td>'
