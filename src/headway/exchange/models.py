"""What came from elsewhere: which object each thing of a source became."""

from django.db import models

from headway.people.models import Workspace


class Origin(models.Model):
    """One thing of a source and the key it got here, so that importing it twice makes it once.

    ``external`` is the source's own name for it; ``digest`` is of what the source said, so that a later
    import can tell that it says something else now. What people changed here is never overwritten.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    external = models.CharField(max_length=255)
    key = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "source", "external"], name="origin_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.external} is {self.key}"
