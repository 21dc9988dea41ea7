"""How Headway asks its database to run."""

import os
import subprocess
import sys

import pytest
from django.db import connection

ASKED = {"postgresql": ("SHOW jit", "off"), "sqlite": ("PRAGMA journal_mode", "wal")}


@pytest.mark.django_db
def test_postgresql_compiles_no_statements_and_sqlite_lets_readers_be_while_it_writes():
    question, answer = ASKED[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone() == (answer,)


@pytest.mark.parametrize(
    ("address", "said"),
    [("mysql://a/b", "begins with “mysql”, which Headway does not know"), ("", "Nothing differs.")],
)
def test_an_engine_that_is_not_known_is_named_and_no_engine_is_sqlite(tmp_path, address, said):
    around = os.environ | {"DATABASE_URL": address, "HEADWAY_DATA": str(tmp_path)}
    around.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "headway"]
    subprocess.run([*command, "migrate"], env=around, capture_output=True, text=True)
    done = subprocess.run([*command, "check"], env=around, capture_output=True, text=True)
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
