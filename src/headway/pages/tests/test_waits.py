"""What waits where, as the contents count it."""

import pytest

from headway.okrs.tests.world import colleague, objective
from headway.pages.waits import read_waits
from tests.world import founder

pytestmark = pytest.mark.django_db


def test_what_is_counted_of_everything_follows_each_change_for_each():
    ines = founder()
    other = colleague(ines)
    for expected in range(12):  # an engine that kept a plan keeps no rows with it
        assert read_waits(ines).of("objectives") == expected
        assert read_waits(other).of("objectives") == 0
        objective(ines, f"Secret {expected}", private=True)
