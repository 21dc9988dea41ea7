"""Edges of the goal graph."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed


class Alignment(Keyed):
    """An edge of the goal graph: the child contributes to the parent (counted) or supports it (shown)."""

    PREFIX = "L"
    tracked = ("child", "parent", "kind", "fixed_share")

    class Kind(models.TextChoices):
        CONTRIBUTES = "contributes", _("contributes")
        SUPPORTS = "supports", _("supports")

    child = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CONTRIBUTES)
    fixed_share = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="alignment_key"),
            models.UniqueConstraint(fields=["child", "parent"], name="alignment_once"),
        ]


COUNTED = models.Q(kind=Alignment.Kind.CONTRIBUTES, child__archived_at=None, child__cycle__isnull=False)
"""Which edges count: contributing ones, with neither something archived nor an idea below."""


def counted_edges(rows: "models.QuerySet[Alignment]") -> "models.QuerySet[Alignment]":
    """Those of ``rows`` that count."""
    return rows.filter(COUNTED)
