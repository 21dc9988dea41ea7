"""``headway objective``, ``cycle`` and ``check-in``: the same verbs from the command line."""

import json

import pytest
from click.testing import CliRunner

from headway.okrs.cli import COMMANDS
from headway.okrs.models import CheckIn
from headway.okrs.tests.world import objective, quarter
from tests.world import founder

pytestmark = pytest.mark.django_db
BY_NAME = {command.name: command for command in COMMANDS}


def run(name, *args):
    return CliRunner().invoke(BY_NAME[name], args)


def data(name, *args):
    done = run(name, *args, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_a_check_in_is_one_line():
    objective(founder())
    done = run("check-in", 'KR-1 = 4 conf 9 "Austria passed legal review"')
    assert (done.exit_code, done.output.strip()) == (0, "KR-1 is at 40\u202f%, O-1 at 40\u202f%.")
    said = CheckIn.objects.get()
    assert (said.value, said.confidence, said.note) == (4, 9, "Austria passed legal review")


@pytest.mark.parametrize("line", ["KR-1 4", "KR-1 = four", "KR-1 = 4 conf 11", "KR-9 = 4", "KR-1"])
def test_a_line_that_cannot_stand_is_refused_in_a_sentence(line):
    objective(founder())
    done = run("check-in", line)
    assert done.exit_code == 1
    assert not CheckIn.objects.exists()


def test_objectives_are_made_listed_shown_scored_and_archived():
    quarter(founder())
    made = data("objective", "create", "Value in 72 hours", "--key-result", "Days to value: 4 d -> 1 d")
    assert made["key"] == "O-1"
    assert "Value in 72 hours" in run("objective", "list").output
    (result,) = data("objective", "show", "O-1")["key_results"]
    assert (result["unit_kind"], result["baseline"], result["target"]) == ("duration", "4", "1")
    assert data("key-result", "show", "KR-1")["check_ins"] == []
    assert data("objective", "score", "O-1", "0.7")["grade"] == "0.7"
    assert data("objective", "archive", "O-1", "--reason", "It was done by others.")["archived_at"]


def test_cycles_are_made_listed_and_moved():
    founder()
    assert data("cycle", "calendar")
    made = data("cycle", "create", "Sprint", "2026-11-02", "2026-11-13")
    assert data("cycle", "move", made["key"], "active")["state"] == "active"
    assert run("cycle", "move", made["key"], "planning").exit_code == 1
    assert "Sprint" in run("cycle", "list").output
    week = data("cycle", "create", "Week", "2026-11-02", "2026-11-06", "--parent", made["key"])
    assert week["parent"] == made["key"]
    moved = data("cycle", "change", week["key"], "--name", "First week", "--end", "2026-11-08")
    assert (moved["name"], moved["end"]) == ("First week", "2026-11-08")
    assert "Sprint runs from" in run("cycle", "change", week["key"], "--end", "2026-11-20").output
    assert data("cycle", "change", week["key"], "--parent", "")["parent"] is None


def test_amendments_are_proposed_listed_declined_and_accepted():
    objective(founder())
    made = data("amendment", "propose", "KR-1", "target", "8", "--reason", "Two markets left.")
    assert (made["old"], made["new"], made["accepted"]) == ("10", "8", None)
    assert run("amendment", "decline", made["key"]).exit_code == 2
    declined = data("amendment", "decline", made["key"], "--reason", "One comes back.")
    assert (declined["accepted"], declined["answer"]) == (False, "One comes back.")
    again = data("amendment", "propose", "KR-1", "target", "9", "--reason", "One market left.")
    assert data("amendment", "accept", again["key"])["accepted"] is True
    listed = run("amendment", "list", "KR-1").output
    assert "10 to 8" in listed
    assert "accepted" in listed
