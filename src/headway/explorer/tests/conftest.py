"""Pages of the Explorer at a moment that tests choose."""

import pytest

from tests.world import MONDAY, founder


class Clock:
    """The moment that doors read."""

    now = MONDAY


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Requests happen on Monday of week 47, unless a test moves the clock."""
    found = Clock()
    for door in ("middleware", "doors.auth", "doors.cli"):
        monkeypatch.setattr(f"headway.people.{door}.read_clock", lambda: found.now, raising=False)
    return found


@pytest.fixture
def ines():
    return founder()


@pytest.fixture
def enter(client):
    """Sign a caller in and give the browser."""

    def entered(caller):
        client.force_login(caller.person.user)
        return client

    return entered
