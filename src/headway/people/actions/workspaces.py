"""Making and changing a workspace."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person, Preset, Role, Unit, UnitKind, User, Workspace

TAKEN = {"accounts", "api", "static", "start", "parts", "join", "health", "i18n", "undo"}
"""First parts of a path that are not a workspace's."""


@dataclass(frozen=True)
class NewWorkspace:
    """What it takes to make a workspace and its first owner."""

    slug: str
    name: str
    owner_name: str
    owner_email: str = ""
    owner_title: str = ""
    preset: str = Preset.STARTUP
    timezone: str = "UTC"
    currency: str = "EUR"
    is_demo: bool = False
    options: dict[str, Any] = field(default_factory=dict)


def create_workspace(new: NewWorkspace, now: datetime, user: User | None = None, door: str = "page") -> Caller:
    """Make a workspace, its company unit and its owner; return the owner as the caller of what comes next."""
    if new.slug in TAKEN or Workspace.objects.filter(slug=new.slug).exists():
        raise Refused(f"The address “{new.slug}” is taken: choose another.", field="slug")
    with transaction.atomic():
        workspace = Workspace.objects.create(
            slug=new.slug, name=new.name, preset=new.preset, timezone=new.timezone, currency=new.currency,
            is_demo=new.is_demo, options=new.options, created_at=now,
        )  # fmt: skip
        owner = Person.objects.create(
            workspace=workspace, key=next_key(workspace, Person), user=user, name=new.owner_name,
            email=new.owner_email, title=new.owner_title, role=Role.OWNER,
        )  # fmt: skip
        caller = Caller(workspace, owner, now, door)
        with acting(caller, "workspace.created") as entry:
            company = Unit.objects.create(
                workspace=workspace, key=next_key(workspace, Unit), name=new.name, kind=UnitKind.COMPANY, lead=owner
            )
            company.members.add(owner)
            for made in (workspace, owner, company):
                record(entry, made)
    return caller
