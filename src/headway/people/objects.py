"""Finding any object by its key, and whatever a person owns, across features.

A feature's ``objects.py`` is all it takes. It says ``DOORS``: the door of each kind of key; ``NOUNS``: the
noun of its pages; and ``OWNED``: functions that list what a person owns and the caller may see.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from headway.people.access import person_for, unit_for
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Keyed, Person, Workspace

Door = Callable[[Caller, str], Keyed]


@dataclass(frozen=True)
class Owned:
    """One thing of a person's: its key, its name, and what kind of thing it is, in a word."""

    kind: str
    key: str
    name: str
    path: str


Own = Callable[[Caller, Person], list[Owned]]


def object_for(caller: Caller, key: str) -> Keyed:
    """The object under ``key``, through its own door; :class:`NotHere` for a key of no kind."""
    door = doors().get(key.rpartition("-")[0])
    if door is None:
        raise NotHere
    return door(caller, key)


def require_sight(caller: Caller, about: str, key: str) -> None:
    """Refuse whoever cannot see the object ``about`` what stands under ``key`` on it, without naming that object."""
    try:
        object_for(caller, about)
    except NotHere:
        raise NotHere.under(key) from None


def path_of(workspace: Workspace, key: str) -> str:
    """The path of the object's page; empty for a kind that has no page of its own."""
    noun = _nouns().get(key.rpartition("-")[0])
    return f"/{workspace.slug}/{noun}/{key}" if noun else ""


def owned_by(caller: Caller, person: Person) -> list[Owned]:
    """Everything of ``person``'s that the caller may see, kind by kind."""
    return [owned for module in _modules() for own in module.OWNED for owned in own(caller, person)]


@cache
def doors() -> dict[str, Door]:
    """The door of each kind of key, by prefix."""
    found: dict[str, Door] = {"P": person_for, "U": unit_for}
    for module in _modules():
        found.update(module.DOORS)
    return found


@cache
def _nouns() -> dict[str, str]:
    found = {"P": "people", "U": "units"}
    for module in _modules():
        found.update(module.NOUNS)
    return found


def _modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        module = f"{app.name}.objects"
        if app.name.startswith("headway.") and app.name != "headway.people" and find_spec(module):
            yield import_module(module)
