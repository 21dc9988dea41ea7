"""Filters that tables share: typed texts become conditions. ``at`` is the path from a row to its objective."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.explorer.rules.typed import Span, Unreadable, read_choices, read_day, read_span, read_whole
from headway.explorer.scope import Scope
from headway.explorer.tables.table import Filter
from headway.people.models import Unit, UnitKind


def within(path: str, span: Span[Any]) -> Q:
    """Values of ``path`` inside a span, both ends included."""
    found = Q(**{f"{path}__gte": span.low}) if span.low is not None else Q()
    return found & Q(**{f"{path}__lte": span.high}) if span.high is not None else found


def whole_filter(name: str, label: Any, path: str, hint: Any, unit: str = "", factor: int = 1) -> Filter:
    """A range of whole numbers; ``factor`` scales what is typed to what is stored, ``none`` finds what is missing."""

    def read(scope: Scope, text: str) -> Q:
        if text == "none":
            return Q(**{f"{path}__isnull": True})
        span = read_span(text, lambda end: read_whole(end, unit) * factor)
        return within(path, span)

    return Filter(name, label, read, hint)


def day_filter(name: str, label: Any, path: str) -> Filter:
    """A range of dates."""
    hint = gettext_lazy("such as ..2026-11-30 or today..today+14")
    return Filter(name, label, lambda scope, text: within(path, _days(scope, text)), hint)


def heard_filter(path: str) -> Filter:
    """When somebody was last heard, in days of the workspace; ``never`` finds the silent."""

    def read(scope: Scope, text: str) -> Q:
        if text.lower() == "never":
            return Q(**{f"{path}__isnull": True})
        days = _days(scope, text)
        found = Q(**{f"{path}__gte": begin_of(scope, days.low)}) if days.low else Q()
        return found & Q(**{f"{path}__lt": begin_of(scope, days.high + timedelta(days=1))}) if days.high else found

    return Filter("heard", gettext_lazy("Heard"), read, gettext_lazy("such as ..today-7, today-7.., or never"))


def begin_of(scope: Scope, day: date) -> datetime:
    """Midnight on the workspace's clock."""
    return datetime.combine(day, datetime.min.time(), scope.caller.workspace.zone)


def _days(scope: Scope, text: str) -> Span[date]:
    return read_span(text, lambda end: read_day(end, scope.caller.today))


def choice_filter(name: str, label: Any, path: str, choices: list[tuple[str, Any]]) -> Filter:
    """One or several words of a fixed set."""
    words = tuple(value for value, _label in choices)
    return Filter(
        name, label, lambda scope, text: Q(**{f"{path}__in": read_choices(text, words)}), choices=lambda scope: choices
    )


def unit_filter(at: str) -> Filter:
    """A unit by its key or name, with all below it unless the question says otherwise; ``mine`` are one's own."""

    def read(scope: Scope, text: str) -> Q:
        if text == "mine":
            return in_my_units(scope, at)
        found: set[int] = set()
        for word in text.split(","):
            called = scope.units_called(word)
            if not called:
                raise Unreadable(f"There is no unit “{word}”: write the key or the name of one, or “mine”.")
            if len(called) > 1:
                names = ", ".join(f"{unit.name} ({unit.key})" for unit in called[:4])
                raise Unreadable(f"“{word}” fits {len(called)} units, among them {names}: write the key of one.")
            found.add(called[0].pk)
        return Q(**{f"{at}unit_id__in": scope.with_below(found) if scope.below else found})

    def offer(scope: Scope) -> list[tuple[str, Any]]:
        return [("mine", _("My teams")), *((unit.key, unit.name) for unit in scope.units)]

    return Filter("unit", gettext_lazy("Unit"), read, gettext_lazy("a name or a key, or mine"), offer)


def in_my_units(scope: Scope, at: str) -> Q:
    """Rows of the units that the caller is a member of, or leads, with what lies below those they lead."""
    joined = Unit.members.through.objects.filter(person_id=scope.caller.person_id).values("unit_id")
    return Q(**{f"{at}unit_id__in": joined}) | Q(**{f"{at}unit_id__in": scope.led})


def owner_filter(path: str) -> Filter:
    """An owner by key or part of the name; ``me``; ``left`` finds what belongs to somebody who is gone."""

    def read(scope: Scope, text: str) -> Q:
        if text == "me":
            return Q(**{f"{path}_id": scope.caller.person_id})
        if text == "left":
            return Q(**{f"{path}__left_at__isnull": False})
        return Q(**{f"{path}__key__iexact": text}) | Q(**{f"{path}__name__icontains": text})

    return Filter("owner", gettext_lazy("Owner"), read, gettext_lazy("a name or a key, me, or left"))


def words_filter(*paths: str, keys: tuple[str, ...] = ("key",)) -> Filter:
    """Every word is somewhere in the texts, or is a key."""

    def read(scope: Scope, text: str) -> Q:
        found = Q()
        for word in text.split()[:8]:
            one = Q()
            for path in paths:
                one |= Q(**{f"{path}__icontains": word})
            for path in keys:
                one |= Q(**{f"{path}__iexact": word})
            found &= one
        return found

    return Filter("words", gettext_lazy("Words"), read)


def theme_filter(at: str) -> Filter:
    """A theme by its key or title; ``none`` finds what is under no theme."""

    def read(scope: Scope, text: str) -> Q:
        if text == "none":
            return Q(**{f"{at}theme__isnull": True})
        words = [word.strip().casefold() for word in text.split(",")]
        found = [one.pk for one in scope.theme_names if {one.key.casefold(), one.name.casefold()} & set(words)]
        if not found:
            raise Unreadable(f"There is no theme “{text}”: write the key or the title of one, or “none”.")
        return Q(**{f"{at}theme_id__in": found})

    def offer(scope: Scope) -> list[tuple[str, Any]]:
        found = [(theme.key, theme.name) for theme in scope.theme_names]
        return [*found, ("none", _("No theme"))] if found else []

    return Filter("theme", gettext_lazy("Theme"), read, gettext_lazy("a title or a key, or none"), offer)


def tags_filter(path: str) -> Filter:
    """Every tag that is named."""

    def read(scope: Scope, text: str) -> Q:
        found = Q()
        for tag in text.split(","):
            found &= Q(**{f"{path}__contains": f",{tag.strip().lstrip('#').casefold()},"})
        return found

    return Filter("tags", gettext_lazy("Tags"), read, gettext_lazy("one or several, with commas"))


def level_filter(at: str) -> Filter:
    """Company, department or team by the unit; individual where it is one person's."""
    choices = [*UnitKind.choices, ("individual", gettext_lazy("Individual"))]

    def read(scope: Scope, text: str) -> Q:
        wanted = read_choices(text, tuple(value for value, _label in choices))
        found = Q(**{f"{at}unit__kind__in": wanted, f"{at}individual": False})
        return found | Q(**{f"{at}individual": True}) if "individual" in wanted else found

    return Filter("level", gettext_lazy("Level"), read, choices=lambda scope: choices)


def yes_filter(name: str, label: Any, yes: Q) -> Filter:
    """yes or no."""
    choices = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

    def read(scope: Scope, text: str) -> Q:
        wanted = set(read_choices(text, ("yes", "no")))
        return Q() if len(wanted) == 2 else yes if "yes" in wanted else ~yes

    return Filter(name, label, read, choices=lambda scope: choices)


def in_cycle(at: str) -> Callable[[Scope, str], Q]:
    """The condition for the cycles that a text names: the running one if it is empty, none for ``all``, and the
    ideas outside any cycle for ``backlog``."""

    def read(scope: Scope, text: str) -> Q:
        if text == "all":
            return Q(**{f"{at}cycle__isnull": False})
        if text == "backlog":
            return Q(**{f"{at}cycle__isnull": True})
        if not text:
            return Q(**{f"{at}cycle": scope.cycle}) if scope.cycle else Q(**{f"{at}cycle__isnull": False})
        wanted = {word.strip().upper() for word in text.split(",")}
        found = [cycle for cycle in scope.cycles if cycle.key.upper() in wanted or cycle.name.upper() in wanted]
        if not found:
            raise Unreadable(
                f"There is no cycle “{text}”: write the key of one, several with commas, “all”, or “backlog”."
            )
        return Q(**{f"{at}cycle__in": found})

    return read
