"""Who has checked in, and nudges, over the API."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from headway.okrs.actions.nudges import nudge_people
from headway.okrs.payloads import nudge_out, speaker_out
from headway.okrs.queries.heard import read_heard
from headway.okrs.schemas import NudgeIn, NudgeOut, SpeakerOut
from headway.people.access import person_for
from headway.people.caller import caller_of

router = Router(tags=["check-ins"])
Out = dict[str, Any]


@router.get("/heard", response=list[SpeakerOut], operation_id="list_heard")
def list_heard(request: HttpRequest) -> list[Out]:
    """Everybody whose word is asked for this round, the most silent first."""
    return [speaker_out(one) for one in read_heard(caller_of(request)).speakers]


@router.post("/nudges", response={201: list[NudgeOut]}, operation_id="nudge_people")
def nudge(request: HttpRequest, payload: NudgeIn) -> Status[list[Out]]:
    """Ask people who have not checked in to do so, once a round."""
    caller = caller_of(request)
    made = nudge_people(caller, [person_for(caller, key) for key in payload.persons])
    return Status(201, [nudge_out(row) for row in made])
