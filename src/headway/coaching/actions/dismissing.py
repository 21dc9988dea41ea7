"""Waving a finding away with a reason, and taking that back."""

from headway.coaching.access import stewards_of
from headway.coaching.at_large import is_large
from headway.coaching.findings import Findings
from headway.coaching.lessons import lesson
from headway.coaching.models import Dismissal
from headway.coaching.typed import Typed
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import NotHere, Refused
from headway.people.keys import next_key
from headway.people.objects import object_for
from headway.people.options import options_of


def dismiss_finding(caller: Caller, digest: str, reason: str, unit: str = "") -> Dismissal:
    """Wave a finding away; it comes back when the text or the facts it rests on change.

    ``unit``, the key of the unit it belongs to, spares looking through the whole company for it; a large one must
    not be looked through.
    """
    if not unit and is_large(caller):
        raise Refused("A finding is looked for in its own unit here, as there are many: name its unit.", field="unit")
    told = Findings(caller, [unit] if unit else None).with_digest(digest)
    about = object_for(caller, told.about.key)
    require(caller, "finding.dismiss", stewards_of(about))
    if not reason.strip():
        raise Refused("Say in a sentence why it does not hold here: the next reader will ask.", field="reason")
    if told.dismissed is not None:
        raise Refused(f"{told.dismissed.by.name} waved this away already: lift that first.")
    with acting(caller, "finding.dismissed", reason=reason) as entry:
        row = Dismissal.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Dismissal), about=about.key,
            code=told.found.code, digest=digest, reason=reason.strip()[:2000], by=caller.someone, at=caller.now,
        )  # fmt: skip
        entry.concern(about.key)
        entry.say(pattern=told.found.code)
        record(entry, row)
    return row


def dismiss_typed(caller: Caller, typed: Typed, code: str, reason: str) -> Dismissal:
    """Wave away what the coach says of a text that the caller is typing; it comes back when the text changes."""
    someone = caller.someone
    require(caller, "finding.dismiss", stewards_of(someone))
    if code not in {one.code for one in typed.findings}:
        raise NotHere("There is no such finding in this text now.")
    if code in options_of(caller.workspace).mandatory:
        raise Refused(
            f"This workspace allows “{lesson(code).title.lower()}” in no goal, so it cannot be waved away: change the "
            "text, or ask an admin about the house rules."
        )
    if not reason.strip():
        raise Refused("Say in a sentence why it does not hold here: the next reader will ask.", field="reason")
    digest = typed.digest(caller, code)
    if (
        known := Dismissal.objects.filter(workspace=caller.workspace, digest=digest, lifted_at=None).first()
    ) is not None:
        return known
    with acting(caller, "finding.dismissed", reason=reason) as entry:
        row = Dismissal.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Dismissal), about=someone.key, code=code,
            digest=digest, reason=reason.strip()[:2000], by=someone, at=caller.now,
        )  # fmt: skip
        entry.concern(someone.key)
        entry.say(pattern=code)
        record(entry, row)
    return row


def lift_dismissal(caller: Caller, row: Dismissal) -> Dismissal:
    """Let the finding show again."""
    require(caller, "finding.dismiss", stewards_of(object_for(caller, row.about)))
    if row.lifted_at is not None:
        raise Refused(f"{row.key} was lifted already.")
    with acting(caller, "finding.restored") as entry:
        row.lifted_at = caller.now
        row.save(update_fields=["lifted_at"])
        entry.concern(row.about)
        record(entry, row)
    return row
