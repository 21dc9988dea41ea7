"""Nudges: somebody asks others to check in."""

from collections.abc import Collection

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from headway.okrs.models import Nudge
from headway.okrs.queries.heard import read_heard
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import NotAllowed, Refused
from headway.people.keys import next_keys
from headway.people.models import Person


def nudge_people(caller: Caller, persons: Collection[Person]) -> list[Nudge]:
    """Ask people who have not checked in this round to do so; each is asked once a round.

    Those who were nudged already are left out. Raises ``NotAllowed`` for somebody whose key results the caller
    does not look after, and ``Refused`` where nobody is left to nudge.
    """
    waiting = {speaker.person.pk: speaker for speaker in read_heard(caller, {one.pk for one in persons}).waiting}
    chosen = [waiting[person.pk] for person in persons if person.pk in waiting]
    for speaker in chosen:
        if not speaker.may_nudge:
            raise NotAllowed(
                f"You look after none of the key results that {speaker.person.name} speaks for: ask a lead or an admin."
            )
    fresh = [speaker.person for speaker in chosen if not speaker.nudge]
    if not fresh:
        raise Refused("Nobody is left to nudge: they have checked in, or were asked already this round.")
    with acting(caller, "person.nudged") as entry:
        keys = next_keys(caller.workspace, Nudge, len(fresh))
        rows = [
            Nudge(workspace=caller.workspace, key=key, person=person, by=caller.someone, at=caller.now)
            for key, person in zip(keys, fresh, strict=True)
        ]
        Nudge.objects.bulk_create(rows)
        entry.concern(*(person.key for person in fresh))
        for row in rows:
            record(entry, row)
    return rows


def mail_nudges(nudges: Collection[Nudge], link: str) -> None:
    """Mail each nudge where mail is set up; without it, Today says it."""
    for nudge in nudges if settings.EMAIL_HOST else ():
        if nudge.person.email:
            said = {"who": nudge.by.name, "workspace": nudge.workspace.name, "link": link}
            subject = _("%(who)s asks how your key results stand") % said
            text = _("%(who)s asks you to check in at %(workspace)s:\n\n%(link)s\n") % said
            send_mail(subject, text, None, [nudge.person.email], fail_silently=True)
