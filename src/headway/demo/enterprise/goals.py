"""What the large company sets out to do, and what it says of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from headway.demo.enterprise.company import AHEAD, SOURCE, WEEKS, Company
from headway.demo.enterprise.plan import generator, measure, title, way
from headway.demo.enterprise.words import Division, words
from headway.kpis.models import Metric
from headway.okrs.actions.bulk import Edge, NewGoals, Saying, create_goals
from headway.okrs.actions.bulk_check_ins import send_many_check_ins
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective
from headway.okrs.models import Cycle, KeyResult
from headway.people.models import Person

ROUNDS = 7
"""How often everybody checks in."""
DONE_SHARE, NOTE_SHARE = 0.08, 0.25


def begin_cycle(company: Company) -> Cycle:
    """A quarter of thirteen weeks, most of which is over."""
    today = company.caller.workspace.local(company.now).date()
    monday = today - timedelta(days=today.weekday())
    start, end = monday - timedelta(weeks=WEEKS), monday + timedelta(weeks=AHEAD, days=-1)
    return create_cycle(company.at(WEEKS), NewCycle(f"Quarter to {end:%d %B %Y}", start, end, state="active"))


def set_goals(company: Company, cycle: Cycle) -> None:
    """Every unit's objectives; each contributes to the one of the same number in the unit above."""
    numbers = {unit.pk: n for n, unit in enumerate(company.units)}
    each = company.size.objectives
    goals = [_objective(company, cycle, n, k) for n in range(len(company.units)) for k in range(each)]
    edges = [
        Edge(n * each + k, numbers[unit.parent.pk] * each + k)
        for n, unit in enumerate(company.units)
        if unit.parent
        for k in range(each)
    ]
    made = create_goals(company.at(WEEKS), NewGoals(goals, edges), SOURCE)
    company.key_results = [row for rows in made.key_results for row in rows]


def _objective(company: Company, cycle: Cycle, n: int, k: int) -> NewObjective:
    random = generator("objective", n, k)
    unit, division, members = company.units[n], company.division_of(n, k), company.members_of(n)
    audience = random.choice(words().audiences)
    return NewObjective(
        title(division, unit.name, k, random), members[k % len(members)], unit, cycle,
        why=f"What {division.name} does for {audience} decides whether they stay.",
        ambition="committed" if k % 3 == 0 else "aspirational", tags=(division.name.lower(),),
        key_results=tuple(_rows(company, division, n, k, random)),
    )  # fmt: skip


def _rows(company: Company, division: Division, n: int, k: int, random: Random) -> Iterator[NewKeyResult]:
    members = company.members_of(n)
    kpis = company.metrics[n * company.size.kpis : (n + 1) * company.size.kpis]
    for m in range(company.size.key_results):
        owner = members[(k + m) % len(members)]
        yield _on_kpi(kpis[k], owner) if m == 0 and k < len(kpis) else _key_result(division, m, owner, random)


def _on_kpi(metric: Metric, owner: Person) -> NewKeyResult:
    start = metric.judged_value or 100
    return NewKeyResult(metric.name, metric=metric, baseline=start, target=start + max(1, start // 4), owner=owner)


def _key_result(division: Division, number: int, owner: Person, random: Random) -> NewKeyResult:
    audience = random.choice(words().audiences)
    if random.random() < DONE_SHARE:
        return NewKeyResult(f"A way that works for {audience} is agreed", kind="done", owner=owner)
    told = measure(division, number + random.randrange(4), random)
    return NewKeyResult(
        f"{told.name}, {audience}", unit_kind=told.unit_kind, unit_label=told.unit_label, scale=told.scale,
        baseline=told.start, target=told.goal, owner=owner,
    )  # fmt: skip


def rounds(company: Company) -> Iterator[tuple[float, int]]:
    """(weeks ago, how many check in): all but the last round alike, so that the total is what was asked for."""
    typed = sum(row.metric_id is None for row in company.key_results)
    left = company.size.check_ins
    for number in range(1, ROUNDS + 1):
        batch = min(typed, left) if number < ROUNDS else left
        left -= batch
        yield (WEEKS - 1) * (1 - number / ROUNDS), batch


def check_in(company: Company, cycle: Cycle, weeks: float, count: int) -> None:
    """Let ``count`` key results be spoken of, those without a KPI first."""
    caller = company.at(weeks)
    chosen = sorted(company.key_results, key=lambda row: row.metric_id is not None)[:count]
    done = (caller.today - cycle.start).days / ((cycle.end - cycle.start).days + 1)
    send_many_check_ins(caller, {row.key: _saying(row, caller.now, done) for row in chosen}, SOURCE)


def _saying(row: KeyResult, at: datetime, done: float) -> Saying:
    random = generator(row.key, round(done, 3))
    going = way(generator("way", row.key))
    share = max(0.0, done * going.pace + random.uniform(-going.unsteady, going.unsteady))
    note = random.choice(words().notes) if random.random() < NOTE_SHARE else ""
    return Saying(at, row.owner, _value(row, share), min(10, max(1, round(8 * going.pace))), note)


def _value(row: KeyResult, share: float) -> int | None:
    if row.metric_id is not None:
        return None
    if row.kind == "done":
        return int(share > 0.6)
    assert row.baseline is not None
    assert row.target is not None
    return row.baseline + round((row.target - row.baseline) * share)
