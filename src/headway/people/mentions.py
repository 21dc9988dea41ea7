"""Mentions in plain text: ``@Ruth Adeyemi``, or ``@Ruth`` where only one person has that first name."""

import re
from collections.abc import Callable, Iterable, Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from headway.people.models import Person


def names_of(people: Iterable[Person]) -> dict[str, Person]:
    """Every name, in lower case, by which exactly one of ``people`` can be called."""
    everybody = list(people)
    found: dict[str, Person] = {}
    for call in (_first, _full):
        called = [call(person) for person in everybody]
        found.update({name: who for name, who in zip(called, everybody, strict=True) if called.count(name) == 1})
    return found


def mentioned_in(text: str, people: Iterable[Person]) -> list[Person]:
    """Who of ``people`` is named in ``text``, in the order of their first mention."""
    names = names_of(people)
    found = [names[match[1].casefold()] for match in _pattern(names).finditer(text)] if names else []
    return list(dict.fromkeys(found))


def with_links(text: str, people: Sequence[Person], path: Callable[[Person], str]) -> SafeString:
    """The text escaped, its lines kept, and each mention of one of ``people`` a link to them."""
    names = names_of(people)
    pieces = _pattern(names).split(text) if names else [text]
    shown = [
        format_html('<a href="{}">@{}</a>', path(names[piece.casefold()]), piece) if at % 2 else _lines(piece)
        for at, piece in enumerate(pieces)
    ]
    return mark_safe("".join(shown))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _lines(text: str) -> SafeString:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return mark_safe("<br>".join(conditional_escape(line) for line in lines))


def _first(person: Person) -> str:
    return person.name.split()[0].casefold()


def _full(person: Person) -> str:
    return person.name.casefold()
