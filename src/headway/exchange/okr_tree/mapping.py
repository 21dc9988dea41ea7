"""From what a file tells to a batch of new goals: who owns what, what belongs where, what counts in what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from headway.exchange.okr_tree.measures import Measured, measured, scaled
from headway.exchange.okr_tree.told import KeyResultTold, ObjectiveTold, Remark, TreeTold
from headway.okrs.actions.bulk import Edge, Grade, NewGoals, Place, Saying
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective
from headway.okrs.models import Cycle
from headway.okrs.rules.graph import loop_closed_by
from headway.people.caller import Caller
from headway.people.models import Person, Unit

LONGEST = 200
TEAMS = {"team", "department", "group", "squad"}
LEVELS = TEAMS | {"company", "individual", ""}
SOMEBODY = re.compile(
    r"owner \d+|.*\b(ceo|cto|cfo|coo|cmo|cpo|vp|head|director|lead|manager|chief|president|founder)\b.*", re.I
)


@dataclass
class House:
    """Who and what is there to tie goals to: people by name, units by name, and the cycle."""

    people: Mapping[str, Person]
    units: Mapping[str, Unit]
    company: Unit
    cycle: Cycle
    closed: bool
    here: Mapping[str, str] = field(default_factory=dict)
    """The keys of what came from the same source before, by its name there."""


@dataclass
class Mapped:
    """The batch, what is said beside it, and what did not arrive as it stood."""

    goals: NewGoals
    notes: list[tuple[int | Place, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    measures: dict[str, str] = field(default_factory=dict)
    earlier: list[tuple[int, str, str]] = field(default_factory=list)
    """Parents that came before: the number of the child, the parent's key, and the place in the file."""


def is_a_team(owner: str, level: str) -> bool:
    """Whether the owner of a team's objective is the team itself, not a person or a post."""
    return level in TEAMS and not SOMEBODY.fullmatch(owner)


def score_scale(tree: TreeTold) -> int:
    """What a whole score is in this file: 1, 10 or 100."""
    scores = [score for goal in tree.objectives for score in _scores(goal)]
    highest = max(scores, default=Decimal(0))
    if highest <= 1 or (highest <= 2 and any(score % 1 for score in scores)):
        return 1
    return 10 if highest <= 10 else 100


def _scores(goal: ObjectiveTold) -> list[Decimal]:
    told = [goal.final_score]
    for row in goal.key_results:
        told += [row.mid_score, row.projected_score, row.final_score]
    return [score for score in told if score is not None]


def map_goals(caller: Caller, tree: TreeTold, told: Sequence[ObjectiveTold], house: House) -> Mapped:
    """The objectives ``told`` of a file as a batch of new goals."""
    return _Mapper(caller, tree, told, house).map()


class _Mapper:
    def __init__(self, caller: Caller, tree: TreeTold, told: Sequence[ObjectiveTold], house: House) -> None:
        self.caller, self.tree, self.told, self.house = caller, tree, told, house
        self.number = {goal.external: n for n, goal in enumerate(told)}
        self.by_part = _by_part(told)
        self.said: list[tuple[Place, Saying]] = []
        self.grades: list[Grade] = []
        self.out = Mapped(NewGoals([]))

    def map(self) -> Mapped:
        objectives = [self._objective(n, goal) for n, goal in enumerate(self.told)]
        self.out.goals = NewGoals(
            objectives, self._edges(), self.said, self.grades,
            [n for n, goal in enumerate(self.told) if goal.cancelled],
            [(n, m) for n, goal in enumerate(self.told) for m, row in enumerate(goal.key_results) if row.cancelled],
            self.house.closed,
        )  # fmt: skip
        return self.out

    def _objective(self, n: int, goal: ObjectiveTold) -> NewObjective:
        owner = self._owner(goal.place, goal.owners)
        unit = self.house.units.get(goal.owners[0]) if goal.owners and is_a_team(goal.owners[0], goal.level) else None
        if unit is None:
            self._say_level(goal)
        if goal.final_score is not None:
            self.grades.append(Grade(n, _hundredths(goal.final_score), rationale=goal.result))
        self._note(n, goal.place, goal.title, [goal.result if goal.final_score is None else ""])
        return NewObjective(
            title=_cut(goal.title), owner=owner, unit=unit or self.house.company, cycle=self.house.cycle, why=goal.why,
            key_results=tuple(self._key_result((n, m), row, owner) for m, row in enumerate(goal.key_results)),
            co_owners=tuple(self.house.people[name] for name in goal.owners[1:]),
        )  # fmt: skip

    def _say_level(self, goal: ObjectiveTold) -> None:
        """What becomes of a level whose unit the file does not name."""
        place, company = f"{goal.place}.level", self.house.company.name
        if goal.level in TEAMS and not goal.owners:
            self._remark(place, f"It is a {goal.level}'s goal and does not say whose, so it belongs to {company}.")
        elif goal.level not in LEVELS:
            self._remark(place, f"The level “{goal.level}” is not known here, so it belongs to {company}.")

    def _key_result(self, at: Place, row: KeyResultTold, owner: Person) -> NewKeyResult:
        how = measured(row)
        if how.remark:
            self._remark(row.place, how.remark)
        self.out.measures[row.place] = how.by
        self._say(at, row, how)
        priority = f"Priority {row.priority}." if row.priority else ""
        value = f"Its value was {row.actual}." if row.actual is not None and how.by == "done" else ""
        self._note(at, row.place, row.title, [priority, value], row.owners)
        start, due = self._dates(row)
        mine = self._owner(row.place, row.owners) if row.owners else owner
        return NewKeyResult(title=_cut(row.title), owner=mine, start=start, due=due, **how.fields)

    def _dates(self, row: KeyResultTold) -> tuple[date | None, date | None]:
        cycle = self.house.cycle
        start, due = row.start or cycle.start, row.due or cycle.end
        if cycle.start <= start <= due <= cycle.end:
            return start, due
        self._remark(
            row.place, f"Its dates, {start} to {due}, lie outside {cycle.name}, so it runs as long as the cycle."
        )
        return None, None

    # -- what was said and scored

    def _say(self, at: Place, row: KeyResultTold, how: Measured) -> None:
        author = self._owner("", row.owners or self.told[at[0]].owners)
        middle, end = self._moment(at, row, 0.5), self._moment(at, row, 1)
        projected = "" if row.projected_score is None else f"Projected score: {row.projected_score}."
        if row.mid_score is not None or projected:
            score = f"Score at mid-cycle: {row.mid_score}." if row.mid_score is not None and how.by != "score" else ""
            value = _hundredths(row.mid_score) if row.mid_score is not None and how.by == "score" else None
            self.said.append((at, Saying(middle, author, value, note=" ".join(filter(None, [score, projected])))))
        last = self._last_value(row, how)
        if last is not None or row.result:
            self.said.append((at, Saying(end, author, last, note=row.result)))
        if row.final_score is not None:
            self.grades.append(Grade(at[0], _hundredths(row.final_score), at[1], row.result))

    def _last_value(self, row: KeyResultTold, how: Measured) -> int | None:
        if how.by in {"numbers", "limit"}:
            return None if row.actual is None else scaled(row.actual, how.fields["scale"])
        if row.final_score is None:
            return None
        return _hundredths(row.final_score) if how.by == "score" else int(row.final_score >= 1)

    def _moment(self, at: Place, row: KeyResultTold, share: float) -> datetime:
        """Noon of a day within the key result's time, and never ahead of now."""
        start, due = row.start or self.house.cycle.start, row.due or self.house.cycle.end
        day = start + timedelta(days=int((due - start).days * share))
        return min(datetime.combine(day, time(12), self.caller.workspace.zone), self.caller.now)

    # -- who, and what counts in what

    def _owner(self, place: str, owners: Sequence[str]) -> Person:
        if owners:
            return self.house.people[owners[0]]
        if place:
            self._remark(f"{place}.owner", f"It has no owner, so it was given to {self.caller.someone.name}.")
        return self.caller.someone

    def _edges(self) -> list[Edge]:
        edges: list[Edge] = []
        for child, goal in enumerate(self.told):
            for name in goal.parents:
                place = f"{goal.place}.parent_id"
                if name not in self.number and name in self.house.here:
                    self.out.earlier.append((child, self.house.here[name], place))
                    continue
                parent = self._parent(place, name)
                if parent is None:
                    continue
                if loop := loop_closed_by([(edge.child, edge.parent) for edge in edges], child, parent):
                    way = " → ".join(self.told[n].external for n in loop)
                    self._remark(place, f"That would close a loop ({way}), so this parent was left out.")
                else:
                    edges.append(Edge(child, parent))
        return edges

    def _parent(self, place: str, name: str) -> int | None:
        """The number of the objective that a parent's name means; a remark where it is not its id."""
        if name in self.number:
            return self.number[name]
        found = self.by_part.get(name.casefold(), set())
        if len(found) != 1:
            many = f"could be a part of {len(found)} objectives" if found else "is not among the objectives of the file"
            self._remark(place, f"Its parent “{name}” {many}, so it stands under nothing.")
            return None
        (parent,) = found
        goal = self.told[parent]
        what = "the title" if name.casefold() == goal.title.casefold() else "a key result"
        self._remark(place, f"Its parent “{name}” is {what} of {goal.external}, so it is aligned with that objective.")
        return parent

    def _note(self, at: int | Place, place: str, title: str, more: Sequence[str], owners: Sequence[str] = ()) -> None:
        """Keep beside the goal what has no place of its own: a long title in full, further owners, a priority."""
        told = [text for text in more if text]
        if len(title) > LONGEST:
            self._remark(
                f"{place}.title", f"It has {len(title)} characters and {LONGEST} fit: the whole is kept in a comment."
            )
            told.insert(0, title)
        if len(owners) > 1:
            others = ", ".join(owners[1:])
            self._remark(f"{place}.owner", f"It has one owner here, {owners[0]}: {others} stand in a comment.")
            told.append(f"Also owned by {others}.")
        if told:
            self.out.notes.append((at, "\n\n".join(told)))

    def _remark(self, place: str, text: str) -> None:
        self.out.remarks.append(Remark(place, text))


def _by_part(told: Sequence[ObjectiveTold]) -> dict[str, set[int]]:
    """The numbers of the objectives by what else may stand for them: their title, and their key results' names."""
    found: dict[str, set[int]] = {}
    for n, goal in enumerate(told):
        names = {goal.title}
        for row in goal.key_results:
            names |= {row.title, row.named, *(f"{goal.external}{dot}{row.named}" for dot in "/.:#")}
        for name in names:
            found.setdefault(name.casefold(), set()).add(n)
    return found


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _hundredths(score: Decimal) -> int:
    return max(0, min(100, int((score * 100).to_integral_value())))
