"""The doors, nouns and owners of goals, for whoever knows only a key."""

from headway.okrs.access import (
    check_in_for,
    cycle_for,
    dependency_for,
    goals_seen_by,
    initiative_for,
    key_result_for,
    key_results_for,
    objective_for,
    objectives_for,
    theme_for,
)
from headway.okrs.models import Initiative
from headway.people.caller import Caller
from headway.people.models import Person
from headway.people.objects import Owned, path_of

DOORS = {
    "O": objective_for,
    "KR": key_result_for,
    "C": cycle_for,
    "CI": check_in_for,
    "I": initiative_for,
    "T": theme_for,
    "DP": dependency_for,
}
NOUNS = {"DP": "dependencies", "O": "objectives", "KR": "key-results", "C": "cycles", "T": "themes"}


def owned_objectives(caller: Caller, person: Person) -> list[Owned]:
    """A person's open objectives."""
    rows = objectives_for(caller).filter(owner=person, archived_at=None, closed_at=None).order_by("pk")
    return [_owned(caller, "objective", row.key, row.title) for row in rows.only("key", "title")]


def owned_key_results(caller: Caller, person: Person) -> list[Owned]:
    """A person's live key results."""
    rows = key_results_for(caller).filter(owner=person, archived_at=None, objective__archived_at=None)
    found = rows.filter(objective__closed_at=None).order_by("pk").values_list("key", "title")
    return [_owned(caller, "key result", key, title) for key, title in found]


def owned_initiatives(caller: Caller, person: Person) -> list[Owned]:
    """A person's unfinished initiatives; each is shown on its objective's page."""
    rows = Initiative.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace, owner=person)
    found = rows.filter(done_at=None, archived_at=None).order_by("pk").values_list("key", "title", "objective__key")
    return [Owned("initiative", key, title, path_of(caller.workspace, goal)) for key, title, goal in found]


def _owned(caller: Caller, kind: str, key: str, name: str) -> Owned:
    return Owned(kind, key, name, path_of(caller.workspace, key))


OWNED = [owned_objectives, owned_key_results, owned_initiatives]
