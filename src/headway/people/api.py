"""People, units and comments over the API. The example for every other ``api.py``: door, action, schema."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from headway.people.access import person_for
from headway.people.doors.api import Page, caller_of, page_of
from headway.people.models import Person

router = Router(tags=["people"])


class PersonOut(Schema):
    """A person of the workspace."""

    key: str
    name: str
    title: str
    role: str


@router.get("/people", response=Page[PersonOut], operation_id="list_people")
def list_people(request: HttpRequest, after: str = "", limit: int = 50) -> dict[str, Any]:
    """Everybody in the workspace who has not left."""
    rows = Person.objects.filter(workspace=caller_of(request).workspace, left_at=None)
    return page_of(rows, lambda row: row, after, limit)


@router.get("/people/{key}", response=PersonOut, operation_id="get_person")
def get_person(request: HttpRequest, key: str) -> Person:
    """One person."""
    return person_for(caller_of(request), key)
