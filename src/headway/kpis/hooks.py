"""What features above may listen to inside the transaction of a number's arrival."""

from django.dispatch import Signal

metrics_folded = Signal()
"""Sent after metrics were folded, with ``caller``, ``entry`` (the open log entry) and ``metrics`` (a list)."""
