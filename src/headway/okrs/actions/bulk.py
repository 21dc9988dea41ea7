"""Goals made many at a time, with all that was said of them: a few statements and one fold, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from headway.activity.log import Entry
from headway.okrs.actions.aligning import check_alignment
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.key_results import refuse_new_shares, shape_key_results
from headway.okrs.actions.objectives import NewObjective, build_objective
from headway.okrs.actions.scores import suggestions
from headway.okrs.count import count_check_ins, count_readings
from headway.okrs.fold import fold_tree, refold
from headway.okrs.judge import judge_key_result, key_result_progress, original_progress, thresholds_of
from headway.okrs.models import Alignment, CheckIn, CoOwner, KeyResult, Objective, Score
from headway.okrs.refusals import objective_at
from headway.okrs.rules import scores as score_rules
from headway.okrs.rules.graph import meeting_points
from headway.okrs.shown import show
from headway.okrs.tree import Tree
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.bulk import insert_keyed
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys_of
from headway.people.models import Keyed, Person

Place = tuple[int, int]
"""A key result by the number of its objective in the batch and its own number in it."""


@dataclass(frozen=True)
class Edge:
    """An alignment within the batch, by the numbers of its objectives."""

    child: int
    parent: int
    kind: str = Alignment.Kind.CONTRIBUTES


@dataclass(frozen=True)
class Saying:
    """A check-in that was made at some time: the value is scaled by the key result's measure."""

    at: datetime
    author: Person
    value: int | None = None
    confidence: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Grade:
    """A final score in hundredths, of an objective or of one of its key results."""

    objective: int
    grade: int
    key_result: int | None = None
    rationale: str = ""


@dataclass(frozen=True)
class NewGoals:
    """A batch: objectives with their key results, how they are aligned, and what was said, scored and cancelled."""

    objectives: Sequence[NewObjective]
    edges: Sequence[Edge] = ()
    said: Sequence[tuple[Place, Saying]] = ()
    grades: Sequence[Grade] = ()
    cancelled: Sequence[int] = ()
    cancelled_key_results: Sequence[Place] = ()
    closed: bool = False


@dataclass
class Made:
    """What a batch became, in its order."""

    objectives: list[Objective]
    key_results: list[list[KeyResult]]
    edges: list[Alignment]
    check_ins: list[CheckIn]
    scores: list[Score]
    co_owners: list[CoOwner]

    def goals(self) -> Iterable[Objective | KeyResult]:
        """Every objective, each with its key results after it."""
        for objective, rows in zip(self.objectives, self.key_results, strict=True):
            yield objective
            yield from rows


def create_goals(caller: Caller, new: NewGoals, source: str) -> Made:
    """Make a batch of goals: one action and one row in the log, all or nothing."""
    with acting(caller, "goals.imported") as entry:
        made = make_goals(caller, entry, new)
        entry.say(source=source, **counts_of(made))
    return made


def counts_of(made: Made) -> dict[str, int]:
    """How many of each kind a batch made."""
    return {
        "objectives": len(made.objectives), "key_results": sum(map(len, made.key_results)),
        "alignments": len(made.edges), "check_ins": len(made.check_ins), "scores": len(made.scores),
        "co_owners": len(made.co_owners),
    }  # fmt: skip


def make_goals(caller: Caller, entry: Entry, new: NewGoals) -> Made:
    """The making itself, inside somebody's action. What is said is judged as of the day on which it was said."""
    require(caller, "goals.import")
    made = _build(caller, new)
    _say(caller, made)
    _shelve(caller, made, new)
    _fold(caller, made, closed=new.closed)
    _grade(caller, made, new)
    if new.closed:
        for objective in made.objectives:
            objective.closed_at = caller.now
    _insert(made)
    show(entry, made.goals())
    for row in (*made.goals(), *made.edges, *made.check_ins, *made.scores, *made.co_owners):
        record(entry, row)
    return made


def add_to_goals(caller: Caller, entry: Entry, objectives: Sequence[Objective], new: NewGoals) -> Made:
    """The key results of a batch for objectives that are there already, in its order, inside somebody's action.

    Of the batch's objectives only their key results are taken, with what was said, scored and cancelled of those.
    """
    require(caller, "goals.import")
    made = Made(list(objectives), [], [], [], [], [])
    keys = {kind: iter(found) for kind, found in next_keys_of(caller.workspace, _parts(new)).items()}
    for objective, told in zip(objectives, new.objectives, strict=True):
        require_open(objective)
        refuse_new_shares(told.key_results)
        made.key_results.append(shape_key_results(caller, objective, told.key_results, keys[KeyResult]))
    _tell(caller, made, new, keys)
    _say(caller, made)
    _shelve(caller, made, new)
    _insert_parts(made)
    rows = [row for found in made.key_results for row in found]
    refold(caller, entry, [objective.pk for objective in objectives], rows, heard=bool(made.check_ins))
    _grade(caller, made, new)
    _insert_scores(made)
    show(entry, rows)
    for row in (*rows, *made.check_ins, *made.scores):
        record(entry, row)
    return made


def _build(caller: Caller, new: NewGoals) -> Made:
    keys = {kind: iter(found) for kind, found in next_keys_of(caller.workspace, _numbers(new)).items()}
    made = Made([], [], [], [], [], [])
    for number, told in enumerate(new.objectives, 1):
        with objective_at(number - 1, len(new.objectives), told.title):
            refuse_new_shares(told.key_results)
            objective = build_objective(caller, told, next(keys[Objective]))
            objective.pk = number  # until it is stored, so that the fold can tell it from the others
            made.key_results.append(shape_key_results(caller, objective, told.key_results, keys[KeyResult]))
        made.objectives.append(objective)
        made.co_owners += [
            CoOwner(workspace=caller.workspace, key=next(keys[CoOwner]), objective=objective, person=person)
            for person in _others(told)
        ]
    for edge in new.edges:
        made.edges.append(_aligned(caller, made, edge, next(keys[Alignment])))
    _tell(caller, made, new, keys)
    return made


def _tell(caller: Caller, made: Made, new: NewGoals, keys: Mapping[Any, Iterator[str]]) -> None:
    """What was said and is to be scored of the key results that were made, and what their KPIs say."""
    made.check_ins = [
        CheckIn(
            workspace=caller.workspace, key=next(keys[CheckIn]), key_result=made.key_results[at][which],
            author=said.author, at=said.at, value=said.value, confidence=said.confidence, note=said.note,
        )
        for (at, which), said in new.said
    ]  # fmt: skip
    made.scores = [Score(workspace=caller.workspace, key=next(keys[Score])) for _ in new.grades]
    on_kpis = [row for rows in made.key_results for row in rows if row.metric]
    count_readings(on_kpis, {row.metric.pk: row.metric for row in on_kpis if row.metric})


def _numbers(new: NewGoals) -> dict[type[Keyed], int]:
    co_owners = sum(len(_others(one)) for one in new.objectives)
    return {Objective: len(new.objectives), Alignment: len(new.edges), CoOwner: co_owners} | _parts(new)


def _parts(new: NewGoals) -> dict[type[Keyed], int]:
    rows = sum(len(one.key_results) for one in new.objectives)
    return {KeyResult: rows, CheckIn: len(new.said), Score: len(new.grades)}


def _others(told: NewObjective) -> list[Person]:
    """Who looks after an objective beside its owner, each once."""
    return list({person.pk: person for person in told.co_owners if person.pk != told.owner.pk}.values())


def _aligned(caller: Caller, made: Made, edge: Edge, key: str) -> Alignment:
    child, parent = made.objectives[edge.child], made.objectives[edge.parent]
    check_alignment(child, parent, edge.kind)
    return Alignment(workspace=caller.workspace, key=key, child=child, parent=parent, kind=edge.kind)


def _say(caller: Caller, made: Made) -> None:
    """Count what was said, in order of time, and remember how it was shown then."""
    limits = thresholds_of(caller)
    said: dict[str, list[CheckIn]] = defaultdict(list)
    for one in sorted(made.check_ins, key=lambda one: one.at):
        row = one.key_result
        said[row.key].append(one)
        count_check_ins(row, said[row.key])
        one.progress = key_result_progress(row)
        one.auto_status = judge_key_result(row, caller.workspace.local(one.at).date(), limits).status
        one.shown = one.auto_status


def _shelve(caller: Caller, made: Made, new: NewGoals) -> None:
    for at in new.cancelled:
        made.objectives[at].archived_at = caller.now
    for at, which in new.cancelled_key_results:
        made.key_results[at][which].archived_at = caller.now


def _fold(caller: Caller, made: Made, *, closed: bool) -> None:
    """Fold the batch in memory, as of today; what is closed, as of the day on which it ended."""
    tree = Tree({}, {}, defaultdict(list))
    for objective, rows in zip(made.objectives, made.key_results, strict=True):
        tree.key_results[objective.pk] = [row for row in rows if row.archived_at is None]
        if objective.archived_at is None:
            tree.objectives[objective.pk] = objective
    for edge in made.edges:
        if edge.kind == Alignment.Kind.CONTRIBUTES and edge.child.archived_at is None:
            tree.edges[edge.parent_id].append(edge)
    _refuse_loops(made)
    pairs = [(edge.child_id, parent) for parent, edges in tree.edges.items() for edge in edges]
    for pk in meeting_points(pairs, tree.objectives):
        tree.objectives[pk].meets = True
    heard = {one.key_result.objective_id for one in made.check_ins}

    def day_of(goal: Objective | KeyResult) -> date:
        return min(goal.due, caller.today) if closed else caller.today

    fold_tree(tree, thresholds_of(caller), day_of, caller.now, heard)


def _refuse_loops(made: Made) -> None:
    """Take away what has nothing above it, again and again; what remains goes round in a loop."""
    above: dict[int, set[int]] = defaultdict(set)
    below: dict[int, set[int]] = defaultdict(set)
    for edge in made.edges:
        above[edge.child_id].add(edge.parent_id)
        below[edge.parent_id].add(edge.child_id)
    free = [objective.pk for objective in made.objectives if not above[objective.pk]]
    while free:
        here = free.pop()
        for child in below[here]:
            above[child].discard(here)
            if not above[child]:
                free.append(child)
    if looped := [objective.key for objective in made.objectives if above[objective.pk]]:
        raise Refused(f"These objectives lie in a loop or below one: {', '.join(looped[:6])}. Nothing was imported.")


def _grade(caller: Caller, made: Made, new: NewGoals) -> None:
    children: dict[str, list[Alignment]] = defaultdict(list)
    for edge in made.edges:
        children[edge.parent.key].append(edge)
    for score, told in zip(made.scores, new.grades, strict=True):
        objective, rows = made.objectives[told.objective], made.key_results[told.objective]
        row = None if told.key_result is None else rows[told.key_result]
        original, amended = (
            (score_rules.suggested(original_progress(row)), score_rules.suggested(row.progress))
            if row
            else suggestions(objective, rows, children[objective.key])
        )
        score.objective, score.key_result = objective, row
        score.suggested_original, score.suggested_amended, score.grade = original, amended, told.grade
        score.rationale, score.by, score.at = told.rationale, caller.person, caller.now


def _insert(made: Made) -> None:
    """Store the batch, each kind after what it belongs to; keys are given anew from what was stored."""
    insert_keyed(made.objectives)
    _insert_parts(made)
    for edge in made.edges:
        edge.child, edge.parent = edge.child, edge.parent
    insert_keyed(made.edges)
    _insert_scores(made)
    for one in made.co_owners:
        one.objective = one.objective
    insert_keyed(made.co_owners)


def _insert_parts(made: Made) -> None:
    """Store the key results of objectives that are stored, and what was said of them."""
    rows = [row for found in made.key_results for row in found]
    for row in rows:
        row.objective = row.objective
    insert_keyed(rows)
    for said in made.check_ins:
        said.key_result = said.key_result
    insert_keyed(made.check_ins)


def _insert_scores(made: Made) -> None:
    for score in made.scores:
        score.objective, score.key_result = score.objective, score.key_result
    insert_keyed(made.scores)
