"""How large the company is. Every number follows from these few."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """``divisions`` of ``departments`` each of ``teams`` each; the rest is for every unit, or in all."""

    divisions: int = 9
    departments: int = 10
    teams: int = 10
    people: int = 10
    objectives: int = 10
    key_results: int = 4
    kpis: int = 2
    weeks_of_readings: int = 26
    check_ins: int = 250_000

    @property
    def units(self) -> int:
        return 1 + self.divisions * (1 + self.departments * (1 + self.teams))


WHOLE = Size()
"""10,000 people in 1,000 units, 10,000 objectives, 40,000 key results, 2,000 KPIs, 250,000 check-ins."""

PART = Size(divisions=3, departments=4, teams=7, check_ins=25_000)
"""A tenth of it, for where time is short: the same shape and depth."""
