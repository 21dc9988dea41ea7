from datetime import date

import pytest
from django.apps import apps

from headway.activity.models import Activity
from headway.kpis.actions.readings import Line, record_readings
from headway.people.actions.comments import write_comment
from headway.people.actions.invitations import invite
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.removal import models_of_a_workspace, remove_workspace
from headway.people.actions.tokens import create_token
from headway.people.errors import NotAllowed
from headway.people.models import User, Workspace
from headway.people.tests.world import demo_company, joined, signed_in
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db
WITHOUT_WORKSPACE = {"User", "Workspace"}


def lived_in(caller):
    """A workspace with something in it of most kinds."""
    ruth = joined(caller, "Ruth", unit=company(caller))
    kpi = metric(caller)
    record_readings(caller, [Line(kpi, date(2026, 11, 2), 95)], source="page")
    write_comment(ruth, kpi, "@Ines why?")
    invite(caller, "new@lumen.example")
    create_token(ruth, "Warehouse", ["read"])
    return caller


def rows():
    return {
        f"{model.__name__} {way}": model._base_manager.filter(**{f"{way}__gt": 0}).count()
        for model, way in models_of_a_workspace()
    }


def test_every_model_of_headway_is_found():
    ours = {m.__name__ for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("headway.")}
    mere = {m.__name__ for m in apps.get_models(include_auto_created=True) if "User_" in m.__name__}
    assert {model.__name__ for model, _ in models_of_a_workspace()} == ours - WITHOUT_WORKSPACE - mere


def test_every_row_goes_and_no_row_of_another_workspace():
    lived_in(founder("other"))
    before, logins = rows(), set(User.objects.values_list("email", flat=True))
    caller = lived_in(founder())
    assert all(rows()[name] > count for name, count in before.items() if count)
    remove_workspace(caller)
    assert rows() == before
    assert set(User.objects.values_list("email", flat=True)) == logins
    assert not Activity.objects.filter(workspace_id=caller.workspace.pk).exists()
    assert Workspace.objects.get().slug == "other"


def test_a_login_that_opens_another_workspace_stays():
    caller, other = founder(), founder("other")
    add_person(other, NewPerson("Ines"), user=caller.person.user)
    remove_workspace(caller)
    assert User.objects.filter(pk=caller.person.user.pk).exists()


def test_the_demo_goes_with_one_click_and_the_way_leads_to_a_workspace_of_ones_own(client):
    caller = lived_in(demo_company())
    answer = signed_in(caller).post("/demo/settings/removal")
    assert answer["Location"].startswith("/start/")
    assert client.get(answer["Location"]).status_code == 200
    assert not Workspace.objects.exists()


def test_any_other_workspace_takes_its_short_name():
    caller = founder()
    founder("other")
    browser = signed_in(caller)
    for typed in ("", "Lumen", "other"):
        assert browser.post("/lumen/settings/removal", {"slug": typed}).status_code == 200
    assert Workspace.objects.count() == 2
    assert browser.post("/lumen/settings/removal", {"slug": "lumen"})["Location"] == "/"
    assert Workspace.objects.get().slug == "other"


@pytest.mark.parametrize("role", ["admin", "member", "viewer", "guest", "auditor"])
def test_only_an_owner_may(role):
    caller = demo_company()
    other = joined(caller, "Pia", role)
    assert signed_in(other).post("/demo/settings/removal").status_code == 403
    with pytest.raises(NotAllowed):
        remove_workspace(other)
    assert Workspace.objects.exists()
