"""The coach in a workspace: while one types, and over a thousand objectives."""

from collections.abc import Iterable
from itertools import count

from django.test import Client

from bench.company import goals
from bench.frame import Measure, clock
from headway.coach.health import health_of
from headway.coach.set_patterns import look
from headway.coaching.snapshots import snapshot_for
from tests.world import founder

TEXTS = (
    "Launch the new onboarding flow for enterprise customers {n}",
    "Raise the share of teams that are active after a week from 40% to {n}%",
    "Increase NPS from 45 to {n} and reduce churn from 5% to 3% by the end of Q3",
    "Keep uptime of the booking platform above 99.{n}%",
)

SECONDS_LONG = 3
"""Rounds of what takes seconds: its median is steady without more."""


def measures() -> Iterable[Measure]:
    caller = founder()
    client = Client()
    client.force_login(caller.someone.user)
    numbers = count()

    def typed() -> None:
        n = next(numbers)
        text = TEXTS[n % len(TEXTS)].format(n=n)
        answer = client.get("/lumen/coach/reading", {"text": text, "slot": "key_result"})
        assert answer.status_code == 200

    typed()
    yield clock("a text read while it is typed, by the server", typed, at_most=100)
    goals(caller, 1_000, 4)
    world = snapshot_for(caller)
    yield clock("a snapshot of 1,000 objectives and 4,000 key results", lambda: snapshot_for(caller), at_most=2_000)
    yield clock("thirty-one patterns over it", lambda: look(world), at_most=3_000, rounds=SECONDS_LONG)
    yield clock("the health of it", lambda: health_of(world), at_most=1_000)
