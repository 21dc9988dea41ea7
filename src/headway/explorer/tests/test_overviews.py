"""Strategy map, alignment tree, heat map, and who owns what."""

import pytest

from headway.explorer import strategy
from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.models import Objective, Theme
from headway.okrs.tests.world import colleague, objective, only_kr
from headway.people.actions.persons import hand_over
from headway.people.actions.units import create_unit
from headway.people.models import Person, Role
from tests.statements import count_statements
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ines):
    """Top ← Middle ← Low, and Middle also under Side; a private one beside Low."""
    team = create_unit(ines, "Growth", company(ines))
    made = {name: objective(ines, name, unit=team) for name in ("Middle", "Low")}
    made |= {name: objective(ines, name) for name in ("Top", "Side")}
    align(ines, made["Low"], made["Middle"])
    align(ines, made["Middle"], made["Top"])
    align(ines, made["Middle"], made["Side"], "supports")
    hidden = objective(ines, "Hidden", private=True)
    align(ines, hidden, made["Middle"], "supports")
    return made | {"Hidden": hidden, "team": team}


def test_the_tree_shows_what_is_above_and_below_and_where_else_it_stands(ines, enter, tree):
    text = enter(ines).get(f"/lumen/objectives/{tree['Top'].key}/tree").content.decode()
    for words in (
        "Nothing: it stands at the top.",
        "Middle",
        "Low",
        "Hidden",
        f">{tree['Side'].key}</a>",
        "also under",
    ):
        assert words in text, words
    up = enter(ines).get(f"/lumen/objectives/{tree['Low'].key}/tree")
    above = up.context["above"]
    assert [node.goal.title for node in above.children] == ["Middle"]
    assert {node.goal.title for node in above.children[0].children} == {"Top", "Side"}


def test_a_private_goal_is_in_no_tree_and_no_count_of_others(ines, enter, tree):
    client = enter(colleague(ines))
    text = client.get(f"/lumen/objectives/{tree['Top'].key}/tree").content.decode()
    assert "Hidden" not in text
    below = client.get(f"/lumen/objectives/{tree['Middle'].key}/below").content.decode()
    assert "Low" in below
    assert "Hidden" not in below
    assert "one objective stands under it" in client.get("/lumen/map").content.decode()


def test_a_tree_costs_the_same_whatever_its_size(ines, enter, tree):
    client = enter(ines)
    costs = set()
    for total in (1, 30):
        while Objective.objects.filter(title__startswith="Leaf").count() < total:
            leaf = objective(ines, f"Leaf {Objective.objects.count()}")
            align(ines, leaf, tree["Middle"])
        with count_statements() as ran:
            client.get(f"/lumen/objectives/{tree['Top'].key}/tree")
        costs.add(len(ran))
    assert len(costs) == 1
    assert costs.pop() <= 8 + 2 * 2


def test_the_map_stands_goals_on_their_kpis_by_unit_until_there_are_themes(ines, enter, tree):
    check_in(ines, CheckInDraft(only_kr(tree["Top"]), value=5))
    metric(ines)
    answer = enter(ines).get("/lumen/map")
    columns = [column for row in answer.context["rows"] for column in row]
    assert [(column.title, column.total) for column in columns] == [("Lumen", 3), ("Growth", 2)]
    assert 'class="chart"' in answer.content.decode()


def test_the_map_of_themes_keeps_what_is_under_none_apart(ines, enter, tree):
    theme = Theme.objects.create(
        workspace=ines.workspace, key="T-1", title="Grow with clinics", sponsor=ines.person, start="2026-01-01",
        end="2026-12-31", created_at=ines.now,
    )  # fmt: skip
    Objective.objects.filter(pk=tree["Top"].pk).update(theme=theme)
    columns = [column for row in enter(ines).get("/lumen/map").context["rows"] for column in row]
    assert [(column.title, column.total) for column in columns] == [("Grow with clinics", 1), ("Under no theme", 4)]
    assert len(enter(ines).get("/lumen/objectives?theme=T-1").context["sheet"].groups) == 1


def test_the_map_costs_the_same_whatever_its_size(ines, enter, tree):
    client = enter(ines)
    costs = set()
    for total in (6, 60):
        while Objective.objects.count() < total:
            objective(ines, f"Goal {Objective.objects.count()}")
        with count_statements() as ran:
            text = client.get("/lumen/map").content.decode()
        costs.add(len(ran))
    assert len(costs) == 1
    assert costs.pop() <= 8 + 2 * 4
    assert "more objectives" in text


def test_a_column_of_the_map_goes_on_where_it_was_cut_until_every_goal_was_drawn_once(ines, enter, tree):
    for n in range(40):
        objective(ines, f"Goal {n}")
    client, drawn = enter(ines), []
    column = client.get("/lumen/map").context["rows"][0][0]
    while True:
        drawn += [block.goal.key for block in column.blocks]
        if not column.more:
            break
        column = client.get(column.next_url, headers={"HX-Request": "true"}).context["column"]
    assert len(drawn) == len(set(drawn)) == column.total == 43
    assert client.get("/lumen/map?column=U-999&from=0").status_code == 404
    assert client.get("/lumen/map?column=U-1&from=x").context["column"].drawn == 15


def test_a_map_of_many_units_goes_on_by_columns_until_each_was_drawn_once(ines, enter):
    for n in range(7):
        objective(ines, f"Goal {n}", unit=create_unit(ines, f"Department {n}", company(ines)))
    client = enter(ines)
    page = client.get("/lumen/map")
    titles = [column.title for row in page.context["rows"] for column in row]
    assert len(titles) == 6
    assert "one more column" in page.content.decode()
    more = page.context["next_url"]
    for headers in ({"HX-Request": "true"}, {}):
        answer = client.get(more, headers=headers)
        assert [column.title for row in answer.context["rows"] for column in row] == ["Department 6"]
        assert ("<html" in answer.content.decode()) is (not headers)
        assert "more column" not in answer.content.decode()
    assert titles == [f"Department {n}" for n in range(6)]


def test_a_map_of_many_goals_begins_with_the_same_ones_as_one_of_few(ines, enter, tree, monkeypatch):
    """Of a company, a department and a team, some of one person's own: sorted all, or the upper levels first."""
    places = [company(ines)]
    for kind in ("department", "team"):
        places.append(create_unit(ines, f"One more {kind}", places[-1], kind=kind))
    for n in range(24):
        objective(ines, f"Goal {n}", unit=places[n % 3])
    Objective.objects.filter(title__endswith="5").update(individual=True)
    client, drawn = enter(ines), []
    for many in (500, 1, 0):
        monkeypatch.setattr(strategy, "MANY", many)
        for address in ("/lumen/map", f"/lumen/map?unit={places[1].key}", f"/lumen/map?unit={places[2].key}"):
            columns = [column for row in client.get(address).context["rows"] for column in row]
            drawn.append([[block.goal.key for block in column.blocks] for column in columns])
    assert drawn[:3] == drawn[3:6] == drawn[6:]
    assert all(any(keys for keys in columns) for columns in drawn)


def test_every_figure_of_the_heat_map_leads_to_as_many_rows(ines, enter, tree):
    check_in(ines, CheckInDraft(only_kr(tree["Low"]), value=9))
    client = enter(ines)
    lines = client.get("/lumen/heat-map").context["lines"]
    assert [(line.name, line.total) for line in lines] == [("Lumen itself", 3), ("Growth", 2)]
    for line in lines:
        assert client.get(line.url).context["sheet"].counts["shown"] == line.total
        for cell in line.cells:
            assert client.get(cell.url).context["sheet"].counts["shown"] == cell.count, cell


@pytest.mark.parametrize("rows", ["objectives", "key-results", "kpis"])
def test_the_heat_map_is_there_for_every_table_and_as_a_file(ines, enter, tree, rows):
    metric(ines)
    client = enter(ines)
    assert client.get(f"/lumen/heat-map?rows={rows}").status_code == 200
    answer = client.get(f"/lumen/heat-map?rows={rows}&format=csv&under={company(ines).key}")
    assert b"".join(answer.streaming_content).decode("utf-8-sig").startswith("Key,Unit,")
    assert client.get("/lumen/heat-map?under=U-99").status_code == 404


def test_who_owns_what_counts_each_kind_and_names_what_has_nobody(ines, enter, tree):
    ruth, gone = colleague(ines, "Ruth Adeyemi"), colleague(ines, "Gustav Gone")
    objective(ruth, "Ruth's", owner=ruth.person)
    objective(gone, "Gustav's", owner=gone.person)
    Person.objects.filter(pk=gone.person_id).update(left_at=ines.now)
    holders = enter(ines).get("/lumen/owners").context["holders"]
    said = {one.person.name: ([n for _kind, n in one.counts], one.person.trouble) for one in holders}
    assert holders[0].person.name == "Gustav Gone"
    assert said["Gustav Gone"] == ([1, 1, 0, 0, 0], "left")
    assert said["Ruth Adeyemi"] == ([1, 1, 0, 0, 0], "")
    text = b"".join(enter(ines).get("/lumen/owners?format=csv&words=ruth").streaming_content).decode()
    assert "Ruth Adeyemi,1,1,0,0,0" in text


def test_hand_over_is_offered_to_those_who_may(ines, enter, tree):
    ruth = colleague(ines)
    objective(ruth, "Ruth's", owner=ruth.person)
    assert f"/people/{ruth.person.key}/hand-over" in enter(ines).get("/lumen/owners").content.decode()
    assert "hand-over" not in enter(ruth).get("/lumen/owners").content.decode()
    hand_over(ines, ruth.person, ines.person)
    assert "Ruth" not in enter(ines).get("/lumen/owners").content.decode()


def test_what_is_private_counts_for_no_stranger(ines, enter, tree):
    client = enter(colleague(ines))
    [one] = client.get("/lumen/owners").context["holders"]
    assert [n for _kind, n in one.counts][:2] == [4, 4]
    assert sum(line.total for line in client.get("/lumen/heat-map").context["lines"]) == 4


@pytest.mark.parametrize("page", ["map", "heat-map", "owners"])
@pytest.mark.parametrize("role", [Role.VIEWER, Role.GUEST, Role.AUDITOR])
def test_whoever_may_look_may_open_the_overviews(ines, enter, tree, page, role):
    assert enter(colleague(ines, role=role)).get(f"/lumen/{page}").status_code == 200


def test_an_empty_workspace_teaches(enter):
    client = enter(founder("fresh"))
    for page, words in (
        ("map", "Nothing stands on the map"),
        ("heat-map", "Nothing to count"),
        ("owners", "Nobody owns"),
    ):
        text = client.get(f"/fresh/{page}").content.decode()
        assert words in text or "no objective" in text


@pytest.mark.parametrize(("query", "filters"), [("", False), ("?words=nothing", True)])
def test_a_list_without_rows_has_nothing_to_filter(enter, query, filters):
    text = enter(founder("fresh")).get(f"/fresh/objectives{query}").content.decode()
    assert ('id="filters"' in text) is filters


def test_the_tree_as_a_sheet_goes_all_the_way_down(ines, enter):
    top = objective(ines, "Top")
    middle = objective(ines, "Middle", parent=top)
    lower = objective(ines, "Lower", parent=middle)
    objective(ines, "Lowest", parent=lower)
    text = b"".join(enter(ines).get(f"/lumen/objectives/{top.key}/tree?format=csv").streaming_content).decode()
    rows = [line.split(",")[:4] for line in text.splitlines()[1:]]
    assert [(level, title, under) for level, _key, title, under in rows] == [
        ("0", "Top", ""), ("1", "Middle", top.key), ("2", "Lower", middle.key), ("3", "Lowest", lower.key),
    ]  # fmt: skip
