"""The page of a table: its tabs, filters, heads and rows, ready for the template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from headway.explorer.ask import Ask
from headway.explorer.lines import Lines
from headway.explorer.models import View
from headway.explorer.rows import Question, counts_of, page_of, tallies_of
from headway.explorer.rules.typed import Unreadable, read_day
from headway.explorer.scope import Scope
from headway.explorer.setting import Setter
from headway.explorer.tables.table import Field, Table
from headway.okrs.rules.status import SEVERITY
from headway.ui import dates
from headway.ui.words import word_of

MOST_OFFERED = 150
"""A longer choice is typed instead of picked: a thousand options make a page slow to load and to use."""
FIRST = ("unit", "status")
"""Filters that are always in view; the others wait behind *More*."""


@dataclass
class Sheet:
    """The rows of a page in groups, with what heads them."""

    heads: list[dict[str, Any]]
    groups: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    next: str = ""

    @property
    def width(self) -> int:
        """How many columns there are beside the titles."""
        return len(self.heads)

    @property
    def tally_span(self) -> int:
        return self.width - self.width // 2

    @property
    def name_span(self) -> int:
        """How many columns the name of a group may take; its tally takes the rest."""
        return 1 + self.width // 2


def sheet_of(question: Question, base: str, picks: bool = False) -> Sheet:
    """One page of a question: five statements, whatever its length. ``picks`` has a box to choose each row."""
    rows, following = page_of(question)
    counts = counts_of(question)
    tallies = tallies_of(question, rows)
    lines = Lines(question.fields, Setter(question.scope.caller, question.since), picks)
    heads = [_head(question, one, base) for one in question.fields]
    groups = list(_grouped(question, rows, tallies, lines, base))
    return Sheet(heads, groups, counts, following)


def _head(question: Question, one: Field, base: str) -> dict[str, Any]:
    """A column's head: pressing it sorts, pressing it again turns the order round."""
    sort, ask = question.ask.sort, question.ask
    sorted_by = sort.removeprefix("-") == one.name
    falls = sort.startswith("-")
    nxt = f"-{one.name}" if (sorted_by and not falls) or (not sorted_by and one.falling) else one.name
    return {
        "label": one.short or one.label,
        "title": one.label if one.short else "",
        "css": " ".join(word for word in one.css.split() if word in {"r", "hide-s"}),
        "url": f"{base}?{ask.text(sort=nxt)}" if one.order else "",
        "sorted": ("descending" if falls else "ascending") if sorted_by and sort else "",
    }


def _grouped(
    question: Question, rows: Sequence[dict[str, Any]], tallies: Mapping[Any, Any], lines: Lines, base: str
) -> Iterator[dict[str, Any]]:
    group, name = question.group, question.group.by.rpartition("__")[2]
    for value, some in groupby(rows, key=lambda row: row[name] if name else None):
        mine = list(some)
        tally = tallies.get(value, {})
        yield {
            "name": group.title(lines.setter, mine[0]) or _("None") if name else "",
            "url": f"{base}?{question.ask.text(**group.link(mine[0]), group='none')}" if name else "",
            "count": question.table.words(sum(tally.values())) if name else "",
            "tally": [
                (word, n, str(word_of(word)).lower())
                for word, n in sorted(tally.items(), key=lambda pair: (SEVERITY.get(pair[0], 9), pair[0]))
            ],
            "rows": mine,
            "lines": lines.set(mine),
        }


def tabs_of(
    table: Table, ask: Ask, scope: Scope, counts: Mapping[str, int], views: Sequence[View], base: str
) -> list[dict[str, Any]]:
    """All, then each preset that finds something (and the chosen one), then saved views."""
    chosen = ask.given.get("is", "")
    kept = Ask(given={n: t for n, t in ask.given.items() if n != "is"}, group=ask.group, columns=ask.columns)
    tabs: list[dict[str, Any]] = [
        {"name": _all(table, ask, scope), "url": f"{base}?{kept.text()}", "count": counts.get("total"),
         "current": not chosen and not ask.view}
    ]  # fmt: skip
    for name, flag in table.flags.items():
        count = counts.get(f"is_{name}", 0)
        current = chosen == name and not ask.view
        if count or current:
            url = f"{base}?{kept.text(**{'is': name})}"
            tabs.append({"name": flag.label, "url": url, "count": count, "current": current})
    for view in views:
        url = f"{base}?view={view.key}"
        tabs.append({"name": view.name, "url": url, "count": None, "current": ask.view == view.key})
    return tabs


def quiet_tabs_of(table: Table, ask: Ask, counts: Mapping[str, int], base: str) -> list[dict[str, Any]]:
    """The presets that find nothing now: they have no tab, and are still to be found."""
    kept = ask.without("is")
    return [
        {"name": flag.label, "url": f"{base}?{kept.text(**{'is': name})}"}
        for name, flag in table.flags.items()
        if not counts.get(f"is_{name}") and (ask.view or ask.given.get("is") != name)
    ]


def comparisons_of(table: Table, ask: Ask, scope: Scope, base: str) -> list[dict[str, Any]]:
    """The days that a list is often compared with: the same list beside how it stood then."""
    if not table.compared:
        return []
    days: list[tuple[Any, str]] = [(_("a week ago"), "today-7"), (_("a month ago"), "today-30")]
    if table.in_cycle and scope.cycle and scope.cycle.start < scope.caller.today:
        days.append((_("the first day of %(cycle)s") % {"cycle": scope.cycle.name}, scope.cycle.start.isoformat()))
    return [{"name": name, "url": f"{base}?{ask.text(since=day)}", "current": ask.since == day} for name, day in days]


def _all(table: Table, ask: Ask, scope: Scope) -> str:
    if table.in_cycle is None:
        return _("All")
    text = ask.given.get("cycle", "")
    if not text:
        return scope.cycle.name if scope.cycle else _("All")
    if text == "backlog":
        return _("Backlog of ideas")
    named = [cycle.name for cycle in scope.cycles if cycle.key in text.split(",")]
    return ", ".join(named) or _("Every cycle")


def filters_of(table: Table, ask: Ask, scope: Scope) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The filters that are in view, and the others: each with its choices, or a field to type in."""
    shown = [_filter(table, name, ask, scope) for name in table.filters if name != "words"]
    return [one for one in shown if one["name"] in FIRST], [one for one in shown if one["name"] not in FIRST]


def _filter(table: Table, name: str, ask: Ask, scope: Scope) -> dict[str, Any]:
    one, value = table.filters[name], ask.given.get(name, "")
    choices = one.choices(scope) if one.choices else []
    if len(choices) > MOST_OFFERED:
        choices = []
    if choices and value and value not in {key for key, _label in choices}:
        labels = dict(choices)
        choices = [(value, ", ".join(str(labels.get(word, word)) for word in value.split(","))), *choices]
    return {"name": name, "label": one.label, "value": value, "choices": choices, "hint": one.hint}


def chips_of(table: Table, ask: Ask, scope: Scope, base: str) -> list[dict[str, str]]:
    """The filters behind *More* that are in force, each with the address that lifts it."""
    found = []
    for name, text in ask.given.items():
        if name in table.filters and name not in {*FIRST, "words"}:
            choices = table.filters[name].choices
            labels = dict(choices(scope)) if choices else {}
            said = ", ".join(str(labels.get(word, word)) for word in text.split(","))
            found.append({"name": f"{table.filters[name].label}: {said}", "url": f"{base}?{ask.text(**{name: ''})}"})
    if ask.since:
        day = _day_said(ask.since, scope.caller.today)
        found.append({"name": _("Compared with %(day)s") % {"day": day}, "url": f"{base}?{ask.text(since='')}"})
    return found


def _day_said(text: str, today: date) -> str:
    try:
        return dates.day(read_day(text, today), today)
    except Unreadable:
        return text  # why it cannot be read, the list says


def columns_of(table: Table, ask: Ask) -> list[dict[str, Any]]:
    """Every column that may be shown, and whether it is."""
    chosen = table.columns_for(ask)
    return [
        {"name": one.name, "label": one.label, "shown": one.name in chosen}
        for one in table.fields.values()
        if one.name not in table.always
    ]


def sorts_of(table: Table) -> list[tuple[str, Any]]:
    """The orders that a person may choose by name."""
    return [(one.name, one.label) for one in table.fields.values() if one.order]
