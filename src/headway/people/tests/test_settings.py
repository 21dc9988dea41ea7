import pytest

from headway.activity.models import Activity
from headway.people.models import User, Workspace
from headway.people.options import options_of
from headway.people.tests.world import joined, signed_in, there
from tests.world import founder

pytestmark = pytest.mark.django_db
CALENDAR = {
    "form": "workspace", "name": "Lumen Clinics", "mission": "Patients, not paperwork.", "timezone": "Europe/Berlin",
    "currency": "CHF", "week_start": "6", "fiscal_start": "4",
}  # fmt: skip
JUDGING = {
    "options-freeze_targets": "on",
    "form": "options", "options-at_risk_gap": "12", "options-off_track_gap": "30",
    "options-at_risk_chance": "50", "options-off_track_chance": "20", "options-red_answer_hours": "24",
    "options-amber_answer_hours": "168", "options-goal_answer_hours": "120", "options-hold_readings": "4",
    "options-watch_readings": "6", "options-grading": "rag", "options-undo_minutes": "5",
}  # fmt: skip


def test_name_and_calendar_are_kept_and_logged():
    caller = founder()
    assert signed_in(caller).post("/lumen/settings", CALENDAR)["Location"] == "/lumen/settings"
    kept = Workspace.objects.get()
    assert (kept.name, kept.timezone, kept.currency, kept.week_start, kept.fiscal_start) == (
        "Lumen Clinics", "Europe/Berlin", "CHF", 6, 4,
    )  # fmt: skip
    assert Activity.objects.order_by("-seq").first().verb == "workspace.changed"


def test_only_what_differs_from_the_preset_is_an_option():
    caller = founder()
    signed_in(caller).post("/lumen/settings", JUDGING)
    kept = Workspace.objects.get()
    assert kept.options == {
        "at_risk_gap": 120_000, "red_answer_hours": 24, "hold_readings": 4, "grading": "rag", "undo_minutes": 5,
    }  # fmt: skip
    assert options_of(kept).off_track_gap == 300_000
    assert kept.refold_due_at is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"options-at_risk_gap": "30"}, "Off track is worse than at risk"),
        ({"options-at_risk_gap": "0"}, "between 1 and 99"),
        ({"options-at_risk_gap": "1e9"}, "1e9"),
        ({"options-hold_readings": "0"}, "greater than or equal to 1"),
        ({"options-undo_minutes": "-1"}, "greater than or equal to 0"),
        ({"options-grading": "stars"}, "not one of the available choices"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_field_and_nothing_changes(wrong, said):
    page = signed_in(founder()).post("/lumen/settings", JUDGING | wrong)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert Workspace.objects.get().options == {}


def test_every_option_says_what_it_means():
    page = signed_in(founder()).get("/lumen/settings").content.decode()
    assert page.count('class="hint"') >= 11
    assert "A startup does well with 2 or 3 company objectives" in page


@pytest.mark.parametrize("role", ["member", "viewer", "guest", "auditor"])
def test_others_have_their_own_settings_only(role):
    caller = founder()
    browser = signed_in(joined(caller, "Pia", role))
    assert browser.get("/lumen/settings")["Location"] == "/lumen/settings/mine"
    assert browser.post("/lumen/settings", CALENDAR).status_code == 403
    assert browser.get("/lumen/settings/removal").status_code == 403
    mine = browser.get("/lumen/settings/mine").content.decode()
    assert "/lumen/settings/removal" not in mine
    assert Workspace.objects.get().name == "Lumen"


def test_my_settings_are_kept_with_my_login_and_in_the_browser():
    caller = founder()
    ruth = joined(caller, "Ruth")
    browser = signed_in(ruth)
    sent = {"name": "Ruth Adeyemi", "title": "Growth", "language": "de", "theme": "dark"}
    browser.post("/lumen/settings/mine", sent)
    assert (there(ruth.person.key).name, there(ruth.person.key).title) == ("Ruth Adeyemi", "Growth")
    user = User.objects.get(pk=ruth.person.user.pk)
    assert (user.language, user.theme) == ("de", "dark")
    page = browser.get("/lumen/settings/mine").content.decode()
    assert 'lang="en" data-theme="dark"' in page
    browser.post("/lumen/settings/mine", sent | {"language": "", "theme": ""})
    assert "data-theme" not in browser.get("/lumen/settings/mine").content.decode().split("<body")[0]


def test_a_person_needs_a_name():
    caller = founder()
    page = signed_in(caller).post("/lumen/settings/mine", {"name": "  ", "title": ""})
    assert page.status_code == 200
    assert there("P-1").name == "Ines Marchetti"
