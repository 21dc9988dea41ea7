"""``import_tree``: the goals of a file, brought in by one action, once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from headway.activity.log import Entry
from headway.exchange.later import Later, add_later, find_later, put_under
from headway.exchange.models import Origin
from headway.exchange.okr_tree.mapping import House, Mapped, is_a_team, map_goals, score_scale
from headway.exchange.okr_tree.reading import read_tree
from headway.exchange.okr_tree.told import KeyResultTold, ObjectiveTold, Remark, TreeTold
from headway.okrs.actions.bulk import Made, counts_of, make_goals
from headway.okrs.models import Cycle, CycleState
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.actions.bulk import NewComment, NewUnit, make_comments, make_people, make_units
from headway.people.actions.persons import NewPerson
from headway.people.bulk import insert
from headway.people.caller import Caller
from headway.people.keys import next_key
from headway.people.models import Person, Unit

SOURCE = "okr-tree"


@dataclass
class Report:
    """What an import did: how many of each kind were in the file and arrived, each goal's key, and each remark."""

    organisation: str
    cycle: str
    workspace: str
    in_file: dict[str, int]
    made: dict[str, int]
    here_already: dict[str, int]
    goals: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dry_run: bool = False


class _TakeBack(Exception):
    """Ends a dry run: nothing of it stays."""


def import_tree(caller: Caller, text: str, *, dry_run: bool = False) -> Report:
    """Import an okr-tree file; what came from it before stays as it is now. A dry run writes nothing.

    Raises :class:`FileRefused` for a file that is wrong, ``Refused`` and ``NotAllowed``; then nothing was written.
    """
    require(caller, "goals.import")
    tree = read_tree(text)
    report: Report | None = None
    try:
        with transaction.atomic():
            report = _import(caller, tree, text)
            if dry_run:
                raise _TakeBack
    except _TakeBack:
        assert report is not None
        report.dry_run = True
    return report


def _import(caller: Caller, tree: TreeTold, text: str) -> Report:
    known = _known(caller, tree)
    new = [goal for goal in tree.objectives if _name(tree, goal.external) not in known]
    report = _report(caller, tree, known)
    later, left_out = find_later(caller, tree, known, lambda external: _name(tree, external))
    report.remarks += left_out
    if not new and not later:
        return report
    _rescale(tree, report)
    with acting(caller, "goals.imported") as entry:
        told = [*new, *(replace(one.told, owners=()) for one in later)]
        house = _house(caller, entry, tree, told, report)
        house.here = _keys_of(tree, known)
        mapped = map_goals(caller, tree, new, house)
        made = make_goals(caller, entry, mapped.goals)
        under = put_under(caller, entry, made, mapped)
        _keep(caller, entry, tree, new, made, mapped)
        report.made |= counts_of(made)
        if later:
            _add(caller, entry, tree, later, house, report)
        entry.say(
            source=SOURCE, organisation=tree.organisation, made=report.made, in_file=tree.in_file,
            digest=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
    report.goals += _told(new, made, mapped, under)
    report.remarks += mapped.remarks
    return report


def _keep(
    caller: Caller, entry: Entry, tree: TreeTold, told: Sequence[ObjectiveTold], made: Made, mapped: Mapped
) -> None:
    """Write down what has no place of its own, and which thing of the file became what."""
    make_comments(caller, entry, [NewComment(_about(made, at), words) for at, words in mapped.notes])
    _remember(caller, tree, told, made)


def _add(caller: Caller, entry: Entry, tree: TreeTold, later: Sequence[Later], house: House, report: Report) -> None:
    """Add the key results that came into the file later, and tell of them beside their goals."""
    made, mapped = add_later(caller, entry, tree, later, house)
    _keep(caller, entry, tree, [one.told for one in later], made, mapped)
    for name, n in counts_of(made).items():
        report.made[name] += 0 if name == "objectives" else n
    lines = {line["key"]: line for line in report.goals}
    for line in _told([one.told for one in later], made, mapped, {}):
        lines[line["key"]]["key_results"] += line["key_results"]
    report.remarks += mapped.remarks


def _name(tree: TreeTold, external: str) -> str:
    """The source's name for a thing, told apart by organisation and cycle; long ones by their digest."""
    name = f"{tree.organisation} | {tree.cycle} | {external}"
    return name if len(name) <= 255 else f"{name[:180]}… {hashlib.sha256(name.encode()).hexdigest()}"


def places_of(organisation: str) -> list[str]:
    """The slugs of the workspaces that goals of an organisation came to, the first one first."""
    rows = Origin.objects.filter(source=SOURCE, external__startswith=f"{organisation[:170]} | ")
    return list(dict.fromkeys(rows.order_by("pk").values_list("workspace__slug", flat=True)[:1]))


def _known(caller: Caller, tree: TreeTold) -> dict[str, Origin]:
    rows = Origin.objects.filter(workspace=caller.workspace, source=SOURCE)
    return {row.external: row for row in rows}


def _keys_of(tree: TreeTold, known: dict[str, Origin]) -> dict[str, str]:
    """The keys of the objectives of a file that came before, by their names in it."""
    named = ((goal.external, known.get(_name(tree, goal.external))) for goal in tree.objectives)
    return {external: origin.key for external, origin in named if origin}


def _report(caller: Caller, tree: TreeTold, known: dict[str, Origin]) -> Report:
    report = Report(
        tree.organisation, tree.cycle, caller.workspace.slug, tree.in_file, {}, {}, remarks=list(tree.remarks)
    )
    here = [goal for goal in tree.objectives if _name(tree, goal.external) in known]
    report.here_already = {"objectives": len(here), "key_results": 0}
    for goal in here:
        origin = known[_name(tree, goal.external)]
        if origin.digest != goal.digest:
            _changed(report, goal.place, origin)
        rows = []
        for row in goal.key_results:
            mine = known.get(_name(tree, row.external))
            if mine is None:
                continue
            if mine.digest != row.digest:
                _changed(report, row.place, mine)
            report.here_already["key_results"] += 1
            rows.append({"place": row.place, "key": mine.key, "title": row.title})
        report.goals.append(_line(goal, origin.key, rows, "here already"))
    return report


def _changed(report: Report, place: str, origin: Origin) -> None:
    said = f"The file says something else now than when {origin.key} was imported; what is here was not touched."
    report.remarks.append(Remark(place, said))


def _rescale(tree: TreeTold, report: Report) -> None:
    """Turn scores into fractions of one."""
    scale = score_scale(tree)
    if scale != 1:
        report.remarks.append(
            Remark("scores", f"The highest score shows that they run up to {scale}: they were divided by it.")
        )
    for goal in tree.objectives:
        for told in _all(goal):
            for name in ("final_score", "mid_score", "projected_score"):
                value = getattr(told, name, None)
                if value is None:
                    continue
                setattr(told, name, value / scale)
                if value / scale > 1:
                    said = f"{value} lies above a whole score, so it is kept as 1.0."
                    report.remarks.append(Remark(f"{told.place}.{name}", said))


def _all(goal: ObjectiveTold) -> list[ObjectiveTold | KeyResultTold]:
    """An objective and its key results."""
    return [goal, *goal.key_results]


# -- who and what is there


def _house(caller: Caller, entry: Entry, tree: TreeTold, new: Sequence[ObjectiveTold], report: Report) -> House:
    cycle = _cycle(caller, entry, tree, new)
    closed = cycle.state == CycleState.CLOSED
    entry.concern(cycle.key)
    names = dict.fromkeys(name for goal in new for told in _all(goal) for name in told.owners)
    people = {one.name: one for one in Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("-pk")}
    missing = [name for name in names if name not in people]
    people |= {one.name: one for one in make_people(caller, entry, [NewPerson(name) for name in missing])}
    company = Unit.objects.get(workspace=caller.workspace, parent=None)
    wanted = dict.fromkeys(goal.owners[0] for goal in new if goal.owners and is_a_team(goal.owners[0], goal.level))
    units = {
        one.name: one for one in Unit.objects.filter(workspace=caller.workspace, name__in=wanted, archived_at=None)
    }
    fresh = [NewUnit(name, company, lead=people[name]) for name in wanted if name not in units]
    units |= {one.name: one for one in make_units(caller, entry, fresh)}
    report.made |= {"people": len(missing), "units": len(fresh)}
    for name in wanted:
        said = f"“{name}” owns goals as a team: it is a unit, led by a person of that name until somebody takes over."
        report.remarks.append(Remark("owners", said))
    if closed:
        cycle = copy(cycle)
        cycle.state = CycleState.SCORING  # goals that ended with their cycle are aligned before they are closed
    return House(people, units, company, cycle, closed)


def _cycle(caller: Caller, entry: Entry, tree: TreeTold, new: Sequence[ObjectiveTold]) -> Cycle:
    """The cycle of that name and span, or a new one; one that is over and scored is closed."""
    cycles = {one.name: one for one in Cycle.objects.filter(workspace=caller.workspace)}
    for name in (
        tree.cycle[:60],
        f"{tree.cycle} ({tree.organisation})"[:60],
        f"{tree.cycle[:30]} {tree.start} – {tree.end}",
    ):
        found = cycles.get(name)
        if found is None:
            break
        if (found.start, found.end) == (tree.start, tree.end):
            return found
    scored = any(told.final_score is not None for goal in new for told in _all(goal))
    state = CycleState.PLANNING if caller.today < tree.start else CycleState.ACTIVE
    if caller.today > tree.end:
        state = CycleState.CLOSED if scored else CycleState.SCORING
    cycle = Cycle.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Cycle), name=name, start=tree.start, end=tree.end,
        state=state, closed_at=caller.now if state == CycleState.CLOSED else None,
    )  # fmt: skip
    record(entry, cycle)
    return cycle


# -- what is remembered and told


def _about(made: Made, at: int | tuple[int, int]) -> Any:
    return made.objectives[at] if isinstance(at, int) else made.key_results[at[0]][at[1]]


def _remember(caller: Caller, tree: TreeTold, new: Sequence[ObjectiveTold], made: Made) -> None:
    known = _known(caller, tree)
    told: Iterable[tuple[Any, Any]] = [
        pair
        for goal, objective, rows in zip(new, made.objectives, made.key_results, strict=True)
        for pair in ((goal, objective), *zip(goal.key_results, rows, strict=True))
    ]
    insert([
        Origin(
            workspace=caller.workspace, source=SOURCE, external=_name(tree, one.external), key=goal.key,
            digest=one.digest, at=caller.now,
        )
        for one, goal in told if _name(tree, one.external) not in known
    ])  # fmt: skip


def _told(
    new: Sequence[ObjectiveTold], made: Made, mapped: Mapped, under: Mapping[int, list[str]]
) -> list[dict[str, Any]]:
    """For each goal what it became: its key, owner, unit, parents and score."""
    grades = {(one.objective, one.key_result): one.grade / 100 for one in mapped.goals.grades}
    parents: dict[int, list[str]] = defaultdict(list, {n: list(keys) for n, keys in under.items()})
    for edge in mapped.goals.edges:
        parents[edge.child].append(made.objectives[edge.parent].key)
    lines = []
    for n, (goal, objective, rows) in enumerate(zip(new, made.objectives, made.key_results, strict=True)):
        told = [
            {
                "place": one.place, "key": row.key, "title": one.title, "counted_by": mapped.measures[one.place],
                "owner": row.owner.name, "score": grades.get((n, m)),
            }
            for m, (one, row) in enumerate(zip(goal.key_results, rows, strict=True))
        ]  # fmt: skip
        more = {
            "owner": objective.owner.name, "unit": objective.unit.name, "parents": parents[n],
            "score": grades.get((n, None)),
        }  # fmt: skip
        lines.append(_line(goal, objective.key, told, "imported") | more)
    return lines


def _line(goal: ObjectiveTold, key: str, rows: list[dict[str, Any]], outcome: str) -> dict[str, Any]:
    return {
        "place": goal.place, "id": goal.external, "key": key, "title": goal.title, "outcome": outcome,
        "key_results": rows,
    }  # fmt: skip
