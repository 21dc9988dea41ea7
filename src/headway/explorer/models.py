"""Views: a question to the Explorer that somebody gave a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.people.models import Keyed, Person


class View(Keyed):
    """A saved view: which table, and the query text that its address carries. Shared ones are for everybody.

    A view holds no rows: whoever opens it sees what they may see.
    """

    PREFIX = "V"
    tracked = ("name", "table", "query", "owner", "shared", "archived_at")

    class Table(models.TextChoices):
        OBJECTIVES = "objectives", _("Objectives")
        KEY_RESULTS = "key-results", _("Key results")
        KPIS = "kpis", _("KPIs")

    name = models.CharField(max_length=60)
    table = models.CharField(max_length=16, choices=Table, default=Table.OBJECTIVES)
    query = models.TextField(blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="views")
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="view_key")]
        indexes = [models.Index(fields=["workspace", "table"], name="view_list")]

    def __str__(self) -> str:
        return self.name

    def steward_ids(self) -> set[int]:
        return {self.owner_id}

    def steward_unit_id(self) -> int | None:
        return None
