"""Misuse patterns in one statement: one module each, found by walking this package.

A module is a pattern when it defines CODE, TITLE, WHAT, WHY, REWRITE, EXAMPLES and `find(statement)`.
Adding a pattern is adding a file.
"""

import pkgutil
from functools import cache
from importlib import import_module

from ..finding import Pattern


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Every pattern of this package, in the order of its ORDER and then its code."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    modules.sort(key=lambda module: (getattr(module, "ORDER", 99), module.CODE))
    return tuple(Pattern(m.CODE, m.TITLE, m.WHAT, m.WHY, m.REWRITE, m.EXAMPLES, m.find) for m in modules)


def pattern(code: str) -> Pattern:
    """The pattern called `code`; KeyError names the codes there are."""
    known = {each.code: each for each in all_patterns()}
    if code not in known:
        raise KeyError(f"There is no pattern {code!r}. The patterns are: {', '.join(known)}.")
    return known[code]
