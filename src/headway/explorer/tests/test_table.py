"""The Explorer: what it shows, to whom, in which order, and what it costs."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.utils.html import strip_tags

from headway.hours import Hour
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.batch import Line
from headway.kpis.qualification import QUESTIONS
from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.statuses import override_status
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter, steps
from headway.people.actions.units import create_unit
from headway.people.models import Role
from tests.statements import count_statements
from tests.world import company, founder, later, metric

pytestmark = pytest.mark.django_db
STATEMENTS = 10
"""Session, login, shell; cycles, units, views; the order, the rows; counts, teams and tallies; nothing per row."""


def keys(answer):
    return [row["key"] for group in answer.context["sheet"].groups for row in group["rows"]]


def ask(client, query="", table="objectives"):
    return client.get(f"/lumen/{table}?{query}")


def test_the_page_costs_the_same_whatever_its_length(ines, enter):
    client = enter(ines)
    assert "No objective is set" in ask(client).content.decode()
    costs = set()
    for total in (1, 3, 300):
        while Objective.objects.count() < total:
            objective(ines, f"Goal {Objective.objects.count()}")
        with count_statements() as ran:
            text = ask(client).content.decode()
        ran.assert_at_most(STATEMENTS)
        costs.add(len(ran))
        assert text.count('class="climb"') == min(total, 100)
    assert len(costs) == 1


@pytest.mark.parametrize("table", ["objectives", "key-results", "kpis/table"])
def test_every_column_filter_group_and_preset_of_a_table_can_be_shown(ines, enter, table):
    goal = objective(ines)
    check_in(ines, CheckInDraft(only_kr(goal), value=4, confidence=6))
    metric(ines)
    client = enter(ines)
    found = ask(client, table=table).context["table"]
    for columns in found.fields:
        for query in (f"columns={columns}", f"columns={columns}&format=csv"):
            assert ask(client, query, table).status_code == 200
    for name, field in found.fields.items():
        for sign in ("", "-") if field.order else ():
            assert ask(client, f"sort={sign}{name}", table).status_code == 200
    for group in found.groups:
        assert ask(client, f"group={group}", table).status_code == 200
    for flag in found.flags:
        assert ask(client, f"is={flag}", table).status_code == 200


def test_filters_narrow_by_typed_texts(ines, enter):
    team = create_unit(ines, "Growth", company(ines))
    ahead, behind = objective(ines, "Ahead", unit=team), objective(ines, "Behind")
    check_in(ines, CheckInDraft(only_kr(ahead), value=9, confidence=8))
    client = enter(ines)
    for query, expected in {
        "": {ahead, behind}, "words=ahead": {ahead}, f"words={behind.key}": {behind}, "unit=Growth": {ahead},
        f"unit={team.key}": {ahead}, f"unit={company(ines).key}": {ahead, behind},
        f"unit={company(ines).key}&below=no": {behind}, "status=on_track": {ahead},
        "status=on_track,unknown": {ahead, behind}, "progress=50..": {ahead}, "progress=..50%25": set(),
        "progress=none": {behind}, "confidence=8": {ahead}, "heard=today": {ahead}, "heard=never": {behind},
        "due=..2026-12-31": {ahead, behind}, "due=..today": set(), "owner=me": {ahead, behind}, "owner=Nobody": set(),
        "owner=ines": {ahead, behind}, "cycle=all": {ahead, behind}, "level=team": {ahead},
        "closed=no": {ahead, behind},
        "is=unaligned": {ahead}, "is=silent": {behind},
    }.items():  # fmt: skip
        assert set(keys(ask(client, query))) == {goal.key for goal in expected}, query


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("due=soon", "“soon” is no date"), ("progress=half", "“half” is no whole number"),
        ("progress=9..1", "ends before it begins"), ("status=fine", "“fine” is none of the choices"),
        ("unit=Nowhere", "There is no unit “Nowhere”"), ("cycle=C-99", "There is no cycle “C-99”"),
        ("columns=weight", "“weight” is no column here"), ("sort=weeks", "“weeks” has no order"),
        ("group=colour", "“colour” is no group here"), ("after=O-99", "There is no row “O-99”"),
        ("is=lost", "“lost” is none of the choices"), ("heard=..", "has no end"), ("due=today-99999", None),
        ("due=today%2B99999999", "“today+99999999” is no date"),
    ],
)  # fmt: skip
def test_a_text_that_says_nothing_is_answered_with_a_sentence_and_no_rows(ines, enter, query, says):
    objective(ines)
    answer = ask(enter(ines), query)
    if says is None:
        assert answer.status_code in {200, 422}
    else:
        assert answer.status_code == 422
        assert says in answer.content.decode().replace("&quot;", '"')
        assert keys(answer) == []


@pytest.mark.parametrize("group", ["none", "unit", "status"])
def test_pages_join_without_gap_or_repetition(ines, enter, group):
    team = create_unit(ines, "Growth", company(ines))
    for n in range(7):
        goal = objective(ines, f"Goal {n % 3}", unit=team if n % 2 else company(ines))
        if n % 3:
            check_in(ines, CheckInDraft(only_kr(goal), value=n))
    client = enter(ines)
    for sort in ("", "title", "-title", "progress", "-heard", "owner", "-due", "status", "score", "confidence"):
        query = f"group={group}&sort={sort}"
        whole = keys(ask(client, query))
        assert len(set(whole)) == 7
        assert list(walked(client, query)) == whole, sort


@pytest.mark.parametrize("sort", ["period", "-period", "state_since", "-state_since"])
def test_pages_by_period_hold_days_hours_and_kpis_without_any(ines, enter, sort):
    sunday = date(2026, 11, 15)
    periods = [sunday, Hour(2026, 11, 15, 0), Hour(2026, 11, 15, 12), Hour(2026, 11, 14, 12), sunday, None, None]
    for period in periods:
        row = metric(ines, definition="Paid of ended.", grain="hour" if isinstance(period, Hour) else "day")
        promote(ines, row, {question.slug: "Yes." for question in QUESTIONS})
        if period:
            record_readings(ines, [Line(row, period, 5)], source="api")
    client = enter(ines)
    query = f"group=none&sort={sort}"
    whole = [row["key"] for row in ask(client, query, "kpis/table").context["sheet"].groups[0]["rows"]]
    assert len(set(whole)) == 7
    assert list(walked(client, query, "kpis/table")) == whole
    sheet = ask(client, f"{query}&format=csv&columns=period&since=2026-11-15", "kpis/table")
    assert "2026-11-15T12:00" in b"".join(sheet.streaming_content).decode()


def walked(client, query, table="objectives"):
    """The keys of page after page."""
    after = ""
    for _page in range(5):
        answer = ask(client, f"{query}&limit=3&after={after}", table)
        yield from keys(answer)
        after = answer.context["sheet"].next
        if not after:
            return


def test_a_group_is_counted_as_a_whole_though_its_page_is_cut(ines, enter):
    for n in range(3):
        objective(ines, f"Goal {n}")
    groups = ask(enter(ines), "limit=1").context["sheet"].groups
    assert [(group["count"], group["tally"]) for group in groups] == [("3 objectives", [("unknown", 3, "unknown")])]


def test_presets_count_what_they_show(ines, enter):
    first = objective(ines, "Green by hand only", steps(baseline=0, target=100))
    check_in(ines, CheckInDraft(only_kr(first), value=1))
    override_status(ines, first, "on_track", "It ships on Friday.", lasting=True)
    objective(ines, "Over", due=date(2026, 11, 2), start=date(2026, 10, 1))
    client = enter(ines)
    counts = ask(client).context["sheet"].counts
    for flag in ("mine", "teams", "attention", "silent", "overdue", "unaligned", "watermelons", "scored"):
        assert counts[f"is_{flag}"] == len(keys(ask(client, f"is={flag}"))), flag
    assert counts["is_watermelons"] == counts["is_overdue"] == 1
    assert "by hand: on track" in ask(client, "is=watermelons").content.decode()


def test_an_aligned_objective_is_not_among_the_unaligned(ines, enter):
    team = create_unit(ines, "Growth", company(ines))
    top, below = objective(ines, "Top"), objective(ines, "Below", unit=team)
    client = enter(ines)
    assert keys(ask(client, "is=unaligned")) == [below.key]
    align(ines, below, top)
    assert keys(ask(client, "is=unaligned")) == []


def test_private_goals_show_in_no_row_count_group_or_file(ines, enter):
    board = create_unit(ines, "Board", company(ines))
    objective(ines, "Secret", unit=board, private=True)
    seen = objective(ines, "Open")
    client = enter(colleague(ines, "Ruth Adeyemi", Role.MEMBER))
    answer = ask(client)
    assert keys(answer) == [seen.key]
    assert answer.context["sheet"].counts["total"] == 1
    assert "Secret" not in b"".join(ask(client, "format=csv").streaming_content).decode()
    assert keys(ask(client, table="key-results")) == [only_kr(seen).key]


def test_a_file_holds_every_row_and_no_formula(ines, enter):
    for n in range(3):
        objective(ines, f"=HYPERLINK({n})")
    answer = ask(enter(ines), "format=csv&limit=1&columns=owner,progress")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["Key", "Title", "Owner", "Progress"]
    assert [row[1] for row in rows] == ["'=HYPERLINK(0)", "'=HYPERLINK(1)", "'=HYPERLINK(2)"]


def last_cell(answer):
    """The text of the last cell of the first row."""
    line = str(answer.context["sheet"].groups[0]["lines"]).partition("</tr>")[0]
    return strip_tags(line.rpartition("<td")[2].partition(">")[2])


def test_a_date_in_the_past_is_shown_beside_now(ines, enter, clock):
    goal = objective(ines)
    check_in(ines, CheckInDraft(only_kr(goal), value=2))
    now = later(ines, days=14)
    clock.now = now.now
    check_in(now, CheckInDraft(only_kr(goal), value=5))
    assert last_cell(ask(enter(ines), f"since={ines.today}")) == "+30"
    assert last_cell(ask(enter(ines), f"since={ines.today - timedelta(days=60)}")) == "–"


def test_a_comparison_makes_room_for_its_columns_unless_others_are_chosen(ines, enter):
    objective(ines)
    client = enter(ines)
    compared = ask(client, f"since={ines.today}").content.decode()
    assert ("Status then" in compared, "Course" in compared.partition("<table")[2]) == (True, False)
    chosen = ask(client, f"since={ines.today}&columns=course").content.decode()
    assert ("Status then" in chosen, "Course" in chosen.partition("<table")[2]) == (True, True)
    assert "Course" in ask(client, "").content.decode().partition("<table")[2]
    assert re.search(r"Compared with 16\sNov", compared), re.findall(r"Compared with .{30}", compared)


def test_a_key_result_is_compared_with_what_its_last_word_left(ines, enter, clock):
    goal = objective(ines)
    check_in(ines, CheckInDraft(only_kr(goal), value=2))
    clock.now = later(ines, days=14).now
    check_in(later(ines, days=14), CheckInDraft(only_kr(goal), value=5))
    client = enter(ines)
    assert last_cell(ask(client, f"since={ines.today}", "key-results")) == "+30"
    assert last_cell(ask(client, f"since={ines.today - timedelta(days=1)}", "key-results")) == "–"


def test_a_kpi_is_compared_with_its_reading_and_state_then(ines, enter, clock):
    kpi = metric(ines, definition="Of the trials that ended, those that pay.")
    promote(ines, kpi, {question.slug: "Yes." for question in QUESTIONS})
    set_band(ines, kpi, NewBand(lower=110, valid_from=date(2026, 10, 5)))
    record_readings(ines, [Line(kpi, date(2026, 11, 2), 120)], source="typed")
    clock.now = later(ines, days=7).now
    record_readings(later(ines, days=7), [Line(kpi, date(2026, 11, 9), 98)], source="typed")
    client = enter(ines)
    assert last_cell(ask(client, "since=2026-11-05", "kpis/table")) == "\N{MINUS SIGN}2.2\N{NARROW NO-BREAK SPACE}pp"
    lines = str(ask(client, "since=2026-11-18&columns=status", "kpis/table").context["sheet"].groups[0]["lines"])
    now, then = lines.partition("</td>")[0], lines.partition("</td>")[2]
    assert ("Red" in now, "Healthy" in then) == (True, True)


def test_the_chance_of_arriving_is_a_column_and_a_filter(ines, enter):
    goal = objective(ines, "Clinics pay", steps("Markets"), steps("Partners"))
    rows = goal.key_results.order_by("pk")
    rows.filter(title="Partners").update(chance=180_000)
    client = enter(ines)
    assert keys(ask(client, "chance=..20", "key-results")) == [rows[1].key]
    assert last_cell(ask(client, "columns=chance")).startswith("18")


def test_key_results_and_kpis_have_tables_of_their_own(ines, enter):
    goal = objective(ines, "Clinics pay", steps("Markets"), steps("Partners"))
    client = enter(ines)
    groups = ask(client, table="key-results").context["sheet"].groups
    assert [group["name"] for group in groups] == ["Clinics pay"]
    assert len(keys(ask(client, f"words={goal.key}", "key-results"))) == 2
    assert ask(client, table="kpis/table").status_code == 200


def test_an_outsider_finds_nothing(ines, enter):
    objective(ines)
    answer = enter(founder("other")).get("/lumen/objectives")
    assert answer.status_code == 404


def test_the_running_cycle_is_meant_where_none_is_named(ines, enter):
    quarter(ines)
    assert ask(enter(ines)).context["cycle"].name == "Q4 2026"


def test_every_preset_is_offered_whether_it_finds_something_or_not(ines, enter):
    objective(ines)
    context = ask(enter(ines)).context
    offered = {str(one["name"]) for one in (*context["tabs"], *context["quiet"])}
    assert offered >= {str(flag.label) for flag in context["table"].flags.values()}
    assert "Overdue" in {str(one["name"]) for one in context["quiet"]}


def test_a_list_is_compared_with_a_week_ago_in_one_step(ines, enter):
    objective(ines)
    client = enter(ines)
    first = ask(client).context["compare"][0]
    shown = client.get(first["url"])
    assert shown.status_code == 200
    assert "Compared with" in shown.content.decode()
