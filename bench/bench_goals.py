"""Goals at the size of an enterprise: what each page costs there, a check-in to the root, and a worker's memory.

By default a company of 520 people in 52 units with 520 objectives and 2,080 key results, which loads in some
seconds. HEADWAY_BENCH_GOALS=10000 measures the whole one: 10,000 people in 1,000 units, 10,000 objectives, 40,000 key
results, 2,000 KPIs and 250,000 check-ins; it loads in minutes, unless HEADWAY_BENCH_DATA names a directory of
``headway demo --size enterprise --data DIR``, which is copied. There times are judged too; in the small company they
are only shown, as they would say little of the whole.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.floors import fetch
from bench.frame import Measure, take_turns

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from headway.okrs.models import KeyResult
    from headway.people.models import Person

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
GOALS = int(os.environ.get("HEADWAY_BENCH_GOALS", "500"))
DATA = os.environ.get("HEADWAY_BENCH_DATA", "")
JUDGES_TIMES = bool(DATA) or GOALS >= 10_000
ROUNDS = 20 if JUDGES_TIMES else 5
SLOWEST, STATEMENTS, A_PANEL = 150, 8, 2
"""Milliseconds at the 95th percentile; statements of a page, and more for each panel that it shows."""
CHECK_IN, MEMORY, LOAD = 30, 300, 300
"""Milliseconds; megabytes; seconds for the whole company."""


def measures() -> Iterable[Measure]:
    """Every measure of goals at size."""
    yield load()
    yield from pages()
    yield check_in()
    yield memory()


def load() -> Measure:
    """The company, loaded through the actions of an import, or copied where it was loaded before."""
    from headway.demo.enterprise.load import load_enterprise
    from headway.demo.enterprise.size import PART, WHOLE
    from headway.operations.statistics import count_rows

    if DATA:
        return _copied(Path(DATA, "headway.sqlite3"))
    size = WHOLE if GOALS >= 10_000 else replace(PART, teams=3, check_ins=13_000)
    start = time.process_time()
    load_enterprise(say=lambda said: print(f"  {said}", file=sys.stderr, flush=True), now=NOW, size=size)
    took = time.process_time() - start
    count_rows()
    aim = LOAD if size == WHOLE else None
    return Measure(f"load the company, {_size()}", took, "s", at_most=aim, note="processor time of this process")


def _copied(file: Path) -> Measure:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from headway.operations.statistics import count_rows

    connections.close_all()
    shutil.copy2(file, settings.SQLITE_FILE)
    call_command("migrate", verbosity=0)
    count_rows()
    return Measure(f"a company loaded before, {_size()}", 0.0, "s")


def _size() -> str:
    from headway.okrs.models import KeyResult, Objective
    from headway.people.models import Person

    counts = ((Person, "people"), (Objective, "objectives"), (KeyResult, "key results"))
    return ", ".join(f"{model.objects.count():,} {name}" for model, name in counts)


def _now() -> datetime:
    """A moment after everything that was said in the company: one that was loaded before had a clock of its own."""
    from headway.okrs.models import CheckIn

    return max(NOW, CheckIn.objects.latest("at").at) + timedelta(minutes=1)


Page = tuple[str, str, "QuerySet[Any]"]


def pages() -> Iterator[Measure]:
    """The whole request of each page, as a department head, and how many statements it takes."""
    from headway import wsgi

    assert wsgi.application  # whose start leaves memory as the server's
    for name, path, rows in _pages():
        print(f"  {name} …", file=sys.stderr, flush=True)
        yield from _page(name, path, rows)


def _pages() -> Iterator[Page]:
    from headway.okrs.models import KeyResult, Objective
    from headway.people.models import Unit

    head = _head()
    department = Unit.objects.filter(lead=head).order_by("pk")[0]
    goal = Objective.objects.filter(unit=department).order_by("pk")[0]
    result = goal.key_results.order_by("pk")[0]
    shown = ("key", "title", "progress", "status")
    of_all = Objective.objects.values_list(*shown).order_by("pk")
    of_unit = Objective.objects.filter(unit__in=[department, *department.children.all()]).values_list(*shown)
    of_goal = KeyResult.objects.filter(objective=goal).values_list(*shown)
    before = (_now() - timedelta(weeks=3)).date()
    yield "Home", "", KeyResult.objects.filter(owner=head).values_list(*shown)
    yield "Explorer, first page", "objectives", of_all[:50]
    yield "Explorer, filtered", "objectives?status=off_track", of_all.filter(status="off_track")[:50]
    yield "Strategy map of a department", f"map?unit={department.key}", of_unit
    yield "Strategy map of the company", "map", of_all[:50]
    yield "Strategy map, its next columns", "map?from=6", of_all[:50]
    yield "Objective", f"objectives/{goal.key}", of_goal
    yield "Key result", f"key-results/{result.key}", result.check_ins.values_list("at", "value", "note")
    yield "As of a date, the company", f"as-of?date={before}", of_all[:50]
    yield "As of a date, a unit", f"as-of/units/{department.key}?date={before}", of_unit
    yield "As of a date, an objective", f"as-of/objectives/{goal.key}?date={before}", of_goal
    yield "Search", "search?q=onboarding", of_all.filter(title__icontains="onboarding")[:12]
    yield "Check in", "check-in", KeyResult.objects.filter(owner=head).values_list(*shown)
    yield "Units and people", "people", Unit.objects.values_list("key", "name")


def _head() -> "Person":
    from headway.people.models import Person

    return Person.objects.select_related("workspace", "user").get(persona="department head")


def _page(name: str, path: str, rows: "QuerySet[Any]") -> Iterator[Measure]:
    from django.test import Client

    from tests.statements import count_statements

    who, client = _head(), Client()
    assert who.user
    client.force_login(who.user)
    url = f"/{who.workspace.slug}/{path}"

    def ask() -> Any:
        return client.get(url, HTTP_HOST="localhost")

    first = ask()
    if first.status_code != 200:
        raise SystemExit(f"{name}: {url} answers {first.status_code}, so there is nothing to measure.")
    with count_statements() as ran:
        ask()
    sql, params = rows.query.sql_with_params()
    ours, bare = take_turns([ask, lambda: fetch(sql, params)], rounds=ROUNDS)
    note = f"{len(first.content) // 1024} KB; floor: the raw driver's fetch of the rows it is about"
    yield Measure(f"{name}, p95", _p95(ours), "ms", _p95(bare), at_most=_aim(SLOWEST), note=note)
    panels = max(1, first.content.count(b"<section"))
    note = f"8, and 2 for each of its panels ({panels})"
    yield Measure(f"{name}, SQL", len(ran), "statements", at_most=STATEMENTS + A_PANEL * panels, note=note)


def _aim(milliseconds: float) -> float | None:
    return milliseconds if JUDGES_TIMES else None


def _p95(times: list[float]) -> float:
    return sorted(times)[-1 - len(times) // 20]


def check_in() -> Measure:
    """A check-in on a team's key result: said, folded up to the company, logged, and read at the root."""
    from headway.okrs.access import key_result_for
    from headway.okrs.actions.check_ins import CheckInDraft
    from headway.okrs.actions.check_ins import check_in as send
    from headway.okrs.models import KeyResult, Objective
    from headway.people.caller import Caller

    typed = KeyResult.objects.filter(objective__unit__kind="team", metric=None, kind="move", done_at=None)
    lowest = typed.select_related("workspace", "owner").order_by("-pk")[0]
    root = Objective.objects.order_by("pk")[0]
    step, began = iter(range(10_000)), _now()

    def say() -> object:
        number = next(step)
        caller = Caller(lowest.workspace, lowest.owner, began + timedelta(minutes=number))
        row = key_result_for(caller, lowest.key)
        send(caller, CheckInDraft(row, (row.current or 0) + number % 2 + 1))
        return Objective.objects.filter(pk=root.pk).values_list("progress", "status", "computed_at").get()

    ours, bare = take_turns([say, lambda: _barely(lowest)], rounds=ROUNDS)
    note = "floor: the check-in and the goals above it written bare, in one transaction"
    return Measure("a check-in, seen at the root, p95", _p95(ours), "ms", _p95(bare), at_most=_aim(CHECK_IN), note=note)


def _barely(row: "KeyResult") -> None:
    from django.db import connection, transaction

    from headway.okrs.tree import UPWARD

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE okrs_keyresult SET current = current WHERE id = %s", [row.pk])
        above = UPWARD.format(ids="%s")
        cursor.execute(f"UPDATE okrs_objective SET progress = progress WHERE id IN ({above})", [row.objective_id] * 2)


NIGHT = """
import sys, django
django.setup()
from datetime import datetime
from bench.frame import most_memory
from headway.okrs.jobs import refold_pace
from headway.people.models import Workspace
Workspace.objects.update(refold_due_at=None)
refold_pace(datetime.fromisoformat(sys.argv[1]))
print(most_memory())
"""


def memory() -> Measure:
    """The most memory that a worker takes while it refolds the pace of the whole company the next night."""
    from django.db import connections

    tomorrow = (_now() + timedelta(days=1)).isoformat()
    connections.close_all()
    start = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", NIGHT, tomorrow], capture_output=True, text=True, check=True)
    note = f"all goals refolded at midnight, in {time.perf_counter() - start:.0f} s"
    return Measure("memory of a worker", float(told.stdout), "MB", at_most=MEMORY, note=note)
