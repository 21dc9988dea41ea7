"""``headway person``, ``unit`` and ``token``: people from the command line."""

from datetime import timedelta

import click
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from headway.people.access import person_for, require, unit_for
from headway.people.actions.invitations import invite, send_invitation
from headway.people.actions.persons import NewPerson, add_person, belongings_of, change_person, hand_over
from headway.people.actions.tokens import create_token, revoke_token, token_for
from headway.people.actions.units import change_unit, create_unit, set_members
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.people.models import ApiToken, Role, Unit, UnitKind, User
from headway.people.payloads import person_out, token_out, unit_out
from headway.people.queries import people_of, tree

ADDRESS = click.option("--address", default="http://127.0.0.1:8000", show_default=True, help="Where Headway is served.")
ROLE = click.Choice(Role.values)


@click.group()
def person() -> None:
    """People: list, show, add, invite, change, hand over; a new password."""


@person.command("list")
@as_json
@pass_caller
def list_people(caller: Caller, as_json: bool) -> None:
    """List everybody who is here."""
    rows = list(people_of(caller))
    say([person_out(row) for row in rows], as_json, columns((row.key, row.name, row.role, row.title) for row in rows))


@person.command()
@click.argument("key")
@as_json
@pass_caller
def show(caller: Caller, key: str, as_json: bool) -> None:
    """Show one person and how much is theirs."""
    found = person_for(caller, key)
    require(caller, "person.hand_over")
    owned = belongings_of(found)
    lines = [f"{found.key}  {found.name}, {found.role}", *(f"  {count} {kind}" for kind, count in owned.items())]
    say(person_out(found) | {"owned": owned}, as_json, lines)


@person.command()
@click.argument("name")
@click.option("--title", default="")
@click.option("--email", default="")
@click.option("--role", type=ROLE, default=Role.MEMBER.value)
@click.option("--unit", help="A unit's key, such as U-2.")
@as_json
@pass_caller
def add(caller: Caller, name: str, title: str, email: str, role: str, unit: str | None, as_json: bool) -> None:
    """Add somebody who needs no login yet."""
    where = unit_for(caller, unit) if unit else None
    made = add_person(caller, NewPerson(name, email, title, role), where)
    say(person_out(made), as_json, [f"{made.key}  {made.name} was added."])


@person.command("invite")
@click.argument("email")
@click.option("--name", default="")
@click.option("--role", type=ROLE, default=Role.MEMBER.value)
@click.option("--unit", help="A unit's key, such as U-2.")
@ADDRESS
@as_json
@pass_caller
def invite_one(caller: Caller, email: str, name: str, role: str, unit: str | None, address: str, as_json: bool) -> None:
    """Invite an address; the link is printed this once."""
    where = unit_for(caller, unit) if unit else None
    invitation, secret = invite(caller, email, name=name, role=role, unit=where)
    link = f"{address.rstrip('/')}/join/{secret}/"
    mailed = send_invitation(invitation, link)
    say({"key": invitation.key, "link": link, "mailed": mailed}, as_json, [link])


@person.command()
@click.argument("key")
@click.option("--name")
@click.option("--title")
@click.option("--role", type=ROLE)
@as_json
@pass_caller
def change(caller: Caller, key: str, name: str | None, title: str | None, role: str | None, as_json: bool) -> None:
    """Change how a person is called and what they may do."""
    found = person_for(caller, key)
    title = found.title if title is None else title
    change_person(caller, found, name=name or found.name, title=title, role=role or found.role)
    say(person_out(found), as_json, [f"{found.key}  {found.name}, {found.role}"])


@person.command("hand-over")
@click.argument("key")
@click.option("--to", "heir", required=True, help="The key of whoever takes everything over.")
@as_json
@pass_caller
def hand_everything_over(caller: Caller, key: str, heir: str, as_json: bool) -> None:
    """Give everything a person owns to another, and let them leave."""
    counts = hand_over(caller, person_for(caller, key), person_for(caller, heir))
    lines = [f"{count} {name}" for name, count in counts.items()] or ["Nothing was theirs."]
    say({"handed_over": counts}, as_json, lines)


@person.command()
@click.argument("email")
@ADDRESS
@pass_caller
def password(caller: Caller, email: str, address: str) -> None:
    """Print a link that lets the login EMAIL choose a new password, once."""
    require(caller, "person.change")
    user = User.objects.filter(email=email.lower(), persons__workspace=caller.workspace).first()
    if user is None:
        raise Refused(f"No login “{email}” belongs to {caller.workspace.slug}: check the address.")
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    click.echo(address.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key))


@click.group()
def unit() -> None:
    """Units: the tree of company, departments and teams."""


@unit.command("list")
@as_json
@pass_caller
def list_units(caller: Caller, as_json: bool) -> None:
    """List the units as a tree."""
    branches = tree(caller)
    lines = columns((b.unit.key, "  " * b.depth + b.unit.name, b.unit.lead or "") for b in branches)
    say([unit_out(branch.unit) for branch in branches], as_json, lines)


@unit.command()
@click.argument("name")
@click.option("--under", required=True, help="The key of the unit above.")
@click.option("--kind", type=click.Choice(UnitKind.values), default=UnitKind.TEAM.value)
@click.option("--lead", help="The key of a person.")
@as_json
@pass_caller
def create(caller: Caller, name: str, under: str, kind: str, lead: str | None, as_json: bool) -> None:
    """Make a unit under another one."""
    leader = person_for(caller, lead) if lead else None
    _say(create_unit(caller, name, unit_for(caller, under), kind=kind, lead=leader), as_json)


@unit.command("change")
@click.argument("key")
@click.option("--name")
@click.option("--under", help="The key of the unit above.")
@click.option("--lead", help="The key of a person; “-” for nobody.")
@as_json
@pass_caller
def change_one(caller: Caller, key: str, name: str | None, under: str | None, lead: str | None, as_json: bool) -> None:
    """Rename a unit, move it, or give it another lead."""
    found = unit_for(caller, key)
    parent = unit_for(caller, under) if under else found.parent
    leader = found.lead if lead is None else None if lead == "-" else person_for(caller, lead)
    _say(change_unit(caller, found, name=name or found.name, parent=parent, lead=leader), as_json)


@unit.command()
@click.argument("key")
@click.argument("people", nargs=-1)
@as_json
@pass_caller
def members(caller: Caller, key: str, people: tuple[str, ...], as_json: bool) -> None:
    """Make exactly PEOPLE (and the lead) the unit's members."""
    found = unit_for(caller, key)
    set_members(caller, found, [person_for(caller, one) for one in people])
    _say(found, as_json)


def _say(found: Unit, as_json: bool) -> None:
    shown = unit_out(found)
    say(shown, as_json, [f"{found.key}  {found.name}: {', '.join(shown['members']) or 'no members'}"])


@click.group()
def token() -> None:
    """Personal API tokens of the person chosen with --as."""


@token.command("create")
@click.argument("name")
@click.option("--write", is_flag=True, help="It may write, too.")
@click.option("--days", type=click.IntRange(1, 3650), help="It ends after so many days; by default never.")
@as_json
@pass_caller
def create_one(caller: Caller, name: str, write: bool, days: int | None, as_json: bool) -> None:
    """Make a token; its text is printed this once."""
    ends = caller.now + timedelta(days=days) if days else None
    row, text = create_token(caller, name, ["read", "write"] if write else ["read"], ends)
    say(token_out(row) | {"token": text}, as_json, [text])


@token.command("list")
@as_json
@pass_caller
def list_tokens(caller: Caller, as_json: bool) -> None:
    """List the tokens that are not revoked."""
    rows = ApiToken.objects.filter(workspace=caller.workspace, person=caller.person, revoked_at=None).order_by("pk")
    lines = columns((row.key, row.prefix, "+".join(row.scopes), row.name) for row in rows)
    say([token_out(row) for row in rows], as_json, lines or ["There are no tokens."])


@token.command()
@click.argument("key")
@pass_caller
def revoke(caller: Caller, key: str) -> None:
    """Close a token for good."""
    revoke_token(caller, token_for(caller, key))
    click.echo(f"{key} opens nothing any more.")


COMMANDS = [person, unit, token]
