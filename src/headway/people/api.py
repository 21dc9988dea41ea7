"""People, units, invitations, tokens and comments over the API: the same verbs as on the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from headway.people.access import invitation_for, person_for, require, unit_for
from headway.people.actions.comments import comment_for, withdraw_comment, write_comment
from headway.people.actions.invitations import invite, send_invitation, withdraw_invitation
from headway.people.actions.persons import NewPerson, add_person, change_person, hand_over
from headway.people.actions.tokens import revoke_token, token_for
from headway.people.actions.units import change_unit, create_unit, set_members
from headway.people.caller import caller_of
from headway.people.doors.api import Page, check_version, page_of, tagged
from headway.people.models import ApiToken, Comment
from headway.people.objects import object_for
from headway.people.payloads import Out, comment_out, invitation_out, person_out, token_out, unit_out
from headway.people.queries import open_invitations, people_of, units_of
from headway.people.schemas import (
    CommentIn,
    CommentOut,
    HandedOver,
    HeirIn,
    InvitationIn,
    InvitationMade,
    InvitationOut,
    MembersIn,
    PersonIn,
    PersonOut,
    PersonPatch,
    TokenOut,
    UnitIn,
    UnitOut,
    UnitPatch,
)

router = Router(tags=["people"])
WITHDRAWN = {204: None}


@router.get("/people", response=Page[PersonOut], operation_id="list_people")
def list_people(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Everybody in the workspace who has not left."""
    return page_of(people_of(caller_of(request)), person_out, after, limit)


@router.post("/people", response={201: PersonOut}, operation_id="add_person")
def add(request: HttpRequest, payload: PersonIn) -> Status[Out]:
    """Add somebody who needs no login yet."""
    caller = caller_of(request)
    unit = unit_for(caller, payload.unit) if payload.unit else None
    return Status(201, person_out(add_person(caller, NewPerson(**payload.dict(exclude={"unit"})), unit)))


@router.get("/people/{key}", response=PersonOut, operation_id="get_person")
def get_person(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One person, with their version as ETag."""
    person = person_for(caller_of(request), key)
    tagged(response, person)
    return person_out(person)


@router.patch("/people/{key}", response=PersonOut, operation_id="change_person")
def change_one(request: HttpRequest, response: HttpResponse, key: str, payload: PersonPatch) -> Out:
    """Change how a person is called and what they may do; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    person = person_for(caller, key)
    now: dict[str, Any] = {"name": person.name, "title": person.title, "role": person.role}
    changes = {name: value for name, value in payload.dict(exclude_unset=True).items() if value is not None}
    change_person(caller, person, **(now | changes), version=check_version(request, person))
    tagged(response, person)
    return person_out(person)


@router.post("/people/{key}/hand-over", response=HandedOver, operation_id="hand_over")
def hand_everything_over(request: HttpRequest, key: str, payload: HeirIn) -> Out:
    """Give everything a person owns to another, and let them leave."""
    caller = caller_of(request)
    leaver = person_for(caller, key)
    return {"handed_over": hand_over(caller, leaver, person_for(caller, payload.heir))}


@router.get("/units", response=Page[UnitOut], operation_id="list_units")
def list_units(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """The units in use, each with its parent, lead and members."""
    rows = units_of(caller_of(request)).select_related("parent", "lead").prefetch_related("members")
    return page_of(rows, unit_out, after, limit)


@router.post("/units", response={201: UnitOut}, operation_id="create_unit")
def create_one(request: HttpRequest, response: HttpResponse, payload: UnitIn) -> Status[Out]:
    """Make a unit under another one."""
    caller = caller_of(request)
    lead = person_for(caller, payload.lead) if payload.lead else None
    unit = create_unit(caller, payload.name, unit_for(caller, payload.parent), kind=payload.kind, lead=lead)
    tagged(response, unit)
    return Status(201, unit_out(unit))


@router.get("/units/{key}", response=UnitOut, operation_id="get_unit")
def get_unit(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One unit, with its version as ETag."""
    unit = unit_for(caller_of(request), key)
    tagged(response, unit)
    return unit_out(unit)


@router.patch("/units/{key}", response=UnitOut, operation_id="change_unit")
def patch_unit(request: HttpRequest, response: HttpResponse, key: str, payload: UnitPatch) -> Out:
    """Rename a unit, move it, or give it another lead; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    unit = unit_for(caller, key)
    version = check_version(request, unit)
    given = payload.dict(exclude_unset=True)
    parent = unit_for(caller, given["parent"]) if given.get("parent") else unit.parent
    lead = unit.lead if "lead" not in given else person_for(caller, given["lead"]) if given["lead"] else None
    change_unit(caller, unit, name=given.get("name") or unit.name, parent=parent, lead=lead, version=version)
    tagged(response, unit)
    return unit_out(unit)


@router.put("/units/{key}/members", response=UnitOut, operation_id="set_members")
def put_members(request: HttpRequest, key: str, payload: MembersIn) -> Out:
    """Make exactly these people (and the lead) the unit's members."""
    caller = caller_of(request)
    unit = unit_for(caller, key)
    set_members(caller, unit, [person_for(caller, member) for member in payload.members])
    return unit_out(unit)


@router.get("/invitations", response=Page[InvitationOut], operation_id="list_invitations")
def list_invitations(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Invitations that can still be used."""
    caller = caller_of(request)
    require(caller, "person.invite")
    return page_of(open_invitations(caller), invitation_out, after, limit)


@router.post("/invitations", response={201: InvitationMade}, operation_id="invite")
def invite_one(request: HttpRequest, payload: InvitationIn) -> Status[Out]:
    """Invite an address. The link is in this answer alone, and goes out by mail where mail is set up."""
    caller = caller_of(request)
    given = payload.dict()
    given["unit"] = unit_for(caller, given["unit"]) if given["unit"] else None
    invitation, secret = invite(caller, **given)
    link = request.build_absolute_uri(f"/join/{secret}/")
    return Status(201, invitation_out(invitation) | {"link": link, "mailed": send_invitation(invitation, link)})


@router.post("/invitations/{key}/withdrawal", response=WITHDRAWN, operation_id="withdraw_invitation")
def withdraw_one(request: HttpRequest, key: str) -> Status[None]:
    """Close an invitation that was not used."""
    caller = caller_of(request)
    withdraw_invitation(caller, invitation_for(caller, key))
    return Status(204, None)


@router.get("/tokens", response=Page[TokenOut], operation_id="list_tokens")
def list_tokens(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Your own tokens that are not revoked. New ones are made on the page and the command line only."""
    caller = caller_of(request)
    rows = ApiToken.objects.filter(workspace=caller.workspace, person=caller.person, revoked_at=None)
    return page_of(rows, token_out, after, limit)


@router.post("/tokens/{key}/revocation", response=WITHDRAWN, operation_id="revoke_token")
def revoke(request: HttpRequest, key: str) -> Status[None]:
    """Close one of your own tokens for good."""
    caller = caller_of(request)
    revoke_token(caller, token_for(caller, key))
    return Status(204, None)


@router.get("/comments", response=Page[CommentOut], operation_id="list_comments")
def list_comments(request: HttpRequest, about: str, after: str = "", limit: int = 50) -> Out:
    """What was said about the object under the key ``about``, oldest first."""
    caller = caller_of(request)
    found = object_for(caller, about)
    rows = Comment.objects.filter(workspace=caller.workspace, about=found.key, withdrawn_at=None)
    return page_of(rows.select_related("author").prefetch_related("mentions"), comment_out, after, limit)


@router.post("/comments", response={201: CommentOut}, operation_id="write_comment")
def comment(request: HttpRequest, payload: CommentIn) -> Status[Out]:
    """Say something about an object; everybody named with @ is told."""
    caller = caller_of(request)
    return Status(201, comment_out(write_comment(caller, object_for(caller, payload.about), payload.text)))


@router.post("/comments/{key}/withdrawal", response=WITHDRAWN, operation_id="withdraw_comment")
def take_back(request: HttpRequest, key: str) -> Status[None]:
    """Take one of your own comments back."""
    caller = caller_of(request)
    withdraw_comment(caller, comment_for(caller, key))
    return Status(204, None)
