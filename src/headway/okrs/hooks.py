"""What features above may listen to: a goal about to be written, and an objective being shown."""

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

goal_worded = Signal()
"""Sent before a goal is written, with ``caller``, ``objective`` (None where only key results are), ``key_results``
(those that are new or worded anew), ``new`` (the objective is made now, with these key results) and ``guardrails``
(keys), and ``entry`` (of the action that writes it). A listener that raises ``Refused`` stops it."""

objective_shown = Signal()
"""Sent when an objective's page is made, with ``caller``, ``objective``, ``key_results`` (its live ones),
``guardrails`` (keys) and ``carried`` (others contribute to it); listeners return a :class:`Note` or None."""


@dataclass(frozen=True)
class Note:
    """What a feature above shows in the margin of an objective's page."""

    template: str
    context: dict[str, Any]
