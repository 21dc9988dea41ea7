"""Misuse patterns in sets of goals and over time: one module each, found by walking this package.

A module is a pattern when it defines CODE, TITLE, WHAT, WHY, REWRITE, EXAMPLES and `find(snapshot)`, which yields
`Seen`. ALONE says that one objective with its key results is enough to judge it, so that it can be asked for when
the objective is set; IN_FILES that a file of goals tells all of that. Adding a pattern is adding a file.
"""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from ..found import Found, SetPattern
from ..snapshot import Snapshot

GRAVITY = {"error": 0, "warning": 1, "hint": 2}


@cache
def all_set_patterns() -> tuple[SetPattern, ...]:
    """Every pattern of this package, by its code."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    modules.sort(key=lambda module: module.CODE)
    return tuple(_pattern(module) for module in modules)


def _pattern(m: Any) -> SetPattern:
    needs = {"alone": getattr(m, "ALONE", False), "in_files": getattr(m, "IN_FILES", False)}
    return SetPattern(m.CODE, m.TITLE, m.WHAT, m.WHY, m.REWRITE, m.EXAMPLES, m.find, **needs)


def look(snapshot: Snapshot) -> list[Found]:
    """Everything the patterns find in a workspace, the gravest first, then by pattern and subject."""
    found = [
        Found(each.code, seen.level, seen.unit, seen.subjects, seen.evidence, each.why, seen.rewrite, seen.basis)
        for each in all_set_patterns()
        for seen in each.find(snapshot)
    ]
    return sorted(found, key=lambda one: (GRAVITY[one.level], one.code, one.subjects))
