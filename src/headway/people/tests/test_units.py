import pytest

from headway.people.actions.units import change_unit, create_unit, set_members
from headway.people.errors import NotAllowed, Refused
from headway.people.models import Unit
from headway.people.queries import from_above, tree
from headway.people.tests.world import joined, signed_in
from tests.world import company, founder

pytestmark = pytest.mark.django_db
HAND = ["member", "viewer", "guest", "auditor"]


def test_the_tree_reads_parents_before_their_children():
    caller = founder()
    root = company(caller)
    growth = create_unit(caller, "Growth", root, kind="department")
    product = create_unit(caller, "Product", root, kind="department")
    create_unit(caller, "Setup", product)
    create_unit(caller, "Ads", growth)
    assert [(b.depth, b.unit.name) for b in tree(caller)] == [
        (0, "Lumen"), (1, "Growth"), (2, "Ads"), (1, "Product"), (2, "Setup"),
    ]  # fmt: skip


def test_a_large_tree_is_shown_from_above_and_says_what_it_hides():
    caller = founder()
    root = company(caller)
    for name in ("Growth", "Product"):
        unit = create_unit(caller, name, root, kind="department")
        create_unit(caller, f"{name} A", create_unit(caller, f"{name} team", unit))
    told = tree(caller)
    assert [(b.unit.name, b.hidden) for b in from_above(told, 5)] == [
        ("Lumen", 0), ("Growth", 0), ("Growth team", 1), ("Product", 0), ("Product team", 1),
    ]  # fmt: skip
    assert [(b.unit.name, b.hidden) for b in from_above(told, 2)] == [("Lumen", 0), ("Growth", 2), ("Product", 2)]
    assert from_above(told, 7) == told
    assert from_above([], 7) == []


def test_many_people_are_shown_a_page_at_a_time(monkeypatch):
    monkeypatch.setattr("headway.people.views.persons.PEOPLE", 2)
    caller = founder()
    for name in ("Adam", "Berta", "Zoe"):
        joined(caller, name)
    browser = signed_in(caller)
    first, second = (browser.get(f"/lumen/people?page={n}").content.decode() for n in (1, 2))
    assert "Adam" in first
    assert "Zoe" not in first
    assert "4 people" in first
    assert "Zoe" in second


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_the_page_takes_the_same_statements_whatever_its_length(rows, count_statements):
    caller = founder()
    browser = signed_in(caller)
    for number in range(1, rows):
        unit = create_unit(caller, f"Unit {number}", company(caller))
        joined(caller, f"Person{number}", unit=unit)
    with count_statements() as ran:
        page = browser.get("/lumen/people")
    assert page.status_code == 200
    assert page.content.decode().count('scope="row"') == 2 * rows
    ran.assert_at_most(11)


def test_a_unit_is_made_changed_and_given_members_on_its_pages():
    caller = founder()
    ruth, browser = joined(caller, "Ruth").person, signed_in(caller)
    root = company(caller)
    new = {"name": "Growth", "kind": "department", "parent": root.key, "lead": ruth.key}
    assert browser.post("/lumen/units/new", new)["Location"] == "/lumen/units/U-2"
    unit = Unit.objects.get(key="U-2")
    assert (unit.parent, unit.lead, list(unit.members.all())) == (root, ruth, [ruth])
    browser.post("/lumen/units/U-2/change", {"name": "Growth & Sales", "parent": root.key, "lead": ""})
    browser.post("/lumen/units/U-2/members", {"members": [caller.person.key]})
    unit.refresh_from_db()
    assert (unit.name, unit.lead, list(unit.members.all())) == ("Growth & Sales", None, [caller.person])
    page = browser.get("/lumen/units/U-2").content.decode()
    assert "Growth &amp; Sales" in page
    assert "led by nobody" in page


def test_a_unit_does_not_move_under_itself():
    caller = founder()
    upper = create_unit(caller, "Growth", company(caller))
    lower = create_unit(caller, "Ads", upper)
    with pytest.raises(Refused, match="lies under Growth itself"):
        change_unit(caller, upper, name="Growth", parent=lower, lead=None)
    page = signed_in(caller).post(f"/lumen/units/{upper.key}/change", {"name": "Growth", "parent": lower.key})
    assert "lies under Growth itself" in page.content.decode()
    assert Unit.objects.get(pk=upper.pk).parent == company(caller)


def test_the_root_stays_the_root():
    caller = founder()
    growth = create_unit(caller, "Growth", company(caller))
    with pytest.raises(Refused, match="root of everything"):
        change_unit(caller, company(caller), name="Lumen", parent=growth, lead=None)


def test_the_lead_stays_a_member():
    caller = founder()
    ruth = joined(caller, "Ruth").person
    unit = create_unit(caller, "Growth", company(caller), lead=ruth)
    set_members(caller, unit, [])
    assert list(unit.members.all()) == [ruth]


@pytest.mark.parametrize("role", HAND)
def test_only_admins_change_units(role):
    caller = founder()
    root = company(caller)
    other = joined(caller, "Pia", role)
    browser = signed_in(other)
    for path in ("units/new", f"units/{root.key}/change", f"units/{root.key}/members"):
        assert browser.get(f"/lumen/{path}").status_code == 403
        assert browser.post(f"/lumen/{path}", {"name": "Mine", "kind": "team", "parent": root.key}).status_code == 403
    assert browser.get(f"/lumen/units/{root.key}").status_code == 200
    with pytest.raises(NotAllowed):
        create_unit(other, "Mine", root)
    assert Unit.objects.count() == 1


def test_an_admin_may():
    caller = founder()
    assert create_unit(joined(caller, "Ada", "admin"), "Growth", company(caller)).key == "U-2"


def test_a_foreign_unit_or_person_is_not_here_and_not_taken():
    caller, other = founder(), founder("other")
    foreign = create_unit(other, "Secret", company(other))
    browser = signed_in(caller)
    hidden, never = browser.get(f"/lumen/units/{foreign.key}"), browser.get("/lumen/units/U-99")
    assert hidden.status_code == never.status_code == 404
    assert "Secret" not in hidden.content.decode()
    assert browser.get(f"/other/units/{foreign.key}").status_code == 404
    stranger = joined(other, "Eve").person
    new = {"name": "Growth", "kind": "team", "parent": "U-1", "lead": stranger.key}
    assert browser.post("/lumen/units/new", new).status_code == 200
    assert not Unit.objects.filter(workspace=caller.workspace, name="Growth").exists()
