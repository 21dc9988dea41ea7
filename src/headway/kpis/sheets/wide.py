"""A sheet as people keep it: a row a period, a column a KPI."""

from collections.abc import Container

from django.utils.translation import gettext as _

from headway.kpis.sheets.columns import name_of
from headway.kpis.sheets.table import Table
from headway.people.errors import Refused

HEAD = ["date", "kpi", "value"]


def is_wide(table: Table, names: Container[str]) -> bool:
    """Whether one column says the period and at least one other is titled with a KPI's key or name."""
    meanings = [name_of(title) for title in table.head]
    others = [title for title, meaning in zip(table.head, meanings, strict=True) if meaning != "period"]
    return meanings.count("period") == 1 and any(title.casefold() in names for title in others)


def lengthened(table: Table, names: Container[str]) -> Table:
    """The same readings, a row each. Raises ``Refused`` naming the columns that are no KPI, and doubled ones."""
    period = next(at for at, title in enumerate(table.head) if name_of(title) == "period")
    kpis = [(at, title) for at, title in enumerate(table.head) if at != period]
    _refuse_titles([title for _at, title in kpis], names)
    rows = [
        (number, [row[period], title, row[at]])
        for number, row in table.rows
        if period < len(row)
        for at, title in kpis
        if at < len(row) and row[at].strip()
    ]
    return Table(HEAD, rows, table.delimiter)


def _refuse_titles(titles: list[str], names: Container[str]) -> None:
    unknown = [title or _("(without a title)") for title in titles if title.casefold() not in names]
    if unknown:
        named = ", ".join(f"“{title[:40]}”" for title in unknown[:8])
        sentence = _("These columns are titled with no KPI's key or name: %(titles)s. Correct or remove them.")
        raise Refused(sentence % {"titles": named}, field="file")
    folded = [title.casefold() for title in titles]
    for title in titles:
        if folded.count(title.casefold()) > 1:
            raise Refused(_("Two columns are titled “%(title)s”: keep one of them.") % {"title": title}, field="file")
