"""One key result, shown and counted in several objectives."""

from collections.abc import Iterable

from django.db import models

from headway.okrs.models.key_results import KeyResult
from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed


def counted_mirrors(rows: "models.QuerySet[Mirror]") -> "models.QuerySet[Mirror]":
    """Those of ``rows`` that count: their key result lives, in an objective that is in a cycle."""
    live = {"key_result__archived_at": None, "key_result__objective__cycle__isnull": False}
    return rows.filter(**live, key_result__objective__archived_at=None).order_by("pk")


def mirror_paths(rows: "Iterable[Mirror]") -> "list[tuple[int | str, int]]":
    """The edges from mirrored key results to every objective that they count in, for the goal graph."""
    found: set[tuple[int | str, int]] = set()
    for row in rows:
        found |= {(row.key_result.key, row.key_result.objective_id), (row.key_result.key, row.objective_id)}
    return sorted(found, key=str)


class Mirror(Keyed):
    """A key result that counts in another objective, too; there it may have a share of its own."""

    PREFIX = "MR"
    tracked = ("key_result", "objective", "fixed_share")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="mirrors")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="mirrored")
    fixed_share = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="mirror_key"),
            models.UniqueConstraint(fields=["key_result", "objective"], name="mirror_once"),
        ]
