"""Reading and writing many rows a page at a time, so that no statement and no memory grows with their number."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def pages(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """``items`` in tuples of at most ``size``."""
    rest = iter(items)
    while page := tuple(islice(rest, size)):
        yield page
