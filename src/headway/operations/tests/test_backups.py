"""Backups and what an operator is told, on a database of its own in a folder of its own."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

SERVED = "import headway.cli as c; c.start_django(); import headway.operations.serving as s; s.prepare()"


def headway(data: Path, *words: str, code: int = 0) -> str:
    """What ``headway`` says, all of it."""
    return run(data, "-m", "headway", *words, code=code)


def run(data: Path, *words: str, code: int = 0) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in AROUND}
    done = subprocess.run(
        [sys.executable, *words], env=environment | {"HEADWAY_DATA": str(data)}, capture_output=True, text=True
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


AROUND = {"DATABASE_URL", "HEADWAY_SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A folder with a database of this version and no workspace."""
    data = tmp_path_factory.mktemp("data")
    run(data, "-c", SERVED)
    return data


@pytest.mark.parametrize("words", [("kpi", "list"), ("check",), ("backup",)])
def test_where_there_is_no_headway_a_command_says_so_and_leaves_nothing_behind(tmp_path, words):
    said = headway(tmp_path / "none", *words, code=1)
    assert said == (
        f"There is no Headway in {tmp_path / 'none'}: name the folder of your data with --data, or begin a new one "
        "there with “headway serve”.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_help_writes_nothing(tmp_path):
    assert "Commands:" in headway(tmp_path / "none", "--help")
    assert list(tmp_path.iterdir()) == []


def test_what_serving_made_is_kept_from_others(empty):
    assert (empty / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_older_is_not_read_but_migrated(tmp_path):
    sqlite3.connect(tmp_path / "headway.sqlite3").close()
    assert "run “headway migrate”" in headway(tmp_path, "kpi", "list", code=1)


def test_a_damaged_database_is_named_and_a_backup_takes_its_place(empty, tmp_path):
    place = tmp_path / "headway.sqlite3"
    place.write_text("These are not the pages of a database." * 99)
    assert f"{place} is no database of Headway" in headway(tmp_path, "kpi", "list", code=1)
    (tmp_path / "headway.sqlite3-wal").write_text("What was not in them yet.")
    headway(tmp_path, "restore", str(empty / "headway.sqlite3"))
    assert "people_workspace" in tables(place)
    database, wal = sorted((tmp_path / "backups").iterdir())
    assert database.read_text().startswith("These are not the pages")
    assert wal.read_text() == "What was not in them yet."


def test_a_backup_that_cannot_be_written_is_refused_in_a_sentence(empty, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "cannot be used" in headway(empty, "backup", str(tmp_path / "file" / "backup"), code=1)
    assert "never overwrites" in headway(empty, "backup", str(tmp_path / "file"), code=1)


def test_a_backup_is_restored_and_what_was_there_is_kept(empty, tmp_path):
    headway(empty, "backup", str(tmp_path / "copy"))
    with sqlite3.connect(empty / "headway.sqlite3") as database:
        database.execute("CREATE TABLE since (id)")
    database.close()
    said = headway(empty, "restore", str(tmp_path / "copy"))
    assert tables(empty / "headway.sqlite3") == tables(tmp_path / "copy")
    (kept,) = (empty / "backups").iterdir()
    assert str(kept) in said
    assert "since" in tables(kept)
    assert headway(empty, "check") == "Nothing differs.\n"


def tables(file: Path) -> set[str]:
    database = sqlite3.connect(file)
    try:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    finally:
        database.close()


def test_nothing_is_restored_while_headway_has_the_database_open(empty, tmp_path):
    headway(empty, "backup", str(tmp_path / "copy"))
    serving = sqlite3.connect(empty / "headway.sqlite3")
    serving.execute("PRAGMA journal_mode=WAL")
    serving.execute("SELECT count(*) FROM people_workspace").fetchone()
    try:
        assert "Headway is running on this database" in headway(empty, "restore", str(tmp_path / "copy"), code=1)
    finally:
        serving.close()


def test_what_is_no_backup_is_not_restored(empty, tmp_path):
    before = tables(empty / "headway.sqlite3")
    for name, text in {"text": "no database" * 99, "empty": ""}.items():
        (tmp_path / name).write_text(text)
        assert "is no backup of Headway" in headway(empty, "restore", str(tmp_path / name), code=1)
    assert tables(empty / "headway.sqlite3") == before
