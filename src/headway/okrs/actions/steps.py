"""Steps of milestone key results: dated, weighted, and shown to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_in_cycle, require_open, require_text
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult, Step
from headway.okrs.parts import count_parts
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys

HEAVIEST = 1000


@dataclass(frozen=True)
class NewStep:
    """A step: what is there when it is done, by when, and how much it weighs beside the others."""

    title: str
    due: date
    weight: int = 1


def add_step(caller: Caller, row: KeyResult, new: NewStep) -> Step:
    """Add a step to a milestone; once the cycle runs, the way gets longer and scoring shows both."""
    require(caller, "key_result.change", row)
    _require_milestone(row)
    with acting(caller, "step.added") as entry:
        entry.concern(row.key)
        step = add_steps(caller, entry, row, [new])[0]
        _refold(caller, entry, row)
    return step


def add_steps(caller: Caller, entry: Entry, row: KeyResult, news: Iterable[NewStep]) -> list[Step]:
    """Add steps inside somebody's action."""
    news = list(news)
    if not news:
        return []
    if row.source != "steps":
        raise Refused("Only a milestone key result has steps: leave them out, or choose that kind.", field="steps")
    keys = next_keys(caller.workspace, Step, len(news))
    steps = [
        Step(workspace=caller.workspace, key=key, key_result=row, **vars(new))
        for key, new in zip(keys, news, strict=True)
    ]
    for step in steps:
        _check(step)
    Step.objects.bulk_create(steps)
    for step in steps:
        record(entry, step)
    return steps


def finish_step(caller: Caller, step: Step, evidence: str) -> Step:
    """Say that a step is done, with what shows it: a link, or words that others can check."""
    require(caller, "key_result.check_in", step.key_result)
    require_in_cycle(step.key_result.objective)
    if step.done_at is not None:
        raise Refused(f"{step.key} is done already.")
    shown = require_text(
        evidence, "evidence", "Say what shows that it is done: a link, or what others can check.", 2000
    )
    return _change(caller, step, "step.done", {"done_at": caller.now, "evidence": shown})


def reopen_step(caller: Caller, step: Step) -> Step:
    """Say that a step is not done after all; its evidence stays in the log."""
    require(caller, "key_result.check_in", step.key_result)
    if step.done_at is None:
        raise Refused(f"{step.key} is not done yet.")
    return _change(caller, step, "step.reopened", {"done_at": None, "evidence": ""})


def change_step(caller: Caller, step: Step, changes: Mapping[str, Any]) -> Step:
    """Change the title, due date or weight of a step."""
    require(caller, "key_result.change", step.key_result)
    return _change(caller, step, "step.changed", changes)


def archive_step(caller: Caller, step: Step) -> Step:
    """Take a step out of its milestone; the log keeps it."""
    require(caller, "key_result.change", step.key_result)
    return _change(caller, step, "step.archived", {"archived_at": caller.now})


def _change(caller: Caller, step: Step, verb: str, changes: Mapping[str, Any]) -> Step:
    row = step.key_result
    _require_milestone(row)
    with acting(caller, verb) as entry:
        entry.concern(row.key)
        for name, value in changes.items():
            setattr(step, name, value)
        _check(step)
        step.save()
        record(entry, step)
        _refold(caller, entry, row)
    return step


def _refold(caller: Caller, entry: Entry, row: KeyResult) -> None:
    """Count the milestone anew; before the cycle runs, what it comes to is what is committed."""
    count_parts([row])
    if not row.objective.is_running:
        row.original_baseline, row.original_target = row.baseline, row.target
    row.version += 1
    row.save()
    record(entry, row)
    entry.concern(row.objective.key)
    refold(caller, entry, [row.objective_id], [row], heard=True)


def _require_milestone(row: KeyResult) -> None:
    require_open(row.objective)
    if row.source != "steps" or row.archived_at is not None:
        raise Refused(f"{row.key} has no steps: only a live milestone key result has.")


def _check(step: Step) -> None:
    step.title = require_text(step.title, "title", "A step needs a title that says what is there then: fill it in.")
    row = step.key_result
    if not row.start <= step.due <= row.due:
        raise Refused(f"{row.key} runs from {row.start} to {row.due}: choose a date inside.", field="due")
    if not 1 <= step.weight <= HEAVIEST:
        raise Refused(f"A step weighs from 1 to {HEAVIEST}: choose a whole number in between.", field="weight")
