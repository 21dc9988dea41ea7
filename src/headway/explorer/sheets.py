"""Rows for programs: CSV files and JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from headway.explorer.rows import Question, all_of
from headway.explorer.setting import Row, Setter
from headway.explorer.tables.table import Field
from headway.explorer.tree import Node
from headway.okrs.models import Alignment
from headway.ui.sheets import csv_answer, percentage


def csv_of(question: Question) -> StreamingHttpResponse:
    """Every row of a question with the columns it shows; drawings are left out."""
    setter = Setter(question.scope.caller, question.since)
    written = [one for one in question.fields if one.name not in {"weeks", "course"}]
    header = [_("Key"), _("Title"), *(one.label for one in written)]
    rows = ([row["key"], row["title"], *_cells(setter, row, written)] for row in all_of(question))
    return csv_answer(question.table.name, header, rows)


def _cells(setter: Setter, row: Row, written: list[Field]) -> Iterator[Any]:
    for one in written:
        value = one.plain(setter, row)
        yield value.isoformat() if isinstance(value, date | datetime) else value


def row_out(setter: Setter, question: Question, row: Row) -> dict[str, Any]:
    """A row as JSON: its key, its title and the columns by name."""
    cells = {one.name: one.plain(setter, row) for one in question.fields if one.name not in {"weeks", "course"}}
    return {"key": row["key"], "title": row["title"], **cells}


def csv_of_tree(name: str, root: Node) -> StreamingHttpResponse:
    """An objective and what stands under it, each where it stands, with how deep that is."""
    header = (
        _("Level"), _("Key"), _("Objective"), _("Stands under"), _("How"), _("Also under"), _("Unit"), _("Owner"),
        _("Cycle"), _("Progress, %"), _("Status"),
    )  # fmt: skip
    return csv_answer(f"{name}-tree", header, _walked(root, 0, ""))


def _walked(node: Node, level: int, under: str) -> Iterator[list[Any]]:
    goal = node.goal
    yield [
        level, goal.key, goal.title, under, str(Alignment.Kind(node.kind).label) if node.kind else None,
        " ".join(one.key for one in node.also), goal.unit.name, goal.owner.name,
        goal.cycle.name if goal.cycle else None, percentage(goal.progress), goal.status,
    ]  # fmt: skip
    for child in node.children:
        yield from _walked(child, level + 1, goal.key)
