import pytest

from headway.kpis.tests.company import signed_in
from headway.people import middleware
from tests.world import MONDAY, founder


@pytest.fixture(autouse=True)
def _frozen(monkeypatch):
    """Every request happens at the moment that the tests' company lives in."""
    monkeypatch.setattr(middleware, "read_clock", lambda: MONDAY)


@pytest.fixture
def owner(client):
    """The founder, signed in."""
    caller = founder()
    signed_in(client, caller)
    return caller
