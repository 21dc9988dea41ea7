"""What came into a file after it was imported: key results of goals that are here, and goals under them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from headway.activity.log import Entry
from headway.exchange.models import Origin
from headway.exchange.okr_tree.mapping import House, Mapped, map_goals
from headway.exchange.okr_tree.told import KeyResultTold, ObjectiveTold, Remark, TreeTold
from headway.okrs.actions.aligning import check_alignment
from headway.okrs.actions.alignments import align_new
from headway.okrs.actions.bulk import Made, add_to_goals
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.key_results import NewKeyResult, shares_refused
from headway.okrs.models import Objective
from headway.people.caller import Caller
from headway.people.errors import Refused


@dataclass(frozen=True)
class Later:
    """A goal that is here, and its key results in the file that are not."""

    goal: ObjectiveTold
    objective: Objective
    rows: list[KeyResultTold]

    @property
    def told(self) -> ObjectiveTold:
        """The goal as far as it is new: nothing of what is here is said again."""
        return replace(
            self.goal, owners=(self.objective.owner.name,), level="", parents=(), final_score=None, result="",
            cancelled=False, key_results=self.rows,
        )  # fmt: skip


def find_later(
    caller: Caller, tree: TreeTold, known: Mapping[str, Origin], name: Callable[[str], str]
) -> tuple[list[Later], list[Remark]]:
    """What can be added to goals that are here, and why the rest cannot."""
    new = [
        (goal, known[name(goal.external)].key, [row for row in goal.key_results if name(row.external) not in known])
        for goal in tree.objectives
        if name(goal.external) in known
    ]
    goals = goals_by_key(caller, [key for _goal, key, rows in new if rows])
    found, remarks = [], []
    for goal, key, rows in new:
        why = _why_not(key, goals.get(key), rows) if rows else ""
        if rows and not why:
            found.append(Later(goal, goals[key], rows))
        remarks += [Remark(row.place, f"It came into the file later and was not added: {why}") for row in rows if why]
    return found, remarks


def goals_by_key(caller: Caller, keys: Sequence[str]) -> dict[str, Objective]:
    """Objectives of the workspace by their keys: one statement."""
    rows = Objective.objects.filter(workspace=caller.workspace, key__in=keys)
    return {row.key: row for row in rows.select_related("owner", "unit", "cycle")}


def _why_not(key: str, objective: Objective | None, rows: Sequence[KeyResultTold]) -> str:
    """Why a goal takes no key results any more; empty when it does."""
    if objective is None:
        return f"{key} is not here any more."
    try:
        require_open(objective)
    except Refused as error:
        return error.message
    return shares_refused(objective, {row.external: None for row in rows})


def add_later(
    caller: Caller, entry: Entry, tree: TreeTold, later: Sequence[Later], house: House
) -> tuple[Made, Mapped]:
    """Add the key results that came later, with what was said and scored of them."""
    house = replace(house, people={**house.people, **{one.objective.owner.name: one.objective.owner for one in later}})
    mapped = map_goals(caller, tree, [one.told for one in later], house)
    mapped.goals = replace(
        mapped.goals, objectives=[
            replace(new, key_results=tuple(_within(one.objective, row) for row in new.key_results))
            for one, new in zip(later, mapped.goals.objectives, strict=True)
        ],
    )  # fmt: skip
    return add_to_goals(caller, entry, [one.objective for one in later], mapped.goals), mapped


def _within(objective: Objective, new: NewKeyResult) -> NewKeyResult:
    """Dates of a goal that was moved since are those that it has now."""
    start, due = new.start or objective.start, new.due or objective.due
    return new if objective.start <= start <= due <= objective.due else replace(new, start=None, due=None)


def put_under(caller: Caller, entry: Entry, made: Made, mapped: Mapped) -> dict[int, list[str]]:
    """Align new goals with parents that came before; the keys of those parents by the number of the child."""
    parents = goals_by_key(caller, [key for _child, key, _place in mapped.earlier])
    pairs: list[tuple[Objective, Objective]] = []
    under: dict[int, list[str]] = {}
    for number, key, place in mapped.earlier:
        child, parent = made.objectives[number], parents.get(key)
        why = _no_parent(child, key, parent)
        if why or parent is None:
            mapped.remarks.append(Remark(place, f"Its parent was imported before as {key}, and {why}"))
            continue
        pairs.append((child, parent))
        under.setdefault(number, []).append(key)
    made.edges += align_new(caller, entry, pairs)
    return under


def _no_parent(child: Objective, key: str, parent: Objective | None) -> str:
    if parent is None:
        return f"{key} is not here any more: it stands under nothing."
    try:
        require_open(child)
        check_alignment(child, parent, "contributes")
    except Refused as error:
        return f"cannot be one now. {error.message}"
    return ""
