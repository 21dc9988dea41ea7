"""How Headway asks its database to run."""

import pytest
from django.db import connection

ASKED = {"postgresql": ("SHOW jit", "off"), "sqlite": ("PRAGMA journal_mode", "wal")}


@pytest.mark.django_db
def test_postgresql_compiles_no_statements_and_sqlite_lets_readers_be_while_it_writes():
    question, answer = ASKED[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone() == (answer,)
