"""Scores: what became of an objective, graded by its owner beside what its progress suggests."""

from collections.abc import Mapping, Sequence

from headway.okrs.actions.changing import require_in_cycle, require_open
from headway.okrs.judge import original_progress
from headway.okrs.models import Alignment, Drivers, KeyResult, Mirror, Objective, Score
from headway.okrs.models.alignments import counted_edges
from headway.okrs.models.mirrors import counted_mirrors
from headway.okrs.rules import scores as rules
from headway.okrs.rules.rollup import Part, roll_up
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
    edges with their objectives, which count as they are.
    """
    amended = rules.suggested(objective.progress)
    shared = [(row, row.fixed_share) for row in rows] + [(one.key_result, one.fixed_share) for one in mirrors]
    if all(original_progress(row) == row.progress for row, _ in shared):
        return amended, amended
    parts = [Part(row.key, original_progress(row), row.status, share) for row, share in shared]
    if objective.drivers != Drivers.KEY_RESULTS:
        parts += [Part(e.child.key, e.child.progress, e.child.status, e.fixed_share) for e in children]
    return rules.suggested(roll_up(parts).progress), amended


def counted_children(objective: Objective) -> list[Alignment]:
    """The contributing edges of an objective with their objectives: one statement."""
    edges = counted_edges(objective.children.all())
    return list(edges.select_related("child").order_by("pk"))


def mirrors_of(objective: Objective) -> list[Mirror]:
    """The key results of others that count in an objective: one statement, none where it hosts none."""
    rows = counted_mirrors(objective.mirrored.all()) if objective.hosts else Mirror.objects.none()
    return list(rows.select_related("key_result"))


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
    original, amended = suggestions(objective, list(rows.values()), counted_children(objective), mirrors_of(objective))
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
