"""How decisions and graduations are found from elsewhere: by key, and by whose they are."""

from django.utils.translation import gettext as _

from headway.loop.access import decision_for, decisions_for, graduation_for
from headway.people.caller import Caller
from headway.people.models import Person
from headway.people.objects import Owned, path_of


def asked_decisions(caller: Caller, person: Person) -> list[Owned]:
    """The open decisions that ``person`` is asked for."""
    rows = decisions_for(caller).filter(asked=person, answered_at=None, resolved_itself_at=None)
    rows = rows.select_related("metric", "key_result").order_by("answer_by")
    return [
        Owned(_("Decision"), row.key, str(row.metric or row.key_result), path_of(caller.workspace, row.key))
        for row in rows
    ]


DOORS = {"D": decision_for, "GR": graduation_for}
NOUNS = {"D": "decisions", "GR": "graduations"}
OWNED = [asked_decisions]
