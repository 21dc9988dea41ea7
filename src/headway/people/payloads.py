"""People and what is theirs as plain data: the same for the API and for ``--json``."""

from typing import Any

from headway.people.models import ApiToken, Comment, Invitation, Person, Unit

Out = dict[str, Any]


def person_out(person: Person) -> Out:
    """A person, without the address."""
    return {"key": person.key, "name": person.name, "title": person.title, "role": person.role}


def unit_out(unit: Unit) -> Out:
    """A unit with its parent, lead and members by key."""
    return {
        "key": unit.key, "name": unit.name, "kind": unit.kind,
        "parent": unit.parent.key if unit.parent else None, "lead": unit.lead.key if unit.lead else None,
        "members": [person.key for person in unit.members.all() if person.left_at is None],
    }  # fmt: skip


def invitation_out(invitation: Invitation) -> Out:
    """An invitation, without its link."""
    return {
        "key": invitation.key, "email": invitation.email, "name": invitation.name, "role": invitation.role,
        "unit": invitation.unit.key if invitation.unit else None, "invited_by": invitation.invited_by.key,
        "expires_at": invitation.expires_at,
    }  # fmt: skip


def token_out(token: ApiToken) -> Out:
    """A token, without its secret."""
    names = ("key", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at")
    return {name: getattr(token, name) for name in names}


def comment_out(comment: Comment) -> Out:
    """A comment with its author and mentions by key."""
    return {
        "key": comment.key, "about": comment.about, "author": comment.author.key, "text": comment.text,
        "mentions": [person.key for person in comment.mentions.all()], "at": comment.at,
    }  # fmt: skip
