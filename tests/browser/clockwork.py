"""Time that a journey moves by itself: the pages and the worker read it, so that a quarter passes in seconds."""

from datetime import UTC, datetime

from headway.operations.working import tick


class Clock:
    """The only clock of a test. Moving it lets the worker do what became due."""

    def __init__(self, monkeypatch, start):
        self.now = _moment(start)
        monkeypatch.setattr("headway.people.middleware.read_clock", lambda: self.now)

    def move_to(self, moment):
        """Let time pass until ``moment`` (``2026-10-06 12:00``, UTC)."""
        self.now = _moment(moment)
        self.work()

    def work(self):
        """What the worker does once a second."""
        tick(self.now)


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
