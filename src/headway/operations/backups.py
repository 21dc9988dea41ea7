"""``headway backup``: a whole, consistent copy while Headway goes on."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from headway.clock import read_clock
from headway.people.errors import Refused


def backup(file: Path | None = None) -> Path:
    """Write a copy of the database to ``file`` (by default a dated one beside the data) and return its path."""
    stamp = read_clock().strftime("%Y%m%dT%H%M%SZ")
    ending = "sqlite3" if connection.vendor == "sqlite" else "dump"
    target = file or settings.DATA_DIR / "backups" / f"headway-{stamp}.{ending}"
    if target.exists():
        raise SystemExit(f"{target} is there already, and a backup never overwrites: choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        _copy_sqlite(part) if connection.vendor == "sqlite" else _dump_postgres(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


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
