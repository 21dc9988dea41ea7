"""KPIs to test pages with, and logins of every role."""

from datetime import date, timedelta

from django.urls import reverse

from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.people.actions.persons import NewPerson, add_person
from headway.people.caller import Caller
from headway.people.models import ApiToken, User
from headway.people.tokens import digest_of, new_token, prefix_of
from tests.world import metric

ANSWERS = {
    "consistently_measurable": "Paid over ended trials, from billing.",
    "accountable_owner": "Ines",
    "influences_decisions": "Below 11 % setup is looked at within two days.",
}
LAST_WEEK = date(2026, 11, 2)
"""The last week that is closed at the moment tests happen at."""
RUNNING = date(2026, 11, 16)
STEADY = [120, 118, 125, 121, 119, 124, 122, 117, 123, 120, 121, 118, 122, 119]


def kpi(caller, name="Trial-to-paid conversion", values=(), band=None, **fields):
    """A weekly KPI with readings of the weeks up to the last closed one."""
    made = promote(caller, metric(caller, name, definition="Paid of ended trials.", **fields), ANSWERS)
    if values:
        weeks = [LAST_WEEK - timedelta(weeks=n) for n in range(len(values))][::-1]
        record_readings(caller, [Line(made, week, v) for week, v in zip(weeks, values, strict=True)], source="csv")
    if band:
        set_band(caller, made, NewBand(**band))
    made.refresh_from_db()
    return made


def somebody(caller, role="member"):
    """A person of the workspace with that role and a login."""
    user = User.objects.create_user(f"{role}@{caller.workspace.slug}.example", "correct horse battery")
    person = add_person(caller, NewPerson(f"A {role}", role=role), user=user)
    return Caller(caller.workspace, person, caller.now)


def signed_in(client, caller):
    client.force_login(caller.person.user)
    return client


def bearer(caller, scopes=("read", "write")):
    """The header of a fresh token."""
    token = new_token()
    ApiToken.objects.create(
        workspace=caller.workspace, key=f"TOK-{token[-4:]}", person=caller.person, name="test", digest=digest_of(token),
        prefix=prefix_of(token), scopes=list(scopes), created_at=caller.now,
    )  # fmt: skip
    return {"Authorization": f"Bearer {token}"}


def url(name, *parts):
    """The address of a page of KPIs in the tests' company."""
    return reverse(f"kpis:{name}", args=["lumen", *parts])


def text(answer):
    """What an answer says, with every run of white space as one space."""
    return " ".join(answer.content.decode().split())
