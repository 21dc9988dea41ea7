"""What ``headway check`` computes anew of KPIs."""

from headway.kpis.formulas import wrong_formulas
from headway.kpis.sums import wrong_months
from headway.people.models import Workspace


def check_monthly_sums(workspace: Workspace) -> list[str]:
    """The sums by month, against the readings they are made of."""
    return [
        f"{key} keeps a sum for {month:%Y-%m} that its readings do not add up to."
        for key, month in wrong_months(workspace.pk)
    ]


def check_formulas(workspace: Workspace) -> list[str]:
    """Every derived reading, against what its formula comes to."""
    return [
        f"{key} keeps a value for {period} that its formula does not come to."
        for key, period in wrong_formulas(workspace.pk)
    ]


CHECKS = [check_monthly_sums, check_formulas]
