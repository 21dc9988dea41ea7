"""What falls due by itself: the health of each week."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from headway.coaching.actions.health import keep_health
from headway.coaching.models import HealthWeek
from headway.people.caller import headway_itself
from headway.people.models import Workspace


def keep_weeks(now: datetime) -> int:
    """Keep the health of every workspace that has none of this week yet; return how many workspaces that were."""
    recent = HealthWeek.objects.filter(workspace=OuterRef("pk"), unit=None, kept_at__gt=now - timedelta(days=6))
    due = Workspace.objects.filter(~Exists(recent))
    return sum(bool(keep_health(headway_itself(workspace, now))) for workspace in due)


JOBS = {"coaching.health": keep_weeks}
