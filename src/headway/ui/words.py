"""The fixed words of status, and the shape that goes with each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS = {
    "ok": "ok", "warn": "warn", "bad": "bad", "idle": "idle",
    "open": "idle", "reached": "ok", "melon": "bad",
}  # fmt: skip

WORDS: dict[str, tuple[str, Promise]] = {
    "green": ("ok", _("Healthy")),
    "amber": ("warn", _("Amber")),
    "red": ("bad", _("Red")),
    "stale": ("idle", _("Stale")),
    "unknown": ("idle", _("Unknown")),
    "on_track": ("ok", _("On track")),
    "at_risk": ("warn", _("At risk")),
    "off_track": ("bad", _("Off track")),
    "reached": ("reached", _("Reached")),
    "held": ("ok", _("Held")),
    "regressed": ("bad", _("Regressed")),
    "watermelon": ("melon", _("Watermelon")),
    "due": ("open", _("Due")),
}


def kind_of(name: str) -> str:
    """The kind (ok, warn, bad, idle, open, reached, melon) of a kind or of a status word.

    Raises ValueError for a name that is neither.
    """
    if name in KINDS:
        return name
    if name in WORDS:
        return WORDS[name][0]
    known = ", ".join([*KINDS, *WORDS])
    raise ValueError(f"{name!r} is no kind of mark and no status. Use one of: {known}.")


def word_of(name: str) -> str:
    """The word people read for a status: green reads Healthy. Raises ValueError if there is none."""
    if name not in WORDS:
        raise ValueError(f"{name!r} has no fixed word: pass the word beside it.")
    return str(WORDS[name][1])
