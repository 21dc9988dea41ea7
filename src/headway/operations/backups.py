"""``headway backup``: a whole, consistent copy while Headway goes on; ``headway restore``: back to such a copy."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from headway.clock import read_clock
from headway.people.errors import Refused


def backup(file: Path | None = None) -> Path:
    """Write a copy of the database to ``file`` (by default a dated one beside the data) and return its path."""
    target = file or _dated()
    if target.exists():
        raise Refused(f"{target} is there already, and a backup never overwrites: choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        _copy_sqlite(part) if connection.vendor == "sqlite" else _dump_postgres(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def restore(file: Path) -> Path | None:
    """Put a backup in the place of the database; what was there is kept, and the path of that copy returned."""
    if connection.vendor != "sqlite":
        raise Refused(
            f"On PostgreSQL its own tool restores: stop Headway, run “pg_restore --clean --if-exists --dbname "
            f"$DATABASE_URL {file}”, and serve again."
        )
    place = Path(connection.settings_dict["NAME"])
    connections.close_all()
    _refuse_what_is_no_backup(file)
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = _take_aside(place) if place.exists() else None
    part = place.with_name(place.name + ".part")
    shutil.copyfile(file, part)
    for rest in ("-wal", "-shm"):  # they belong to the database that was here
        place.with_name(place.name + rest).unlink(missing_ok=True)
    os.replace(part, place)
    return kept


def _refuse_what_is_no_backup(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            copy.execute("SELECT count(*) FROM people_workspace")
            (whole,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise Refused(
            f"{file} is no backup of Headway ({error}), so nothing was restored: choose a file that “headway backup” "
            "wrote."
        ) from error
    if whole != "ok":
        raise Refused(f"{file} is damaged ({whole}), so nothing was restored: choose another backup.")


def _take_aside(place: Path) -> Path:
    """Copy the database that is to be replaced beside the backups; refused while Headway has it open."""
    kept = _dated()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(place, timeout=0)) as present:
        try:
            present.execute("PRAGMA journal_mode=DELETE")  # only whoever is alone may leave WAL
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise Refused(
                    "Headway is running on this database, so nothing was restored: stop it, and restore again."
                ) from error
            # A database that is damaged may be the very reason to restore. On closing, SQLite deletes its WAL,
            # which may hold what the file itself does not.
            wal = place.with_name(place.name + "-wal")
            if wal.exists():
                shutil.copyfile(wal, kept.with_name(kept.name + "-wal"))
    shutil.copyfile(place, kept)
    return kept


def _dated() -> Path:
    stamp = read_clock().strftime("%Y%m%dT%H%M%SZ")
    ending = "sqlite3" if connection.vendor == "sqlite" else "dump"
    return Path(settings.DATA_DIR) / "backups" / f"headway-{stamp}.{ending}"


def _copy_sqlite(target: Path) -> None:
    connection.ensure_connection()
    source = connection.connection
    with sqlite3.connect(target) as copy:
        source.backup(copy)
    copy.close()


def _dump_postgres(target: Path) -> None:
    if not shutil.which("pg_dump"):
        raise Refused("pg_dump is not installed here: install PostgreSQL's client tools, or run it where they are.")
    subprocess.run(["pg_dump", "--format=custom", f"--file={target}", os.environ["DATABASE_URL"]], check=True)
