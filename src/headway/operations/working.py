"""The worker: it reads the log on behalf of followers and does what is due, once a second.

What is due stands in the rows themselves, so a worker that is killed loses nothing: the next one finds it.
"""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import FrameType

from django.apps import apps
from django.db import close_old_connections

from headway.activity.followers import behind, catch_up
from headway.clock import read_clock
from headway.operations.statistics import count_daily

logger = logging.getLogger(__name__)
PAUSE = 1.0


@cache
def jobs() -> dict[str, Callable[[datetime], int]]:
    """Every due job of the features, by name: a ``jobs.py`` with ``JOBS`` is all it takes."""
    found: dict[str, Callable[[datetime], int]] = {}
    for app in apps.get_app_configs():
        module = f"{app.name}.jobs"
        if app.name.startswith("headway.") and find_spec(module):
            found.update(import_module(module).JOBS)
    return found


def tick(now: datetime) -> int:
    """Read on and do what is due at ``now``; return how much was done."""
    done = sum(catch_up(workspace_id, now) for workspace_id in list(behind()))
    for name, run in jobs().items():
        try:
            done += run(now)
        except Exception:
            logger.exception("The job %s failed; it is tried again.", name)
    return done


def work() -> None:
    """Tick until told to stop (SIGTERM or Ctrl-C)."""
    stop = threading.Event()

    def leave(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    counted: datetime | None = None
    while not stop.is_set():
        close_old_connections()
        try:
            now = read_clock()
            counted = count_daily(now, counted)
            busy = tick(now)
        except Exception:
            logger.exception("A tick failed; the next one goes on.")
            busy = 0
        stop.wait(0.05 if busy else PAUSE)
