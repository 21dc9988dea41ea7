"""Goals of a plan as CSV: one key result a row, behind what is told of its goal."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from headway.okrs.models import KeyResult
from headway.ui.sheets import decimals


def result_columns() -> tuple[str, ...]:
    """The columns of a key result."""
    return _("Key result"), _("Title"), _("From"), _("To"), _("Measured in")


def result_rows(head: Sequence[Any], rows: Sequence[KeyResult]) -> Iterator[list[Any]]:
    """A row for each key result behind ``head``; one with nothing behind it for a goal without any."""
    for row in rows:
        ends = [decimals(value, row.scale) for value in (row.baseline, row.target)]
        yield [*head, row.key, row.title, *ends, row.unit_label or row.unit_kind]
    if not rows:
        yield [*head, *[None] * len(result_columns())]
