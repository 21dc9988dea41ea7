"""Who has checked in, and nudges, over the API."""

from headway.okrs.actions.nudges import nudge_people
from headway.okrs.payloads.goals import nudge_out, speaker_out
from headway.okrs.queries.heard import read_heard, speaking
from headway.okrs.schemas.goals import NudgeIn, NudgeOut, SpeakerOut
from headway.people.access import person_for
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, caller_of, page_of
from headway.people.models import Person

router = Router(tags=["check-ins"])


@router.get("/heard", response=Page[SpeakerOut], operation_id="list_heard")
def list_heard(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Everybody whose word is asked for this round, and which of their key results still wait for it."""
    caller = caller_of(request)
    page = page_of(speaking(caller), _itself, after, limit)
    turns = {one.person: one for one in read_heard(caller, [person.pk for person in page["items"]]).speakers}
    return page | {"items": [speaker_out(turns[person]) for person in page["items"]]}


def _itself(person: Person) -> Person:
    return person


@router.post("/nudges", response={201: list[NudgeOut]}, operation_id="nudge_people")
def nudge(request: HttpRequest, payload: NudgeIn) -> Status[list[Out]]:
    """Ask people who have not checked in to do so, once a round."""
    caller = caller_of(request)
    made = nudge_people(caller, [person_for(caller, key) for key in payload.persons])
    return Status(201, [nudge_out(row) for row in made])
