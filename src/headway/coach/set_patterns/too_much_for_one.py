"""One person who answers for more than a person can."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot, groups

CODE = "too_much_for_one"
TITLE = _("Too much for one person")
WHAT = _("One person owns more objectives, key results or KPIs than the limit for a person.")
WHY = _("Whoever answers for everything answers for nothing first, and one absence stops it all.")
REWRITE = _("Hand {count} of them to those who do the work; {person} keeps what nobody else can decide.")
EXAMPLES = (
    SetExample(
        _("Ines owns six objectives in three units."),
        Snapshot(objectives=tuple(Objective(f"O-{n}", f"Goal {n}", f"U-{n % 3 + 1}") for n in range(6))),
        True,
    ),
    SetExample(
        _("Ines and Ruth own three each."),
        Snapshot(objectives=tuple(Objective(f"O-{n}", f"Goal {n}", owner=f"P-{n % 2 + 1}") for n in range(6))),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a person and kind of thing."""
    limits = snapshot.limits
    open_ = {goal.key: goal for goal in snapshot.current}
    goals = groups((goal.owner, (goal.key, goal.unit)) for goal in snapshot.current)
    results = groups(
        (row.owner, (row.key, open_[row.objective].unit)) for row in snapshot.key_results if row.objective in open_
    )
    kpis = groups((row.owner, (row.key, row.unit)) for row in snapshot.kpis)
    for owned, most, noun in (
        (goals, limits.person_objectives, _("objectives")),
        (results, limits.person_krs, _("key results")),
        (kpis, limits.person_kpis, "KPIs"),
    ):
        for person, rows in owned.items():
            if len(rows) > most:
                yield _seen(snapshot, person, rows, most, noun)


def _seen(snapshot: Snapshot, person: str, rows: list[tuple[str, str]], most: int, noun: str) -> Seen:
    name = snapshot.person(person)
    evidence = _("{name} owns {n} {noun}, where {most} at most are usual for one person.").format(
        name=name, n=len(rows), noun=noun, most=most
    )
    rewrite = REWRITE.format(count=len(rows) - most, person=name)
    unit = max(groups((unit, key) for key, unit in rows).items(), key=lambda pair: (len(pair[1]), pair[0]))[0]
    level = "warning" if len(rows) > 2 * most else "hint"
    return Seen(level, unit, (person,), evidence, rewrite, (noun, *(key for key, _ in rows)))
