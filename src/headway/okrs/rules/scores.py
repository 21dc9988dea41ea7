"""Scores at the end of a cycle, in hundredths (0-100): the suggestion, and what it may tell."""

from headway.okrs.rules.progress import clamped, rounded

FAR = 20
"""A grade further than this from the suggestion needs a rationale."""

RAG = {"red": 20, "amber": 55, "green": 100}
SWEET = range(60, 71)


def suggested(progress: int | None) -> int | None:
    """The score that progress (parts per million) suggests: clamped to 0…100 hundredths."""
    return None if progress is None else rounded(clamped(progress), 10_000)


def needs_rationale(grade: int, suggestion: int | None) -> bool:
    """Whether the grade lies so far from the suggestion that it must be explained."""
    return suggestion is not None and abs(grade - suggestion) > FAR


def colour(grade: int) -> str:
    """A grade as red, amber or green: under 0.4, under 0.7, and from there."""
    return "red" if grade < 40 else "amber" if grade < 70 else "green"


def reading(grade: int, ambition: str) -> str:
    """What such a score usually means: ``sweet-spot``, ``sandbagging``, ``unreal``, ``missed`` or an empty text.

    0.6-0.7 is the sweet spot of an aspirational objective; committed ones are expected at 1.0 (Doerr,
    Measure What Matters, 2018, ch. 10).
    """
    if ambition == "committed":
        return "" if grade >= 95 else "missed"
    if grade < 40:
        return "unreal"
    if grade >= 100:
        return "sandbagging"
    return "sweet-spot" if grade in SWEET else ""
