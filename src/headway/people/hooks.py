"""What features above may add to the pages of people and units."""

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

unit_shown = Signal()
"""Sent when a unit's page is made, with ``caller`` and ``unit``; listeners return a :class:`Panel` or None."""


@dataclass(frozen=True)
class Panel:
    """What a feature above shows on a page: a template and its context, in ``order`` from the top."""

    order: int
    template: str
    context: dict[str, Any]


def panels_of(answers: list[tuple[Any, Any]]) -> list[Panel]:
    """The panels among the answers to a signal, in their order."""
    found = [panel for _listener, panel in answers if isinstance(panel, Panel)]
    return sorted(found, key=lambda panel: panel.order)
