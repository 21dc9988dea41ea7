"""Progress, in parts per million: ``p = (current − baseline) / (target − baseline)``, never clamped."""

WHOLE = 1_000_000
LIMIT = 10**12
"""Progress is kept within a million times the whole way, either side, so that it fits every engine."""


def rounded(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, halves away from zero, exactly in integers."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def moved(baseline: int, target: int, current: int) -> int:
    """How far ``current`` has come from ``baseline`` to ``target``; the sign of the way is the direction.

    Raises ``ValueError`` when baseline and target are the same: there is no way to measure along.
    """
    if baseline == target:
        raise ValueError("The baseline is the same as the target, so no progress can be measured between them.")
    return max(-LIMIT, min(LIMIT, rounded((current - baseline) * WHOLE, target - baseline)))


def share_inside(inside: int, readings: int) -> int | None:
    """A control by share: how many of the readings lay inside the limits."""
    return rounded(inside * WHOLE, readings) if readings else None


def distance_inside(current: int, lower: int | None, upper: int | None) -> int:
    """A control by distance: whole while inside, then less by the part of the limit it is off by."""
    limit = lower if lower is not None and current < lower else upper
    if limit is None or ((lower is None or current >= lower) and (upper is None or current <= upper)):
        return WHOLE
    return max(-LIMIT, WHOLE - rounded(abs(current - limit) * WHOLE, abs(limit) or 1))


def clamped(progress: int) -> int:
    """Progress as it counts in a roll-up: nothing under 0, nothing over the whole."""
    return max(0, min(WHOLE, progress))


def expected(start_day: int, due_day: int, today: int) -> int:
    """The linear curve: the part of the way that is due by the end of ``today`` (days as ordinals)."""
    span = due_day - start_day + 1
    return clamped(rounded((today - start_day + 1) * WHOLE, span)) if span > 0 else WHOLE
