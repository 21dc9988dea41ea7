"""What people, units, invitations, tokens and comments look like over the API."""

from datetime import datetime

from ninja import Schema

from headway.people.doors.strict import Sent


class PersonOut(Schema):
    """A person of the workspace."""

    key: str
    name: str
    title: str
    role: str


class PersonIn(Sent):
    """Somebody to add without a login."""

    name: str
    title: str = ""
    email: str = ""
    role: str = "member"
    unit: str | None = None


class PersonPatch(Sent):
    """What may change about a person."""

    name: str | None = None
    title: str | None = None
    role: str | None = None


class HeirIn(Sent):
    """Who takes everything over."""

    heir: str


class HandedOver(Schema):
    """How many of each kind changed hands."""

    handed_over: dict[str, int]


class UnitOut(Schema):
    """A unit: parent, lead and members by key."""

    key: str
    name: str
    kind: str
    parent: str | None
    lead: str | None
    members: list[str]


class UnitIn(Sent):
    """A unit to make under another one."""

    name: str
    parent: str
    kind: str = "team"
    lead: str | None = None


class UnitPatch(Sent):
    """What may change about a unit; ``lead`` null means nobody."""

    name: str | None = None
    parent: str | None = None
    lead: str | None = None


class MembersIn(Sent):
    """The members that a unit shall have, by key; its lead is always one."""

    members: list[str]


class InvitationIn(Sent):
    """An address to invite."""

    email: str
    name: str = ""
    role: str = "member"
    unit: str | None = None


class InvitationOut(Schema):
    """An invitation; its link is answered once, when it is made."""

    key: str
    email: str
    name: str
    role: str
    unit: str | None
    invited_by: str
    expires_at: datetime


class InvitationMade(InvitationOut):
    """A new invitation with its link, and whether it went out by mail."""

    link: str
    mailed: bool


class TokenOut(Schema):
    """One of your tokens, without its secret."""

    key: str
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class CommentIn(Sent):
    """Something to say about the object under a key."""

    about: str
    text: str


class CommentOut(Schema):
    """A comment: plain text; mentions by key."""

    key: str
    about: str
    author: str
    text: str
    mentions: list[str]
    at: datetime
