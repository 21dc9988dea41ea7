import pytest

from headway.activity import log
from headway.people.actions.persons import change_person, hand_over
from headway.people.errors import NotAllowed, Refused
from headway.people.models import Person
from headway.people.tests.world import joined, signed_in, there
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db
OTHERS = ["member", "viewer", "guest", "auditor"]


def test_a_persons_page_shows_what_is_theirs():
    caller = founder()
    kpi = metric(caller, "Uptime")
    page = signed_in(joined(caller, "Ruth")).get(f"/lumen/people/{caller.person.key}").content.decode()
    assert "Uptime" in page
    assert f"/lumen/kpis/{kpi.key}" in page


def test_what_is_private_is_neither_shown_nor_counted():
    caller = founder()
    metric(caller, "Severance", private=True)
    member = joined(caller, "Ruth")
    page = signed_in(member).get(f"/lumen/people/{caller.person.key}").content.decode()
    assert "Severance" not in page
    assert "Nothing is theirs" in page
    assert "Severance" in signed_in(caller).get(f"/lumen/people/{caller.person.key}").content.decode()


def test_a_guest_sees_no_addresses():
    caller = founder()
    guest = joined(caller, "Client", "guest")
    assert "founder@lumen.example" not in signed_in(guest).get("/lumen/people/P-1").content.decode()
    assert "founder@lumen.example" in signed_in(joined(caller, "Ruth")).get("/lumen/people/P-1").content.decode()


def test_a_name_is_escaped_wherever_it_stands():
    caller = founder()
    ruth = joined(caller, "Ruth").person
    Person.objects.filter(pk=ruth.pk).update(name="<script>alert(1)</script>")
    browser = signed_in(caller)
    for path in ("people", f"people/{ruth.key}", "units/new", f"people/{ruth.key}/hand-over"):
        assert "<script>alert" not in browser.get(f"/lumen/{path}").content.decode()


def test_an_owner_makes_another_owner_and_the_last_one_stays():
    caller = founder()
    ruth = joined(caller, "Ruth").person
    browser = signed_in(caller)
    last = browser.post("/lumen/people/P-1/change", {"name": "Ines", "title": "", "role": "member"})
    assert "is the last owner" in last.content.decode()
    assert there("P-1").role == "owner"
    browser.post(f"/lumen/people/{ruth.key}/change", {"name": "Ruth", "title": "COO", "role": "owner"})
    assert (there(ruth.key).role, there(ruth.key).title) == ("owner", "COO")
    browser.post("/lumen/people/P-1/change", {"name": "Ines", "title": "", "role": "member"})
    assert there("P-1").role == "member"


def test_an_admin_neither_makes_nor_unmakes_an_owner():
    caller = founder()
    admin = joined(caller, "Ada", "admin")
    for person in (admin.person, caller.person):
        with pytest.raises(Refused, match="Only an owner"):
            change_person(admin, person, name="x", title="", role="owner" if person == admin.person else "member")
    page = signed_in(admin).post(f"/lumen/people/{admin.person.key}/change", {"name": "Ada", "role": "owner"})
    assert page.status_code == 200
    assert there(admin.person.key).role == "admin"


@pytest.mark.parametrize("role", OTHERS)
def test_only_admins_change_add_and_hand_over(role):
    caller = founder()
    other = joined(caller, "Pia", role)
    browser = signed_in(other)
    for path in ("people/P-1/change", "people/P-1/hand-over", "people/new"):
        assert browser.get(f"/lumen/{path}").status_code == 403
        sent = {"name": "x", "role": "owner", "heir": other.person.key}
        assert browser.post(f"/lumen/{path}", sent).status_code == 403
    with pytest.raises(NotAllowed):
        hand_over(other, caller.person, other.person)
    assert there("P-1").left_at is None


def test_somebody_without_a_login_is_added():
    browser = signed_in(founder())
    browser.post("/lumen/people/new", {"name": "Omar", "title": "Consultant", "unit": "U-1"})
    omar = Person.objects.get(name="Omar")
    assert (omar.user, omar.title, [unit.key for unit in omar.units.all()]) == (None, "Consultant", ["U-1"])
    assert "no login" in browser.get("/lumen/people").content.decode()


def test_the_hand_over_page_counts_first_and_then_moves_everything():
    caller = founder()
    ruth = joined(caller, "Ruth")
    kpi = metric(caller, owner=ruth.person)
    unit = company(caller)
    unit.lead = ruth.person
    unit.save()
    browser = signed_in(caller)
    page = browser.get(f"/lumen/people/{ruth.person.key}/hand-over").content.decode()
    assert "Metrics (owner)" in page
    assert "Units (lead)" in page
    answer = browser.post(f"/lumen/people/{ruth.person.key}/hand-over", {"heir": "P-1"})
    assert answer["Location"] == "/lumen/people/P-1"
    kpi.refresh_from_db()
    unit.refresh_from_db()
    assert (kpi.owner, unit.lead) == (caller.person, caller.person)
    assert signed_in(ruth).get("/lumen/people").status_code == 404
    told = log.body_of(log.feed(caller.workspace.pk, kpi.key).first())
    assert (told["verb"], told["images"][kpi.key]["owner"]) == ("person.handed_over", "P-1")
    assert log.verify(caller.workspace.pk).intact


def test_an_owner_hands_over_to_an_owner_only():
    caller = founder()
    ruth, second = joined(caller, "Ruth"), joined(caller, "Mei", "owner")
    with pytest.raises(Refused, match="is an owner"):
        hand_over(second, caller.person, ruth.person)
    hand_over(second, caller.person, second.person)
    assert there("P-1").left_at == caller.now


@pytest.mark.parametrize("heir", ["themselves", "gone", "foreign"])
def test_the_heir_is_somebody_else_who_is_here(heir):
    caller = founder()
    ruth, gone = joined(caller, "Ruth").person, joined(caller, "Gone").person
    hand_over(caller, gone, caller.person)
    founder("other")
    chosen = {"themselves": ruth.key, "gone": gone.key, "foreign": "P-77"}[heir]
    page = signed_in(caller).post(f"/lumen/people/{ruth.key}/hand-over", {"heir": chosen})
    assert page.status_code == 200
    assert there(ruth.key).left_at is None


def test_a_leaver_hands_over_once():
    caller = founder()
    ruth, mei = joined(caller, "Ruth").person, joined(caller, "Mei").person
    hand_over(caller, ruth, mei)
    with pytest.raises(Refused, match="left already"):
        hand_over(caller, ruth, mei)
