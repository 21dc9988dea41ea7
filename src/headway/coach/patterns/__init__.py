"""Misuse patterns in one statement: one module each, found by walking this package.

A module is a pattern when it defines CODE, TITLE, WHAT, WHY, REWRITE, EXAMPLES and `find(statement)`.
One that the second reader was taught also defines `told(statement)`. Adding a pattern is adding a file.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from ..finding import Pattern


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Every pattern of this package, in the order of its ORDER and then its code."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    modules.sort(key=lambda module: (getattr(module, "ORDER", 99), module.CODE))
    return tuple(map(_pattern_of, modules))


def _pattern_of(module: ModuleType) -> Pattern:
    told = getattr(module, "told", None)
    return Pattern(
        module.CODE, module.TITLE, module.WHAT, module.WHY, module.REWRITE, module.EXAMPLES, module.find, told
    )


def pattern(code: str) -> Pattern:
    """The pattern called `code`; KeyError names the codes there are."""
    known = {each.code: each for each in all_patterns()}
    if code not in known:
        raise KeyError(f"There is no pattern {code!r}. The patterns are: {', '.join(known)}.")
    return known[code]
