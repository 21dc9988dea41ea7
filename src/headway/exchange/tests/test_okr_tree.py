"""An okr-tree file arrives whole, once, or is refused with the place of what is wrong."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.activity.models import Activity
from headway.exchange.importing import import_tree
from headway.exchange.models import Origin
from headway.exchange.okr_tree.measures import measured
from headway.exchange.okr_tree.reading import read_tree
from headway.exchange.okr_tree.spans import day_in, span_of
from headway.exchange.okr_tree.told import FileRefused
from headway.okrs.actions.objectives import change_objective
from headway.okrs.checks import goals_follow, log_keeps_goals
from headway.okrs.models import Alignment, CheckIn, Cycle, KeyResult, Objective, Score
from headway.okrs.tests.world import colleague
from headway.people.errors import NotAllowed
from headway.people.models import Comment, Person, Unit
from tests.realdata import DATA, require_at_hand
from tests.world import founder

pytestmark = pytest.mark.django_db
REAL = DATA / "trees"
FILES = sorted(path.name for path in REAL.glob("*.json"))


def kr(title="Visits double", **more):
    return {"title": title, **more}


def goal(number, *rows, **more):
    return {"id": f"O{number}", "title": f"Goal {number}", "level": "team", "key_results": list(rows), **more}


def tree(*objectives, cycle=None, **more):
    cycle = cycle or {"name": "2019 Q1", "start": "2019-01-01", "end": "2019-03-31"}
    return json.dumps({"organisation": "Acme", "cycle": cycle, "objectives": list(objectives), **more})


def remarks(report):
    return {one.place: one.text for one in report.remarks}


def refusal(text):
    with pytest.raises(FileRefused) as caught:
        read_tree(text)
    return {one.place: one.text for one in caught.value.problems}


def test_everything_arrives_with_owners_scores_and_parents():
    caller = founder()
    text = tree(
        goal(1, kr(owner="Ada", final_score=0.7, mid_cycle_score=0.3, projected_score=0.8, priority="P0"), owner="CEO"),
        goal(2, kr("Ship it", final_score=1.0, result_note="Shipped."), owner="Sales, Ops", parent_id="O1"),
    )
    report = import_tree(caller, text)
    first, second = Objective.objects.order_by("pk")
    graded, done = KeyResult.objects.order_by("pk")
    assert (first.owner.name, second.owner.name, second.unit.name) == ("CEO", "Sales", "Sales")
    assert (graded.owner.name, graded.baseline, graded.target, graded.current) == ("Ada", 0, 100, 70)
    assert (done.kind, done.current, done.owner.name) == ("done", 1, "Sales")
    assert [score.grade for score in Score.objects.order_by("pk")] == [70, 100]
    assert Alignment.objects.get().parent == first
    assert list(CheckIn.objects.order_by("pk").values_list("value", "note")) == [
        (30, "Projected score: 0.8."), (70, ""), (1, "Shipped."),
    ]  # fmt: skip
    assert {one.text for one in Comment.objects.all()} == {"Priority P0."}
    assert [one.name for one in second.co_owners.all()] == ["Ops"]
    assert Cycle.objects.get().state == "closed"
    assert report.made["key_results"] == report.in_file["key_results"] == 2
    assert Activity.objects.filter(verb="goals.imported").count() == 1


def test_a_second_run_changes_nothing_and_edits_stay():
    caller = founder()
    text = tree(goal(1, kr()), cycle={"name": "Now", "start": "2026-10-01", "end": "2026-12-31"})
    import_tree(caller, text)
    made = Objective.objects.select_related("cycle", "unit", "owner").get()
    change_objective(caller, made, {"title": "A better title"})
    rows = Activity.objects.count()
    again = import_tree(caller, text)
    other = import_tree(caller, text.replace("Goal 1", "Goal one"))
    assert (Objective.objects.get().title, Activity.objects.count()) == ("A better title", rows)
    assert (again.made, again.here_already) == ({}, {"objectives": 1, "key_results": 1})
    assert "says something else now" in remarks(other)["objectives[0]"]


def test_a_dry_run_tells_the_same_and_writes_nothing():
    caller = founder()
    before = (Activity.objects.count(), Person.objects.count())
    report = import_tree(caller, tree(goal(1, kr(final_score=0.4), owner="Ada")), dry_run=True)
    assert (Activity.objects.count(), Person.objects.count()) == before
    assert not Objective.objects.exists()
    assert not Origin.objects.exists()
    assert (report.made["objectives"], report.made["scores"], report.made["people"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "line 1, column 2"),
        ("[]", "the file"),
        ('{"cycle": "2019"}', "objectives"),
        (tree(3), "objectives[0]"),
        (tree({"id": "O1"}), "objectives[0].title"),
        (tree(goal(1, kr(final_score=[1]))), "objectives[0].key_results[0].final_score"),
        (tree(goal(1), goal(2, kr(), kr(score={"a": 1}))), "objectives[1].key_results[1].score"),
        (tree(goal(1, owner=7)), "objectives[0].owner"),
        (tree(goal(1, cancelled="yes")), "objectives[0].cancelled"),
        (tree(goal(1), cycle={"name": "Spring"}), "cycle"),
        (tree(goal(1), cycle={"name": "X", "start": "2019-02-01", "end": "2019-01-01"}), "cycle.end"),
        (tree(goal(1), cycle={"name": "X", "start": "2019-13-01", "end": "2019-12-31"}), "cycle.start"),
        (tree(goal(1, kr(target=1.5))).replace("1.5", "NaN"), "objectives[0].key_results[0].target"),
        (tree({"id": "O1", "title": "T", "key_results": {}}), "objectives[0].key_results"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(text, place):
    assert place in refusal(text)


def test_odd_parents_are_named_and_the_rest_arrives():
    caller = founder()
    report = import_tree(caller, tree(
        goal(1, parent_id="O3"), goal(2, parent_id="O1"), goal(3, parent_id="O2"), goal(4, parent_id="O99"),
        goal(5, parent_id="O5"), goal(5, parent_id=None),
    ))  # fmt: skip
    told = remarks(report)
    assert (Objective.objects.count(), Alignment.objects.count()) == (6, 2)
    assert "O3 → O2 → O1 → O3" in told["objectives[2].parent_id"]
    assert "“O99” is not among the objectives of the file" in told["objectives[3].parent_id"]
    assert "loop" in told["objectives[4].parent_id"]
    assert "used already" in told["objectives[5].id"]


@pytest.mark.parametrize("parent", ["KR1", "O1.KR1", "o1/kr1", "Visits double", "goal 1"])
def test_a_parent_may_come_later_and_be_named_by_a_key_result_or_a_title(parent):
    report = import_tree(founder(), tree(goal(2, parent_id=parent), goal(1, kr(id="KR1"))))
    edge = Alignment.objects.select_related("child", "parent").get()
    assert (edge.child.title, edge.parent.title) == ("Goal 2", "Goal 1")
    assert "of O1, so it is aligned with that objective" in remarks(report)["objectives[0].parent_id"]
    assert report.goals[0]["parents"] == [edge.parent.key]


def test_a_parent_that_could_be_two_things_is_named():
    told = remarks(import_tree(founder(), tree(goal(1, kr("Ship")), goal(2, kr("Ship")), goal(3, parent_id="Ship"))))
    assert "could be a part of 2 objectives" in told["objectives[2].parent_id"]


NOW = {"name": "Now", "start": "2026-10-01", "end": "2026-12-31"}


def test_a_goal_that_comes_later_stands_under_a_parent_that_came_before():
    caller = founder()
    import_tree(caller, tree(goal(1, kr("Ship")), cycle=NOW))
    report = import_tree(caller, tree(goal(1, kr("Ship")), goal(2, kr("Sell"), parent_id="O1"), cycle=NOW))
    edge = Alignment.objects.select_related("child", "parent").get()
    assert (edge.child.title, edge.parent.title) == ("Goal 2", "Goal 1")
    assert "objectives[1].parent_id" not in remarks(report)
    assert [line.get("parents") for line in report.goals] == [None, [edge.parent.key]]
    assert goals_follow(caller.workspace) == log_keeps_goals(caller.workspace) == []


def test_a_key_result_that_comes_later_is_added_once_with_what_was_said_of_it():
    caller = founder()
    import_tree(caller, tree(goal(1, kr("Ship", final_score=0.4), owner="Ada"), cycle=NOW))
    objective = Objective.objects.get()
    change_objective(caller, objective, {"title": "A better title"})
    text = tree(
        goal(1, kr("Ship", final_score=0.4), kr("Sell", final_score=0.9, owner="Bo"), kr("Tell"), owner="Ada"),
        cycle=NOW,
    )
    report = import_tree(caller, text)
    assert list(KeyResult.objects.order_by("pk").values_list("title", "owner__name", "current")) == [
        ("Ship", "Ada", 40), ("Sell", "Bo", 90), ("Tell", "Ada", None),
    ]  # fmt: skip
    assert (report.made["key_results"], report.made["objectives"], report.made["people"]) == (2, 0, 1)
    assert [row["title"] for line in report.goals for row in line["key_results"]] == ["Ship", "Sell", "Tell"]
    assert Objective.objects.get().title == "A better title"
    assert Objective.objects.get().progress == 433_330
    assert goals_follow(caller.workspace) == log_keeps_goals(caller.workspace) == []
    assert import_tree(caller, text).made == {}


def test_what_comes_later_to_a_goal_that_is_closed_is_named():
    caller = founder()
    import_tree(caller, tree(goal(1, kr("Ship", final_score=1))))
    rows = Activity.objects.count()
    told = remarks(import_tree(caller, tree(goal(1, kr("Ship", final_score=1), kr("Sell")))))
    assert "was not added: 2019 Q1 is closed" in told["objectives[0].key_results[1]"]
    assert (KeyResult.objects.count(), Activity.objects.count()) == (1, rows)


def test_one_owner_spelled_in_two_ways_is_one_person():
    report = import_tree(founder(), tree(goal(1, kr(owner="ANA Müller"), owner="Ana  Müller", level="company")))
    assert Person.objects.filter(name__istartswith="ana").count() == 1
    assert "“ANA Müller” differs from “Ana Müller”" in remarks(report)["objectives[0].key_results[0].owner"]


def test_characters_that_no_database_keeps_are_left_out_and_named():
    report = import_tree(founder(), tree(goal(1, title="A \ud800B\x00", owner="Z\x07")))
    assert Objective.objects.select_related("owner").get().title == "A B"
    assert "left out" in remarks(report)["objectives[0].title"]
    assert "left out" in remarks(report)["objectives[0].owner"]


def test_a_team_that_is_not_named_is_said():
    told = remarks(import_tree(founder(), tree(goal(1), goal(2, owner="Sales"), goal(3, level="moon"))))
    assert "team's goal and does not say whose" in told["objectives[0].level"]
    assert "“moon” is not known here" in told["objectives[2].level"]
    assert "objectives[1].level" not in told


@pytest.mark.parametrize(
    ("scores", "grades"),
    [([0.4, 1.0], [40, 100]), ([4, 10], [40, 100]), ([40, 85], [40, 85]), (["40%", "0,7"], [40, 70])],
)
def test_scores_are_read_on_the_scale_they_are_on(scores, grades):
    import_tree(founder(), tree(goal(1, *(kr(f"KR {n}", final_score=score) for n, score in enumerate(scores)))))
    assert list(Score.objects.order_by("pk").values_list("grade", flat=True)) == grades


def test_a_score_above_the_whole_and_one_that_is_no_number_are_named():
    told = remarks(import_tree(founder(), tree(goal(1, kr(final_score=1.2), kr("B", final_score="good")))))
    assert "above a whole score" in told["objectives[0].key_results[0].final_score"]
    assert "no score that can be read" in told["objectives[0].key_results[1].final_score"]


def only(**fields):
    return measured(read_tree(tree(goal(1, kr(**fields)))).objectives[0].key_results[0])


@pytest.mark.parametrize(
    ("fields", "by", "expected"),
    [
        (
            {"baseline": 3, "target": 4.05, "unit": "min"},
            "numbers",
            {"baseline": 300, "target": 405, "unit_kind": "duration"},
        ),
        ({"baseline": "30%", "target": "25 %"}, "numbers", {"baseline": 30, "unit_kind": "percent"}),
        ({"target": 500}, "numbers", {"baseline": 0, "target": 500}),
        ({"title": "Keep latency below 90", "target": 90}, "limit", {"limit_upper": 90}),
        ({"baseline": 5, "target": 5}, "done", {}),
        ({"title": "Raise visits from 10 to 20", "final_score": 0.3}, "score", {"target": 100}),
        ({"title": "Raise visits from 10 to 20"}, "numbers", {"baseline": 10, "target": 20}),
        ({"title": "Hire a head of sales"}, "done", {}),
        ({"title": "Hire a head of sales", "final_score": 1}, "done", {}),
    ],
)
def test_how_a_key_result_is_counted(fields, by, expected):
    how = only(**fields)
    assert how.by == by
    assert expected.items() <= how.fields.items()


def test_what_is_cancelled_is_archived_and_counts_for_nothing():
    import_tree(founder(), tree(goal(1, kr(final_score=1.0), kr("B", final_score=0.0, cancelled=True))))
    assert KeyResult.objects.get(archived_at__isnull=False).title == "B"
    assert Objective.objects.get().progress == 1_000_000


def test_a_long_title_is_cut_and_kept_whole_in_a_comment():
    long = "word " * 60
    report = import_tree(founder(), tree(goal(1, kr(long))))
    assert len(KeyResult.objects.get().title) <= 200
    assert long.strip() in Comment.objects.get().text
    assert "200 fit" in remarks(report)["objectives[0].key_results[0].title"]


def test_fields_that_are_not_known_are_named_once():
    told = remarks(import_tree(founder(), tree(goal(1, kr(colour="red"), kr("B", colour="blue")))))
    assert "2 times" in told["objectives[].key_results[].colour"]


def test_a_running_cycle_is_judged_as_of_today():
    caller = founder()
    cycle = {"name": "Q4", "start": "2026-10-01", "end": "2026-12-31"}
    import_tree(caller, tree(goal(1, kr(baseline=0, target=10, actual=9), kr("C", final_score=0.2)), cycle=cycle))
    assert Cycle.objects.get(name="Q4").state == "active"
    assert (goals_follow(caller.workspace), log_keeps_goals(caller.workspace)) == ([], [])


def test_only_an_admin_imports():
    with pytest.raises(NotAllowed):
        import_tree(colleague(founder()), tree(goal(1)))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2018-Q3", (2018, 7, 1), (2018, 9, 30)),
        ("Q1 2020", (2020, 1, 1), (2020, 3, 31)),
        ("2020 Q1 and Q2", (2020, 1, 1), (2020, 6, 30)),
        ("H2 2021", (2021, 7, 1), (2021, 12, 31)),
        ("2022", (2022, 1, 1), (2022, 12, 31)),
    ],
)
def test_a_name_tells_its_span(name, first, last):
    assert span_of(name) == (date(*first), date(*last))


def test_days_are_read_and_fiscal_years_are_not_guessed():
    assert day_in("2018/7/1") == day_in("1.7.2018") == day_in("2018-07-01T00:00:00Z") == date(2018, 7, 1)
    assert day_in("2018-13-01") is span_of("FY21-Q2") is span_of("Spring") is None


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=1),
)
OF_A_ROW = st.sampled_from(["title", "owner", "baseline", "target", "actual", "final_score", "unit", "quarter"])
OF_A_GOAL = st.sampled_from(["id", "parent_id", "level", "owner", "final_score", "cancelled"])


def tried(caller, text):
    """The report, or what was wrong with the file."""
    try:
        return import_tree(caller, text, dry_run=True)
    except FileRefused as error:
        return error


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(OF_A_ROW, VALUES), st.dictionaries(OF_A_GOAL, VALUES))
def test_whatever_a_file_says_it_is_taken_or_refused_with_its_place(row, objective):
    caller = founder(f"w{Unit.objects.count()}")
    found = tried(caller, tree({**goal(1, kr() | row), **objective}))
    if isinstance(found, FileRefused):
        assert all(one.place.startswith("objectives[0].") for one in found.problems)
    else:
        assert found.made["key_results"] == 1


def test_the_files_of_real_organisations_are_at_hand():
    require_at_hand(FILES, REAL)


@pytest.mark.parametrize("name", FILES)
def test_a_real_organisation_arrives_whole(name):
    caller = founder()
    report = import_tree(caller, (REAL / name).read_text())
    told = remarks(report)
    arrived = {"objectives": Objective, "key_results": KeyResult, "scores": Score}
    for kind, model in arrived.items():
        assert model.objects.count() == report.in_file.get(kind, 0)
    left_out = [place for place in told if place.endswith("parent_id")]
    assert Alignment.objects.count() + len(left_out) == report.in_file.get("parents", 0)
    assert (goals_follow(caller.workspace), log_keeps_goals(caller.workspace)) == ([], [])
    assert import_tree(caller, (REAL / name).read_text()).made == {}
