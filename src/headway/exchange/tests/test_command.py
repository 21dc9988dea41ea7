"""``headway import`` from an empty folder: it founds, imports, reports, and leaves with the right code."""

import json
import subprocess
import sys

import pytest

from headway.exchange.command import _ranges
from headway.exchange.tests.test_okr_tree import goal, kr, tree


def headway(folder, *args):
    command = [sys.executable, "-m", "headway", *args, "--data", str(folder / "data")]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder)


def test_places_that_differ_in_a_number_alone_are_told_together():
    places = ["objectives[0].owner", "objectives[1].owner", "objectives[5].owner", "objectives[].colour", "scores"]
    assert _ranges(places) == ["objectives[0–1, 5].owner", "objectives[].colour", "scores"]


@pytest.fixture
def write(tmp_path):
    def written(text):
        (tmp_path / "goals.json").write_text(text)
        return "goals.json", "--from", "okr-tree"

    return written


def test_a_file_is_imported_into_an_empty_folder_once(tmp_path, write):
    told = write(tree(goal(1, kr(final_score=0.5)), goal(2, parent_id="O1")))
    dry = headway(tmp_path, "import", *told, "--dry-run")
    assert "Would import: 2 objectives, 1 key results" in dry.stdout
    assert not (tmp_path / "data" / "headway.sqlite3").exists()
    first = headway(tmp_path, "import", *told, "--json")
    assert json.loads(first.stdout)["imported"]["alignments"] == 1
    again = headway(tmp_path, "import", *told)
    assert "Imported: nothing new" in again.stdout
    assert headway(tmp_path, "check").stdout == "Nothing differs.\n"


def test_a_wrong_file_leaves_with_two_and_makes_nothing(tmp_path, write):
    told = write(tree(goal(1), goal(2, kr(), kr(score=[1]))))
    found = headway(tmp_path, "import", *told)
    assert found.returncode == 2
    assert "objectives[1].key_results[1].score: It is a list, [1]: give a number or null." in found.stderr
    assert not (tmp_path / "data" / "headway.sqlite3").exists()


def where(folder, told, *args):
    done = headway(folder, *args[:0], "import", *told, "--json", *args)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    return report["workspace"], report["imported"].get("objectives", 0)


def test_organisations_come_to_workspaces_of_their_own_unless_one_is_named(tmp_path, write):
    north = tree(goal(1), organisation="Northwind Clinics")
    assert where(tmp_path, write(north)) == ("northwind-clinics", 1)
    assert where(tmp_path, write(tree(goal(1), organisation="Other"))) == ("other", 1)
    assert where(tmp_path, write(tree(goal(2), organisation="Third")), "--workspace", "other") == ("other", 1)
    assert where(tmp_path, write(tree(goal(3), organisation="Third"))) == ("other", 1), "where its goals came before"
    assert where(tmp_path, write(tree(goal(4), organisation="Other")), "--workspace", "fresh") == ("fresh", 1)
    assert where(tmp_path, write(north)) == ("northwind-clinics", 0)
    assert headway(tmp_path, "check").stdout == "Nothing differs.\n"
