"""Groupings that tables share; ``at`` is the path from a row to its objective."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext, gettext_lazy

from headway.explorer.tables.orders import by_optional_day, by_severity
from headway.explorer.tables.table import Group

LAST = 2**62


def unit_group(at: str) -> Group:
    return Group(
        "unit", gettext_lazy("Unit"), lambda scope: [Lower(f"{at}unit__name"), F(f"{at}unit_id")], f"{at}unit_id",
        ("unit", "unit_id", "unit_key"), lambda setter, row: row["unit"],
        lambda row: {"unit": row["unit_key"], "below": "no"},
    )  # fmt: skip


def owner_group(path: str) -> Group:
    return Group(
        "owner", gettext_lazy("Owner"), lambda scope: [Lower(f"{path}__name"), F(f"{path}_id")], f"{path}_id",
        ("owner", "owner_id", "owner_key"), lambda setter, row: row["owner"], lambda row: {"owner": row["owner_key"]},
    )  # fmt: skip


def status_group() -> Group:
    return Group(
        "status", gettext_lazy("Status"), lambda scope: [by_severity("status")(scope)], "status", ("status",),
        lambda setter, row: setter.status(row["status"]), lambda row: {"status": row["status"]},
    )  # fmt: skip


def cycle_group(at: str) -> Group:
    return Group(
        "cycle",
        gettext_lazy("Cycle"),
        lambda scope: [by_optional_day(f"{at}cycle__start")(scope), Coalesce(F(f"{at}cycle_id"), Value(0))],
        f"{at}cycle_id",
        ("cycle", "cycle_id", "cycle_key"),
        lambda setter, row: row["cycle"],
        lambda row: {"cycle": row["cycle_key"] or "backlog"},
    )


def theme_group(at: str) -> Group:
    return Group(
        "theme",
        gettext_lazy("Theme"),
        lambda scope: [Coalesce(F(f"{at}theme_id"), Value(LAST))],
        f"{at}theme_id",
        ("theme", "theme_id", "theme_key"),
        lambda setter, row: row["theme"] or gettext("No theme"),
        lambda row: {"theme": row["theme_key"] or "none"},
    )


def no_group() -> Group:
    return Group("none", gettext_lazy("Nothing"), lambda scope: [], "", (), lambda setter, row: "", lambda row: {})
