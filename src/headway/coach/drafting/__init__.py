"""What a free text becomes once it is known to be a KPI or an OKR: a draft of what to write down."""

from collections.abc import Mapping

from ..reader import read
from .draft import Draft
from .ends import End, end_of
from .kpis import kpi_draft
from .measured import without_lead_in
from .okrs import okr_draft
from .times import time_in

__all__ = ["Draft", "draft", "end_in"]


def draft(kind: str, answers: Mapping[str, bool], text: str) -> Draft:
    """The draft of a `kind` (kpi or okr) from a text, which may be empty."""
    end = end_in(text)
    return kpi_draft(text, end) if kind == "kpi" else okr_draft(text, answers, end)


def end_in(text: str) -> End | None:
    """The end in time that a text names for the work on it; None where it names none."""
    statement = read(text)
    return end_of(statement, time_in(without_lead_in(statement)) is not None)
