"""The Explorer's API, command line and palette."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from headway.explorer.actions import save_view
from headway.explorer.cli import explore
from headway.explorer.models import View
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective
from headway.people.actions.tokens import create_token
from headway.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(ines):
    token = create_token(ines, "test", ["read", "write"])[1]

    def ask(method, path, payload=None, **headers):
        send = getattr(Client(), method)
        given = {"headers": {"Authorization": f"Bearer {token}"} | headers}
        if payload is not None:
            given |= {"data": json.dumps(payload), "content_type": "application/json"}
        return send(f"/api/v1/lumen{path}", **given)

    return ask


def test_rows_come_with_the_filters_of_the_page(ines, api):
    for name in ("Alpha", "Beta"):
        objective(ines, name)
    found = api("get", "/rows/objectives?words=alpha&columns=owner,progress").json()
    assert found == {
        "items": [{"key": "O-1", "title": "Alpha", "owner": "Ines Marchetti", "progress": None}],
        "next": None, "count": 1,
    }  # fmt: skip
    assert api("get", "/rows/objectives?limit=1").json()["next"] == "O-1"
    assert api("get", "/rows/objectives?due=soon").status_code == 422
    assert api("get", "/rows/key-results").json()["count"] == 2
    assert api("get", "/rows/kpis").json()["count"] == 0


def test_views_are_saved_changed_and_put_away(ines, api):
    made = api("post", "/views", {"name": "At risk", "query": "status=at_risk"})
    assert (made.status_code, made.json()["key"]) == (201, "V-1")
    assert api("patch", "/views/V-1", {"name": "Risky"}).status_code == 428
    changed = api("patch", "/views/V-1", {"shared": True}, **{"If-Match": made["ETag"]}).json()
    assert (changed["shared"], changed["query"]) == (True, "status=at_risk")
    assert [row["name"] for row in api("get", "/views").json()["items"]] == ["At risk"]
    assert api("get", "/rows/objectives?view=V-1").status_code == 200
    assert api("delete", "/views/V-1").status_code == 204
    assert api("get", "/views/V-1").status_code == 404


def test_many_objectives_change_at_once_or_only_say_what_would(ines, api):
    objective(ines, "Alpha")
    objective(ines, "Beta")
    sent = {"objectives": ["O-1", "O-2"], "ambition": "committed", "add_tags": ["europe"]}
    tried = api("post", "/objectives/changes", sent | {"dry_run": True}).json()
    assert tried[0]["changed"]["ambition"] == ["aspirational", "committed"]
    assert set(Objective.objects.values_list("ambition", flat=True)) == {"aspirational"}
    assert len(api("post", "/objectives/changes", sent).json()) == 2
    assert set(Objective.objects.values_list("ambition", "tags")) == {("committed", ",europe,")}
    assert api("post", "/objectives/changes", sent | {"objectives": ["O-99"]}).status_code == 404


def test_the_command_line_lists_and_writes_files(ines):
    objective(ines, "=Alpha")
    run = lambda *args: CliRunner().invoke(explore, args)  # noqa: E731
    assert "=Alpha" in run("objectives", "words=alpha").output
    assert run("objectives", "words=nothing").output == "Nothing fits.\n"
    assert json.loads(run("objectives", "columns=owner", "--json").output)[0]["owner"] == "Ines Marchetti"
    assert "'=Alpha" in run("objectives", "--csv").output
    wrong = run("objectives", "colour=red")
    assert (wrong.exit_code, "is no filter" in wrong.output) == (1, True)


def test_the_palette_offers_pages_actions_views_and_what_is_found(ines, enter):
    objective(ines, "Clinics pay on time")
    save_view(ines, "Clinics at risk", "objectives", "status=at_risk")
    client = enter(ines)
    text = client.get("/lumen/search?palette=1&q=").content.decode()
    assert 'data-href="/lumen/map"' in text
    assert "<html" not in text
    text = client.get("/lumen/search?palette=1&q=clinics").content.decode()
    for words in ("/lumen/objectives/O-1", f"/lumen/views/{View.objects.get().key}"):
        assert words in text, words
    assert "/lumen/objectives/new" in client.get("/lumen/search?palette=1&q=new+obj").content.decode()
    viewer = enter(colleague(ines, "Vera Viewer", Role.VIEWER))
    assert "/lumen/objectives/new" not in viewer.get("/lumen/search?palette=1&q=new").content.decode()
    assert "fits" in viewer.get("/lumen/search?palette=1&q=zzz").content.decode()
