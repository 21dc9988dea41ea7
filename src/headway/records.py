"""TOML tables become frozen dataclasses, strictly: a slip in a data file is an error with its place."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources.abc import Traversable
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class RecordError(ValueError):
    """A data file says something its record does not know, in one whole sentence."""


def read_toml(path: Traversable) -> dict[str, Any]:
    """Return the tables of one TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def record(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Build the dataclass `kind` from a table; raise RecordError for an unknown, missing or ill-typed key."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    _refuse(sorted(set(table) - set(known)), where, "does not belong there: remove it or correct its name")
    _refuse([n for n, f in known.items() if _required(f) and n not in table], where, "is missing: add it")
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value, f"{where}, {name}") for name, value in table.items()})


def records(kind: type[T], tables: list[dict[str, Any]], where: str) -> tuple[T, ...]:
    """Build one record a table; `where` names the file and is completed by the table's slug or number."""
    return tuple(record(kind, t, f"{where}, {t.get('slug', n)}") for n, t in enumerate(tables, 1))


def _required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _refuse(names: list[str], where: str, why: str) -> None:
    if names:
        raise RecordError(f"In {where}, the key {names[0]!r} {why}.")


def _value(kind: Any, value: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin is UnionType:
        return _value(get_args(kind)[0], value, where)
    if origin is tuple:
        _check(isinstance(value, list), where, value, "a list")
        return tuple(_value(get_args(kind)[0], item, where) for item in value)
    if origin is Literal:
        _check(value in get_args(kind), where, value, "one of " + ", ".join(map(str, get_args(kind))))
        return value
    if kind is Decimal:
        return _decimal(value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return record(kind, value, where)
    _check(type(value) is kind, where, value, f"of type {kind.__name__}")
    return value


def _decimal(value: Any, where: str) -> Decimal:
    _check(isinstance(value, str), where, value, 'a decimal number in quotes, such as "12.5"')
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    _check(number.is_finite(), where, value, 'a decimal number in quotes, such as "12.5"')
    return number


def _check(holds: bool, where: str, value: Any, wanted: str) -> None:
    if not holds:
        raise RecordError(f"In {where}, {value!r} cannot stand: it must be {wanted}.")
