"""Public keys: unique in the workspace, counted up, never used again."""

from collections.abc import Mapping

from django.db import connection

from headway.people.models import Keyed, Workspace

SQL = (
    "INSERT INTO people_keycounter (workspace_id, prefix, last) VALUES (%s, %s, %s) "
    "ON CONFLICT (workspace_id, prefix) DO UPDATE SET last = people_keycounter.last + %s RETURNING last"
)

MANY_SQL = (
    "INSERT INTO people_keycounter (workspace_id, prefix, last) VALUES {rows} "
    "ON CONFLICT (workspace_id, prefix) DO UPDATE SET last = people_keycounter.last + excluded.last "
    "RETURNING prefix, last"
)


def next_key(workspace: Workspace, model: type[Keyed]) -> str:
    """The next key of this kind, for example ``O-12``."""
    return next_keys(workspace, model, 1)[0]


def next_keys(workspace: Workspace, model: type[Keyed], count: int) -> list[str]:
    """``count`` keys in a row, taken with one statement."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [workspace.pk, model.PREFIX, count, count])
        (last,) = cursor.fetchone()
    return [f"{model.PREFIX}-{number}" for number in range(last - count + 1, last + 1)]


def next_keys_of(workspace: Workspace, counts: Mapping[type[Keyed], int]) -> dict[type[Keyed], list[str]]:
    """Keys for several kinds of objects, taken with one statement; kinds that need none are left out."""
    wanted = {model: count for model, count in counts.items() if count}
    if not wanted:
        return {model: [] for model in counts}
    rows = ", ".join(["(%s, %s, %s)"] * len(wanted))
    values = [value for model, count in wanted.items() for value in (workspace.pk, model.PREFIX, count)]
    with connection.cursor() as cursor:
        cursor.execute(MANY_SQL.format(rows=rows), values)
        last = dict(cursor.fetchall())
    return {model: [f"{model.PREFIX}-{last[model.PREFIX] - count + n}" for n in range(1, count + 1)] if count else []
            for model, count in counts.items()}  # fmt: skip


def key_order(key: str) -> tuple[str, int]:
    """Sort ``O-9`` before ``O-10``."""
    prefix, _, number = key.rpartition("-")
    return prefix, int(number) if number.isdigit() else 0
