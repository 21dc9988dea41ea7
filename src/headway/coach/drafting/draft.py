"""What to write down: a KPI with its band, or an objective with its key result."""

from dataclasses import dataclass

from ..said import _

MEASURE = "<measure>"
"""Stands for a quantity that the text does not name."""
THE_MEASURE = _("the measure")


@dataclass(frozen=True, slots=True)
class Draft:
    """What to write down. A `kind` of kpi has name, band (`lower`, `upper`) and trigger; one of okr has objective, key
    result, its end in the words of the text (`due`), the work that it was mistaken for, and the KPI that the key result
    moves, if it goes on being measured.

    None stands for what a person must still say, and `still_needed` names it. Numbers are as written, in `unit`.
    """

    kind: str
    name: str
    objective: str | None = None
    key_result: str | None = None
    kpi: str | None = None
    direction: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    relative: bool = False
    lower: float | None = None
    upper: float | None = None
    healthy: str | None = None
    trigger: str | None = None
    due: str | None = None
    initiative: str | None = None
    still_needed: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the text names what is measured."""
        return self.name not in {MEASURE, THE_MEASURE}
