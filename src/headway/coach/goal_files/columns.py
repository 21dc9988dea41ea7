"""What the columns of a table hold: goals, figures of them, or something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .words import SLOT_OF_WORD, figure_named, first_of, is_period, plain_name

_BY_SLOT = re.compile(
    r"(?:our |the |team |company )?"
    r"(?P<word>key results?|krs?|kpis?|initiatives?|tasks?|deliverables?|(?:key )?actions?)"
    r"(?P<number> ?\d{1,2}(?:\.\d{1,2})?)?(?P<more> (?:title|text|statement|name|description|wording|details?))?"
)
_GENERIC = ("text", "title", "statement", "name", "titel", "summary")
_LAST = (
    "goal", "description", "metric", "measure", "indicator", "okr", "okrs", "objective/key result",
    "objectives/key results", "objective / key result", "objectives & key results",
)  # fmt: skip
_MEASURES = frozenset({"metric", "measure", "indicator"})
_OBJECTIVE = (
    "objective", "objectives", "objective title", "objective name", "objective statement", "objective text",
    "objective description", "parent objective", "goal", "goals", "goal title",
)  # fmt: skip
_MOST_FIGURES = 40
TEXT_NAMES = frozenset({*_GENERIC, *_LAST, *_OBJECTIVE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of goals, the slot that its name says, and where the columns of their figures stand."""

    at: int
    slot: str | None
    figures: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of goals; `objective` is that of objectives which are goals of the table too."""

    texts: tuple[Column, ...]
    objective: int | None


def columns_of(header: Sequence[str], names: list[str], says_slot: bool) -> Columns:
    """The columns of goals below a header; `says_slot` where another column says what each of them is."""
    names = _with_targets(names)
    objective = first_of(names, _OBJECTIVE)
    texts = _by_slot(names, objective)
    if not texts:
        text = _generic(names, objective, says_slot)
        if text is not None:
            measured = names[text] in _MEASURES and not says_slot
            texts = [Column(text, ("kpi" if objective is None else "key_result") if measured else None)]
            only_named = objective is not None and names[objective] == "parent objective"
            objective = None if says_slot or only_named or text == objective else objective
    if objective is not None and not texts:
        texts = [Column(at, "key_result") for at, name in enumerate(names) if is_period(name)]
    return Columns(tuple(_with_figures(header, names, texts)), objective)


def _with_targets(names: list[str]) -> list[str]:
    """The names, where a goal behind a measure or a key result is called what it is: how far that goes."""
    measure = first_of(names, ("key result", "key results", "kr", "krs", "kpi", "kpis", *_MEASURES))
    if measure is None or "goal" not in names[measure:]:
        return names
    goal = names.index("goal", measure)
    return [*names[:goal], "target", *names[goal + 1 :]]


def _by_slot(names: list[str], objective: int | None) -> list[Column]:
    """The columns whose names say what each goal in them is; a number of one beside its title is none."""
    found: list[tuple[int, str, re.Match[str]]] = []
    for at, name in enumerate(names):
        match = _BY_SLOT.fullmatch(name)
        if match:
            word = match["word"]
            found.append((at, SLOT_OF_WORD["actions" if "action" in word else word], match))
    titled = first_of(names, _GENERIC) is not None
    short = [each for each in found if each[2]["word"] in {"kr", "krs", "kpi", "kpis"} and not each[2]["more"]]
    named = [each for each in found if not (titled and each in short and not each[2]["number"])]
    results = [each for each in named if each[1] == "key_result"] or [each for each in named if each[1] == "kpi"]
    work = [each for each in named if each[1] == "task"]
    if not results and objective is None:  # a list of tasks alone is none of goals, one of initiatives may be
        work = [each for each in work if each[2]["word"].startswith("initiative")]
    return [Column(at, slot) for at, slot, _ in sorted([*results, *work], key=lambda each: each[0])]


def _generic(names: list[str], objective: int | None, says_slot: bool) -> int | None:
    """The column of texts that may be of anything; beside an objective, a description is of that one."""
    not_wanted = set() if objective is None else {"goal"} - {names[objective]}
    if objective is not None and not says_slot:
        not_wanted.add("description")
    return first_of(names, (name for name in (*_GENERIC, *_LAST) if name not in not_wanted))


def _with_figures(header: Sequence[str], names: list[str], texts: list[Column]) -> list[Column]:
    """The columns with those of their figures: all where one holds goals, else those up to the next one."""
    taken = {column.at for column in texts}
    many = [column.at for column in texts if column.slot != "task"]
    fields = [
        (at, header[at] if figure_named(plain_name(header[at])) else "metric" if name == "kpi" else name)
        for at, name in enumerate(names)
        if at not in taken and (name == "kpi" or figure_named(name))
    ]
    if not any(figure_named(plain_name(name)) == "target" for _, name in fields):
        fields += [(at, "target") for at, name in enumerate(names) if at not in taken and is_period(name)]
    found = []
    for column in texts:
        end = next((at for at in many if at > column.at), len(names))
        start = column.at if len(many) > 1 else -1
        mine = [(name, at) for at, name in fields if column.slot != "task" and start < at and (start < 0 or at < end)]
        found.append(replace(column, figures=tuple(mine[:_MOST_FIGURES])))
    return found
