import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.safestring import mark_safe

import headway
from headway.activity import log
from headway.kpis.actions.readings import Line, record_readings
from headway.loop.tests.scene import FIRST, as_person, breached, cycle, kpi, member, read
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.pages.feed import Feed, read_feed
from headway.pages.feed import Line as Told
from headway.pages.verbs import BATCHES, VERBS
from headway.people.actions.comments import write_comment
from headway.people.actions.tokens import create_token
from tests.world import company, founder


@pytest.fixture
def caller(db):
    return founder()


def words(feed):
    return " ".join(line.text for line in feed.lines)


def spoken_verbs():
    """Every verb that an action in the source is said to be, without those made up while running."""
    for path in Path(headway.__file__).parent.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "acting"
            if called and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value.removesuffix(".undone")


def test_every_verb_has_its_sentence():
    assert sorted(set(spoken_verbs()) - set(VERBS)) == []


def test_every_sentence_can_be_written():
    given = {"who": "Ruth", "what": "K-5", "n": "2", "verb": "x"}
    assert all(str(sentence).format(**given) for sentence in VERBS.values())
    assert set(VERBS) >= BATCHES


def test_the_feed_tells_who_did_what_and_what_it_turned(caller):
    metric, decision = breached(caller)
    feed = read_feed(caller, metric.key)
    text = words(feed)
    assert "Ines Marchetti recorded" in text
    assert "asks for a decision" in text
    assert ("red", metric.name) in [(state, about.name) for line in feed.lines for state, about in line.turned]
    assert decision.key in text


def test_the_feed_is_read_page_by_page(caller):
    metric = kpi(caller)
    for week in range(5):
        read(caller, metric, [120 + week], FIRST)
    first = read_feed(caller, metric.key, size=3)
    rest = read_feed(caller, metric.key, before=first.older, size=50)
    seqs = [line.seq for line in first.lines + rest.lines]
    assert seqs == sorted(seqs, reverse=True)
    assert len(seqs) == log.feed(caller.workspace.pk, metric.key).count()


def line(seq, minute=0, folds="signals.found"):
    return Told(seq, datetime(2026, 11, 23, 0, minute, tzinfo=UTC), mark_safe(f"Line {seq}"), (), "", "open", folds)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([line(3), line(2), line(1)], [[3, 2, 1]]),
        ([line(2), line(1)], [[2], [1]]),
        ([line(4, folds=""), line(3, folds=""), line(2, folds="")], [[4], [3], [2]]),
        ([line(4, minute=1), line(3), line(2), line(1)], [[4], [3, 2, 1]]),
        ([line(4), line(3, folds="kpi.judged"), line(2), line(1)], [[4], [3], [2], [1]]),
    ],
)
def test_three_lines_alike_of_one_minute_are_one_that_opens(lines, shown):
    runs = Feed(lines, None).runs
    assert [[each.seq for each in (run.first, *run.rest)] for run in runs] == shown


def test_only_what_headway_does_without_a_turn_is_folded(client, caller):
    metric, _decision = breached(caller)
    for n in range(4):
        write_comment(caller, metric, f"Remark {n}.")
    lines = read_feed(caller).lines
    assert all(not each.folds for each in lines if each.turned or each.reason)
    client.force_login(caller.person.user)
    page = client.get(reverse("pages:activity", args=["lumen"])).content.decode()
    assert page.count("commented") == 4
    assert "more like this" not in page.split("commented")[1]


def test_what_is_private_is_told_to_nobody_else(caller):
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    hidden, seen = kpi(caller, "Hidden salaries", owner=owner, private=True), kpi(caller, "Utilisation")
    record_readings(caller, [Line(hidden, FIRST, 95), Line(seen, FIRST, 95)], source="csv")
    goal = NewObjective("A hidden plan", owner, company(caller), cycle(caller), private=True)
    create_objective(as_person(caller, owner), goal)
    write_comment(caller, hidden, "Look at this.")
    told = read_feed(as_person(caller, stranger))
    text = words(told) + " ".join(about.name for line in told.lines for _, about in line.turned)
    assert "idden" not in text
    assert "recorded" in text
    assert "Utilisation" in text
    assert "1 reading" in text
    assert "Hidden salaries" in words(read_feed(as_person(caller, owner)))


def test_tokens_are_told_to_their_owner_and_admins_only(caller):
    one, other = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    create_token(as_person(caller, one), "My script", ["read"])
    assert "API token" in words(read_feed(as_person(caller, one)))
    assert "API token" in words(read_feed(caller))
    assert "API token" not in words(read_feed(as_person(caller, other)))


def test_names_are_escaped(caller):
    metric = kpi(caller, "<script>alert(1)</script>")
    assert "<script>" not in words(read_feed(caller, metric.key))


def test_the_activity_of_one_object_is_shown_to_who_may_see_it(client, caller):
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    hidden = kpi(caller, "Hidden salaries", owner=owner, private=True)
    path = reverse("pages:activity", args=["lumen"])
    for person, status in ((owner, 200), (stranger, 404)):
        client.force_login(person.user)
        assert client.get(path, {"about": hidden.key}).status_code == status
        assert client.get(path, {"about": "K-99"}).status_code == 404


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_activity_page_shows_little_and_much(client, caller, count):
    metric = kpi(caller)
    for n in range(count):
        write_comment(caller, metric, f"Remark {n}.")
    client.force_login(caller.person.user)
    page = client.get(reverse("pages:activity", args=["lumen"]))
    assert page.status_code == 200
    assert ("Older" in page.content.decode()) is (count == 60)
    assert client.get(reverse("pages:activity", args=["lumen"]), {"before": "no"}).status_code == 200


def test_the_statements_of_the_feed_do_not_grow_with_its_rows(client, caller, count_statements):
    metric = kpi(caller)
    with count_statements() as few:
        read_feed(caller)
    for n in range(30):
        write_comment(caller, metric, f"Remark {n}.")
    with count_statements() as many:
        read_feed(caller)
    assert len(many) <= len(few) + 1
