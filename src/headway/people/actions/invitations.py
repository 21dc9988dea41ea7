"""Invitations: a link that makes one person out of one e-mail address, once."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.actions.joining import read_address, refuse_present, refuse_role
from headway.people.caller import Caller
from headway.people.errors import NotHere, Refused
from headway.people.keys import next_key
from headway.people.models import Invitation, Person, Role, Unit, User
from headway.people.tokens import digest_of

GOOD_FOR = timedelta(days=14)


def invite(
    caller: Caller, email: str, *, name: str = "", role: str = Role.MEMBER, unit: Unit | None = None
) -> tuple[Invitation, str]:
    """Invite an address; return the invitation and its secret, which is shown this once and not kept."""
    require(caller, "person.invite")
    address = read_address(email)
    refuse_present(caller, address, only_logins=True)
    refuse_role(caller, role)
    secret = secrets.token_urlsafe(24)
    with acting(caller, "person.invited") as entry:
        invitation = Invitation.objects.create(
            workspace=caller.workspace,
            key=next_key(caller.workspace, Invitation),
            email=address,
            name=name.strip(),
            role=role,
            unit=unit,
            digest=digest_of(secret),
            invited_by=caller.someone,
            expires_at=caller.now + GOOD_FOR,
        )
        record(entry, invitation)
    return invitation, secret


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Mail the link and say whether it went out; where it did not, the page shows it to be copied."""
    if not settings.EMAIL_HOST:
        return False
    workspace = invitation.workspace.name
    subject = _("%(who)s invites you to %(workspace)s on Headway") % {
        "who": invitation.invited_by.name,
        "workspace": workspace,
    }
    text = _("Open this link within 14 days to join %(workspace)s:\n\n%(link)s\n") % {
        "workspace": workspace,
        "link": link,
    }
    return send_mail(subject, text, None, [invitation.email], fail_silently=True) == 1


def withdraw_invitation(caller: Caller, invitation: Invitation) -> None:
    """Close an invitation that was not used."""
    require(caller, "person.invite")
    if invitation.accepted_at:
        raise Refused("This invitation was used already: change or hand over the person instead.")
    with acting(caller, "person.invitation_withdrawn") as entry:
        invitation.withdrawn_at = caller.now
        invitation.save(update_fields=["withdrawn_at"])
        record(entry, invitation)


def open_invitation(secret: str, now: datetime) -> Invitation:
    """The invitation a secret opens now, or :class:`NotHere`."""
    rows = Invitation.objects.filter(digest=digest_of(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    invitation = rows.select_related("workspace", "unit", "invited_by").first()
    if invitation is None:
        raise NotHere("This invitation was used, withdrawn, or is older than 14 days: ask for a new one.")
    return invitation


def accept_invitation(invitation: Invitation, user: User, name: str, now: datetime) -> Person:
    """Let the invited person in; the login may already be a person in other workspaces.

    Somebody who was here without a login gets one, and somebody who had left comes back as the same person.
    """
    host = Caller(invitation.workspace, invitation.invited_by, now, "page")
    known = _known(invitation, user)
    if known and known.user_id and not known.left_at:
        raise Refused(f"You are in {invitation.workspace.name} already: just sign in.")
    with acting(host, "person.joined") as entry:
        taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=now)
        if taken != 1:
            raise Refused("This invitation was used a moment ago: sign in instead.")
        person = known or Person(workspace=invitation.workspace, key=next_key(invitation.workspace, Person))
        person.name = name.strip() or person.name or invitation.name or user.email
        person.user, person.email, person.role, person.left_at = user, user.email, invitation.role, None
        person.save()
        if invitation.unit:
            invitation.unit.members.add(person)
        record(entry, person)
        entry.concern(invitation.key)
    return person


def _known(invitation: Invitation, user: User) -> Person | None:
    """Who this is already: the login's person here, or one of the invited address who has no login yet."""
    here = Person.objects.filter(workspace=invitation.workspace)
    waiting = here.filter(user=None, email__iexact=invitation.email, left_at=None)
    return here.filter(user=user).first() or waiting.first()
