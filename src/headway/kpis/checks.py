"""What ``headway check`` computes anew of KPIs."""

from headway.kpis.sums import wrong_months
from headway.people.models import Workspace


def check_monthly_sums(workspace: Workspace) -> list[str]:
    """The sums by month, against the readings they are made of."""
    return [
        f"{key} keeps a sum for {month:%Y-%m} that its readings do not add up to."
        for key, month in wrong_months(workspace.pk)
    ]


CHECKS = [check_monthly_sums]
