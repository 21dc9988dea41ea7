"""Whom a decision goes to when it stays unanswered."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
    """A unit as far as escalation goes: the unit above it, and its lead (None if it has none who is here)."""

    parent: int | None
    lead: int | None


def next_above(unit: int | None, posts: Mapping[int, Post], asked: int, owners: tuple[int, ...]) -> int | None:
    """The lead of the unit or the next lead above, never ``asked``; at last an owner of the workspace.

    None when there is nobody but the one who is asked.
    """
    seen: set[int] = set()
    while unit is not None and unit in posts and unit not in seen:
        seen.add(unit)
        post = posts[unit]
        if post.lead is not None and post.lead != asked:
            return post.lead
        unit = post.parent
    return next((owner for owner in owners if owner != asked), None)
