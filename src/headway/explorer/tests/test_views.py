"""Saved views: whose they are, who sees them, and what they keep."""

import pytest

from headway.activity.models import Activity
from headway.explorer.access import view_for, views_for
from headway.explorer.actions import archive_view, change_view, save_view
from headway.explorer.models import View
from headway.okrs.tests.world import colleague, objective
from headway.people.errors import Conflict, NotAllowed, NotHere, Refused
from headway.people.models import Role
from headway.people.undo import undo
from tests.world import founder

pytestmark = pytest.mark.django_db


def test_a_view_keeps_the_question_in_its_shortest_form(ines):
    view = save_view(ines, "  Growth   review ", "objectives", "?status=at_risk&unit=&colour=red&group=owner&after=O-3")
    assert (view.name, view.query, view.key) == ("Growth review", "status=at_risk&group=owner", "V-1")
    assert Activity.objects.order_by("-seq").values_list("verb", flat=True).first() == "view.saved"


@pytest.mark.parametrize(
    ("name", "table", "query", "field"),
    [("", "objectives", "", "name"), ("x" * 61, "objectives", "", "name"), ("Mine", "goals", "", "table"),
     ("Mine", "objectives", "due=soon", "due"), ("Mine", "objectives", "columns=weight", "column")],
)  # fmt: skip
def test_what_cannot_be_shown_is_not_saved(ines, name, table, query, field):
    with pytest.raises(Refused) as refused:
        save_view(ines, name, table, query)
    assert refused.value.field == field
    assert not View.objects.exists()


def test_a_view_of_ones_own_is_nobody_elses_until_it_is_shared(ines):
    ruth = colleague(ines)
    view = save_view(ruth, "My review", "objectives", "")
    assert [list(views_for(caller)) for caller in (ruth, ines)] == [[view], []]
    change_view(ruth, view, shared=True)
    assert list(views_for(ines)) == [view]
    assert list(views_for(founder("other"))) == []


def test_who_may_save_share_change_and_put_away(ines):
    viewer = colleague(ines, "Vera Viewer", Role.VIEWER)
    auditor = colleague(ines, "Anton Auditor", Role.AUDITOR)
    ruth = colleague(ines)
    mine = save_view(viewer, "Mine", "objectives", "")
    with pytest.raises(NotAllowed):
        change_view(viewer, mine, shared=True)
    change_view(viewer, mine, name="Still mine")
    with pytest.raises(NotAllowed):
        save_view(auditor, "Audit", "objectives", "")
    shared = save_view(ruth, "Ours", "objectives", "", shared=True)
    with pytest.raises(NotAllowed):
        change_view(viewer, shared, name="Theirs")
    archive_view(ines, shared)
    assert list(views_for(ruth)) == []


def test_saving_and_putting_away_can_be_undone(ines):
    view = save_view(ines, "Mine", "objectives", "")
    archive_view(ines, view)
    undo(ines, ines.did[-1])
    assert list(views_for(ines)) == [view]
    later = save_view(ines, "Another", "objectives", "")
    undo(ines, ines.did[-1])
    assert later not in views_for(ines)


def test_a_view_that_somebody_changed_meanwhile_is_not_overwritten(ines):
    view = save_view(ines, "Mine", "objectives", "")
    change_view(ines, View.objects.get(), name="First")
    with pytest.raises(Conflict):
        change_view(ines, view, name="Second", version=1)


def test_the_page_shows_a_view_and_lays_filters_over_it(ines, enter):
    objective(ines, "Alpha")
    objective(ines, "Beta")
    client = enter(ines)
    answer = client.post("/lumen/views", {"table": "objectives", "query": "words=alpha&group=none", "name": "Alphas"})
    view = View.objects.get()
    assert answer.url == f"/lumen/objectives?view={view.key}"
    shown = client.get(answer.url)
    assert "<h1>Alphas</h1>" in shown.content.decode()
    assert shown.context["sheet"].counts["shown"] == 1
    assert client.get(f"{answer.url}&words=").context["sheet"].counts["shown"] == 2
    assert client.get(f"/lumen/views/{view.key}").url == answer.url
    client.post(f"/lumen/views/{view.key}/edit", {"name": "Betas", "requery": "on", "query": "words=beta"})
    view.refresh_from_db()
    assert (view.name, view.query) == ("Betas", "words=beta")
    client.post(f"/lumen/views/{view.key}/archive")
    assert client.get(answer.url).context["view"] is None


def test_a_foreign_or_unshared_view_is_not_there(ines, enter):
    ruth = colleague(ines)
    view = save_view(ines, "Mine", "objectives", "")
    client = enter(ruth)
    for path in ("", "/edit", "/archive"):
        send = client.post if path else client.get
        assert send(f"/lumen/views/{view.key}{path}", {"name": "x"}).status_code == 404
    with pytest.raises(NotHere):
        view_for(ruth, view.key)
