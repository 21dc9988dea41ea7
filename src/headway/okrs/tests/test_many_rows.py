"""Many rows written at once say the same as a few, on both engines."""

from copy import copy
from datetime import UTC, datetime

import pytest

from headway.okrs.models import Objective
from headway.okrs.store import write_goals
from headway.okrs.tests.world import objective
from headway.people.bulk import insert_keyed
from headway.rows import MANY
from tests.world import founder

AWKWARD = 'tab\there, "quotes", back\\slash, \\N, line\nbreak, Größe, 目标, 100 %s'
MOMENT = datetime(2026, 11, 16, 8, 30, 0, 123456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, MANY + 1])
def test_rows_arrive_and_change_as_they_are(count):
    first = objective(founder(), AWKWARD)
    rows = [copied(first, n) for n in range(count)]
    insert_keyed(rows)
    assert [row.title for row in Objective.objects.filter(pk__in=[row.pk for row in rows])] == [AWKWARD] * count
    for n, row in enumerate(rows):
        row.status_reason, row.shares, row.progress = f"{n}", {AWKWARD: n}, n or None
        row.hand_reason, row.hand_at, row.hand_lasting = AWKWARD, MOMENT, n % 2 == 0
    names = ["status_reason", "shares", "progress", "hand_reason", "hand_at", "hand_lasting"]
    write_goals(rows, names)
    found = Objective.objects.in_bulk([row.pk for row in rows])
    for row in rows:
        assert [getattr(found[row.pk], name) for name in names] == [getattr(row, name) for name in names]
    assert not Objective.objects.exclude(pk__in=found).exclude(hand_reason="").exists()


def copied(goal, number):
    row = copy(goal)
    row.pk, row.key = None, f"O-{1000 + number}"
    return row
