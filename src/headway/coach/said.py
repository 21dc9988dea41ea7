"""Sentences that remember how they were made, so that whoever shows them can tell them in another language.

The coach needs no framework and speaks English. Each of its sentences is a string as any other, and also knows its
template and what was put into it; `in_words` tells it again with the translations it is given. Translators find the
templates as everywhere, by the name `_` (and `ngettext`, where a number decides).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Translate = Callable[[str], str]
TranslateMany = Callable[[str, str, int], str]


class Said(str):
    """A sentence in English with its `template`, the template of `many` where `n` decides, and its `values`."""

    template: str
    many: str
    n: int
    values: dict[str, Any]
    stripped: bool

    def format(self, *_: object, **values: Any) -> Said:
        """The sentence with `values` put in."""
        return _made(self.template, self.many, self.n, {"n": self.n} | values, self.stripped)

    def strip(self, chars: str | None = None, /) -> Said:
        """The sentence without blanks around it, in whatever language."""
        return _made(self.template, self.many, self.n, self.values, True)


def _(template: str) -> Said:
    """A sentence that can be translated."""
    return _made(template, "", 1, {}, False)


def ngettext(one: str, many: str, n: int) -> Said:
    """A sentence that can be translated, with other words for one than for many; `format` puts `n` in too."""
    return _made(one, many, n, {}, False)


def in_words(text: str, translate: Translate, translate_many: TranslateMany) -> str:
    """`text` translated, with all that was put into it; what is no sentence of the coach stays as it is.

    >>> german = {"{who} waits": "{who} wartet", "Nobody": "Niemand"}
    >>> in_words(_("{who} waits").format(who=_("Nobody")), german.__getitem__, max)
    'Niemand wartet'
    """
    if not isinstance(text, Said):
        return text
    template = translate_many(text.template, text.many, text.n) if text.many else translate(text.template)
    values = {name: in_words(value, translate, translate_many) for name, value in text.values.items()}
    words = template.format(**values) if values else template
    return words.strip() if text.stripped else words


def _made(template: str, many: str, n: int, values: dict[str, Any], stripped: bool) -> Said:
    chosen = many if many and n != 1 else template
    words = chosen.format(**values) if values else chosen
    made = Said(words.strip() if stripped else words)
    made.template, made.many, made.n, made.values, made.stripped = template, many, n, values, stripped
    return made
