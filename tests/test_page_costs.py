"""What every page may cost in SQL statements: 8, and 2 more for each panel that it shows."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.statements import allowed, count_statements
from tests.test_leaks import ROUTES, Route, _patterns, world

pytestmark = pytest.mark.django_db
__all__ = ["world"]

PLAIN = sorted(
    {path for path in _patterns(get_resolver().url_patterns, "") if path.count("{") == path.count("{workspace}") == 1}
)
MORE = {
    "/{workspace}/": 3,  # each kind of thing that waits is a list of its own: here all of them do
    "/{workspace}/cycles/{key}/plan": 1,  # what is asked from above stands in the margin of the goals
}
"""What a few pages may cost beyond that, and why."""
OF_NO_ROW = {"/{workspace}/undo/{seq}", "/{workspace}/kpis/imports/{sheet}", "/{workspace}/patterns/{code}"}
"""What the world has nothing for: a press of a button, a sheet that was sent, and a page without rows."""
PAGES = [
    route
    for route in (*(Route(path, ()) for path in PLAIN), *ROUTES)
    if "/api/" not in route.pattern and route.pattern not in OF_NO_ROW
]


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.pattern)
def test_a_page_costs_eight_statements_and_two_for_each_of_its_panels(world, route):
    client, url = Client(), route.url(world.mine)
    client.force_login(world.owner.someone.user)
    first = client.get(url)
    if b"<main" not in first.content:  # it only takes what is sent, leads on, or is a sheet or a part of a page
        assert first.status_code in {200, 302, 405}, first.content
        return
    with count_statements() as ran:
        page = client.get(url)
    ran.assert_at_most(allowed(page.content) + MORE.get(route.pattern, 0))
