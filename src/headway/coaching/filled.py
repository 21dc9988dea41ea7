"""Forms that a draft fills in: which fields its figures belong in, in the terms of the form."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from headway.coach.drafting import Draft
from headway.coach.drafting.days import day_of

_DAYS = {"business days": 1, "days": 1, "weeks": 7}
_SHORT = {"ms": "ms", "seconds": "s", "min": "min", "hours": "h", "days": "d", "business days": "d"}
_TIMES = {"ms": "number", "seconds": "duration", "min": "duration", "hours": "duration"}
_SCORES = frozenset({"score", "of 5", "of 10", "of 100"})
_CURRENCY_LETTERS = 3


def kpi_form(draft: Draft, workspace: str) -> str:
    """The address of a new KPI with the name, the kind of number and the band of a draft."""
    name = draft.name[:1].upper() + draft.name[1:] if draft.is_named else ""
    edges = {"lower": draft.lower, "upper": draft.upper}
    times, shape = _shape(draft)
    filled = (
        {"name": name} | shape | {side: f"{value * times:.10g}" for side, value in edges.items() if value is not None}
    )
    return f"{reverse('kpis:new', args=[workspace])}?{urlencode(filled)}"


def _shape(draft: Draft) -> tuple[int, dict[str, str]]:
    """What to multiply the limits by, and the preset with what it says otherwise."""
    unit, below = draft.unit or "", draft.lower is None and draft.upper is not None
    between = draft.lower is not None and draft.upper is not None
    if unit in _DAYS:
        return _DAYS[unit], {"preset": "cycle-time"} | _side(below or between)
    if unit in _TIMES:
        own = {} if unit == "hours" else {"unit_kind": _TIMES[unit], "unit_label": _SHORT[unit]}
        return 1, {"preset": "response"} | own | _side(below or between)
    if unit == "%":
        return 1, {"preset": "workload" if between else "loss" if below else "service"}
    if unit.isupper() and len(unit) == _CURRENCY_LETTERS:
        return 1, {"preset": "cost" if below else "cash", "unit_kind": "money", "unit_label": unit}
    if unit in _SCORES:
        return 1, {"preset": "opinion"}
    if draft.target is None:
        return 1, {}
    return 1, {"preset": "events" if below else "usage", "unit_kind": "number", "unit_label": unit[:16]}


def _side(below: bool) -> dict[str, str]:
    """That more is better, where a preset of durations says that less is."""
    return {} if below else {"direction": "up"}


def objective_form(draft: Draft, workspace: str, today: date) -> str:
    """The address of a new objective with the title, the key result, the last day and the work of a draft."""
    row = {"title": draft.key_result or ""}
    if draft.baseline is not None:
        row["baseline"] = f"{draft.baseline:.10g}"
    if draft.target is not None:
        row["target"] = _change(draft) if draft.relative else f"{draft.target:.10g}"
    if draft.unit and draft.unit != "score" and not draft.relative:
        row["unit"] = _SHORT.get(draft.unit, draft.unit)[:16]
    filled = {f"kr-0-{name}": value for name, value in row.items() if value}
    filled = ({"title": draft.objective} if draft.objective else {}) | filled
    filled |= {"initiatives": draft.initiative} if draft.initiative else {}
    due = day_of(draft.due, today) if draft.due else None
    filled |= {"due": due.isoformat()} if due else {}
    return f"{reverse('okrs:new-objective', args=[workspace])}?{urlencode(filled)}"


def _change(draft: Draft) -> str:
    """A change in the words that a target field understands: −25%, 3x, +6."""
    if draft.unit == "x":
        return f"{draft.target:.10g}x"
    sign = "-" if draft.direction == "decrease" else "+"
    return f"{sign}{draft.target:.10g}{'%' if draft.unit == '%' else ''}"
