"""Scores: what became of an objective, graded by its owner beside what its progress suggests."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from headway.okrs.actions.changing import require_in_cycle, require_open
from headway.okrs.judge import original_progress
from headway.okrs.models import Alignment, KeyResult, Mirror, Objective, Score
from headway.okrs.models.alignments import counted_edges
from headway.okrs.models.mirrors import counted_mirrors
from headway.okrs.rules import scores as rules
from headway.okrs.rules.rollup import roll_up
from headway.okrs.tree import Tree, parts_of
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys
from headway.people.versions import claim_version


def suggestions(
    objective: Objective,
    rows: Sequence[KeyResult],
    children: Sequence[Alignment] = (),
    mirrors: Sequence[Mirror] = (),
) -> tuple[int | None, int | None]:
    """What progress suggests for an objective, in hundredths: against the original and the amended targets.

    ``rows`` are its live key results, ``mirrors`` those of others that count here, ``children`` its contributing
    edges with their objectives, which count as they are. What counts is what the fold counts.
    """
    pk, amended = objective.pk, rules.suggested(objective.progress)
    tree = Tree({}, {pk: list(rows)}, {pk: list(children)}, {pk: list(mirrors)})
    first = {row.key: original_progress(row) for row in (*rows, *(one.key_result for one in mirrors))}
    parts = [replace(part, progress=first.get(part.key, part.progress)) for part in parts_of(tree, objective)]
    if parts == parts_of(tree, objective):
        return amended, amended
    return rules.suggested(roll_up(parts).progress), amended


def suggestions_of(goals: Sequence[Objective]) -> dict[int, tuple[int | None, int | None]]:
    """The same for each of ``goals`` by its primary key: one statement, three where targets were amended."""
    rows: dict[int, list[KeyResult]] = defaultdict(list)
    for row in KeyResult.objects.filter(objective__in=goals, archived_at=None).select_related("metric").order_by("pk"):
        rows[row.objective_id].append(row)
    mirrors: dict[int, list[Mirror]] = defaultdict(list)
    for mirror in _mirrors([goal for goal in goals if goal.hosts]):
        mirrors[mirror.objective_id].append(mirror)
    changed = [goal for goal in goals if _is_amended(rows[goal.pk], mirrors[goal.pk])]
    children: dict[int, list[Alignment]] = defaultdict(list)
    for edge in _children(changed):
        children[edge.parent_id].append(edge)
    return {goal.pk: suggestions(goal, rows[goal.pk], children[goal.pk], mirrors[goal.pk]) for goal in goals}


def _is_amended(rows: Sequence[KeyResult], mirrors: Sequence[Mirror]) -> bool:
    """Whether any of them would stand elsewhere against what was committed first."""
    return any(original_progress(row) != row.progress for row in (*rows, *(one.key_result for one in mirrors)))


def _children(goals: Sequence[Objective]) -> QuerySet[Alignment]:
    rows = counted_edges(Alignment.objects.filter(parent__in=goals) if goals else Alignment.objects.none())
    return rows.select_related("child").order_by("pk")


def _mirrors(goals: Sequence[Objective]) -> QuerySet[Mirror]:
    rows = counted_mirrors(Mirror.objects.filter(objective__in=goals) if goals else Mirror.objects.none())
    return rows.select_related("key_result__metric")


def score_objective(
    caller: Caller,
    objective: Objective,
    grade: int,
    rationale: str = "",
    key_results: Mapping[str, int] | None = None,
) -> Score:
    """Grade an objective (and its key results, by key) in hundredths, 0-100; graded already, it is graded anew.

    A grade more than 0.2 from what progress suggests needs a rationale.
    """
    require(caller, "objective.score", objective)
    require_open(objective)
    require_in_cycle(objective)
    rows = {row.key: row for row in objective.key_results.filter(archived_at=None).order_by("pk")}
    grades = dict(key_results or {})
    _refuse_grades([grade, *grades.values()], set(grades) - set(rows))
    original, amended = suggestions_of([objective])[objective.pk]
    if rules.needs_rationale(grade, amended) and not rationale.strip():
        raise Refused(
            f"A grade of {grade / 100:g} lies more than 0.2 from the {(amended or 0) / 100:g} that progress suggests: "
            "say why, so that others can follow it.", field="rationale",
        )  # fmt: skip
    with acting(caller, "objective.scored", reason=rationale) as entry:
        entry.concern(objective.key)
        keys = iter(next_keys(caller.workspace, Score, 1 + len(grades)))
        whole = _set(caller, objective, None, next(keys), (original, amended, grade), rationale)
        record(entry, whole)
        for key, value in grades.items():
            row = rows[key]
            both = rules.suggested(original_progress(row)), rules.suggested(row.progress)
            record(entry, _set(caller, objective, row, next(keys), (*both, value), ""))
    return whole


def close_objective(caller: Caller, objective: Objective) -> Objective:
    """Close a scored objective: its numbers stand still from here on."""
    require(caller, "objective.score", objective)
    require_open(objective)
    if not Score.objects.filter(objective=objective, key_result=None).exists():
        raise Refused(f"{objective.key} has no score yet: grade it first, then close it.")
    with acting(caller, "objective.closed") as entry:
        claim_version(objective, None)
        objective.closed_at = caller.now
        objective.save(update_fields=["closed_at"])
        record(entry, objective)
    return objective


def _refuse_grades(grades: Sequence[int], unknown: set[str]) -> None:
    if any(not 0 <= grade <= 100 for grade in grades):
        raise Refused("A score lies between 0.0 and 1.0: choose one in between.", field="grade")
    if unknown:
        raise Refused(f"{sorted(unknown)[0]} is no key result of this objective: leave it out.", field="key_results")


def _set(
    caller: Caller,
    objective: Objective,
    row: KeyResult | None,
    key: str,
    graded: tuple[int | None, int | None, int],
    rationale: str,
) -> Score:
    original, amended, grade = graded
    score = Score.objects.filter(objective=objective, key_result=row).first() or Score(
        workspace=caller.workspace, key=key, objective=objective, key_result=row
    )
    score.objective, score.key_result = objective, row
    score.suggested_original, score.suggested_amended, score.grade = original, amended, grade
    score.rationale, score.by, score.at = rationale.strip(), caller.person, caller.now
    score.save()
    return score
