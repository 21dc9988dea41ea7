import pytest

from headway.people import middleware
from tests.world import MONDAY


@pytest.fixture(autouse=True)
def _frozen(monkeypatch):
    """Every request happens at the moment that the tests' company lives in."""
    monkeypatch.setattr(middleware, "read_clock", lambda: MONDAY)
