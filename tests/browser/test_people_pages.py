"""The pages of people, units and settings in a real browser."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from headway.people.actions.comments import write_comment
from headway.people.actions.invitations import invite
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.units import create_unit
from headway.people.tests.world import demo_company, joined
from tests.browser.accessible import OF_COLOUR
from tests.browser.conftest import SIZES
from tests.world import company, founder, later, metric

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = [
    "people", "people/P-1", "people/P-2", "people/P-2/change", "people/P-2/hand-over", "people/new",
    "people/invitations", "units/U-1", "units/U-2", "units/new", "units/U-2/change", "units/U-2/members",
    "settings", "settings/mine", "settings/tokens", "settings/removal", "guide/size", "guide/kpis", "guide/bands",
    "guide/objective", "guide/check-in",
]  # fmt: skip


def sign_in(page, live_server, caller):
    client = Client()
    client.force_login(caller.person.user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


@pytest.fixture
def lumen():
    caller = founder()
    ruth = joined(caller, "Ruth")
    growth = create_unit(caller, "Growth", company(caller), kind="department", lead=ruth.person)
    support = create_unit(caller, "Support", growth)
    create_unit(caller, "Night shift", support)
    add_person(caller, NewPerson("Omar", title="Consultant"), support)
    invite(caller, "mei@lumen.example", name="Mei-Lin Zhou", unit=support)
    kpi = metric(caller)
    write_comment(ruth, kpi, "@Ines why?\nIt fell.")
    return caller


@pytest.mark.parametrize("size", SIZES)
def test_no_page_breaks_a_rule_of_accessibility_in_any_view(open_page, live_server, axe, sideways, lumen, size):
    page = open_page(size)
    sign_in(page, live_server, lumen)
    page.add_init_script(AXE_SCRIPT)
    for path in PATHS:
        page.emulate_media(color_scheme="light")
        assert page.goto(f"{live_server.url}/lumen/{path}").status == 200
        axe(page)
        assert sideways(page) == 0, path
        page.emulate_media(color_scheme="dark")
        axe(page, rules=OF_COLOUR)
        assert sideways(page) == 0, path


def test_a_form_that_was_refused_says_so_to_everybody(open_page, live_server, axe, lumen):
    page = open_page("phone")
    sign_in(page, live_server, lumen)
    for path, button in [
        ("people/invitations", "Invite"), ("units/new", "Add the unit"), ("settings/tokens", "Make the token"),
        ("people/P-2/hand-over", "Hand over and let leave"),
    ]:  # fmt: skip
        page.goto(f"{live_server.url}/lumen/{path}")
        page.get_by_role("button", name=button).click()
        page.get_by_role("alert").wait_for()
        axe(page)


def test_an_invitation_is_withdrawn_after_a_question(page, live_server, axe, lumen):
    sign_in(page, live_server, lumen)
    page.goto(f"{live_server.url}/lumen/people")
    page.get_by_role("button", name="Withdraw mei@lumen.example").click()
    page.get_by_role("dialog").wait_for()
    axe(page)
    page.get_by_role("button", name="Withdraw", exact=True).click()
    page.get_by_text("The invitation of mei@lumen.example is withdrawn.").wait_for()


def test_a_token_is_shown_once(page, live_server, axe, lumen):
    sign_in(page, live_server, lumen)
    page.goto(f"{live_server.url}/lumen/settings/tokens")
    page.get_by_label("What will use it?").fill("Warehouse")
    page.get_by_role("button", name="Make the token").click()
    assert page.locator(".secret").inner_text().startswith("hw_")
    axe(page)


def test_a_comment_is_said_and_taken_back(page, live_server, lumen):
    kpi = metric(later(lumen, hours=1), "Uptime")
    sign_in(page, live_server, lumen)
    page.goto(f"{live_server.url}/lumen/kpis/{kpi.key}")
    page.get_by_label("Say something").fill("@Ruth look at the third week")
    page.get_by_role("button", name="Comment").click()
    page.get_by_role("link", name="@Ruth").wait_for()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Your comment is taken back.").wait_for()


def test_a_persona_of_the_demo_is_entered_with_a_click(any_view, live_server, axe, sideways, shot):
    caller = demo_company()
    for name, persona in [("Ruth", "department head"), ("Jonas", "team lead"), ("Amara", "client")]:
        joined(caller, name, persona=persona)
    any_view.goto(f"{live_server.url}/")
    axe(any_view)
    assert sideways(any_view) == 0
    any_view.get_by_role("button", name="Jonas").click()
    any_view.wait_for_url("**/demo/")


def test_the_language_and_the_colours_are_chosen_for_every_page(page, live_server, lumen):
    sign_in(page, live_server, lumen)
    page.goto(f"{live_server.url}/lumen/settings/mine")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Your settings are kept.").wait_for()
    page.goto(f"{live_server.url}/lumen/people")
    assert page.locator("html").get_attribute("data-theme") == "dark"
