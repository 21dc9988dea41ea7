"""How many of each are usual in a workspace."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """From how few to how many are usual here, and the sentence that says so."""

    company_objectives: tuple[int, int] = (2, 3)
    unit_objectives: tuple[int, int] = (1, 3)
    objective_krs: tuple[int, int] = (2, 4)
    unit_kpis: tuple[int, int] = (5, 10)
    person_objectives: int = 3
    person_krs: int = 5
    person_kpis: int = 5
    said: str = ""
