"""Which goal of several a refusal is about."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from headway.people.errors import NotAllowed, NotHere, PartRefused, Refused


@contextmanager
def part_at(place: str, named: str) -> Iterator[None]:
    """What is refused inside is about the part at ``place`` of what was sent, such as ``key_results.3``."""
    try:
        yield
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        raise PartRefused(named, place, error) from error


def key_result_at(at: int, of: int) -> AbstractContextManager[None]:
    """What is refused inside is about the key result at ``at``, from 0; it is named where it is one ``of`` several."""
    return part_at(f"key_results.{at}", f"Key result {at + 1}" if of > 1 else "")


def objective_at(at: int, of: int, title: str) -> AbstractContextManager[None]:
    """What is refused inside is about the objective at ``at``; it is named by its title where it is one of several."""
    return part_at(f"objectives.{at}", f"“{title.strip()[:80]}”" if of > 1 else "")
