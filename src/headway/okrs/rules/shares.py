"""Shares of an objective: ten-thousandths that always total the whole, some fixed by a person."""

from collections.abc import Sequence

WHOLE = 10_000


def shares(fixed: Sequence[int | None]) -> list[int]:
    """The share of each part. Fixed ones stand; the others take even parts of the rest, to the last unit.

    If every part is fixed and they do not total the whole, they are scaled to it.
    """
    if not fixed:
        return []
    free = [at for at, share in enumerate(fixed) if share is None]
    taken = sum(share for share in fixed if share is not None)
    if not free or taken > WHOLE:
        return _scaled([share or 0 for share in fixed])
    even, over = divmod(WHOLE - taken, len(free))
    extra = set(free[:over])
    return [even + (at in extra) if share is None else share for at, share in enumerate(fixed)]


def problem(fixed: Sequence[int | None]) -> str:
    """Why these fixed shares cannot stand, as a sentence; an empty text when they can."""
    taken = sum(share for share in fixed if share is not None)
    percent = f"{taken / 100:g}"
    if taken > WHOLE:
        return f"The fixed shares total {percent} %, more than the whole: lower one of them."
    if fixed and None not in fixed and taken != WHOLE:
        return f"All shares are fixed and total {percent} %: make them total 100 %, or leave one free."
    return ""


def _scaled(parts: list[int]) -> list[int]:
    total = sum(parts)
    if not total:
        return shares([None] * len(parts))
    result = [part * WHOLE // total for part in parts]
    for at in range(WHOLE - sum(result)):
        result[at] += 1
    return result
