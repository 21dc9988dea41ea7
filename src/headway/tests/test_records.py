"""A slip in a data file is refused in a sentence that names its place."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pytest

from headway.records import RecordError, record, records


@dataclass(frozen=True)
class Inner:
    value: Decimal


@dataclass(frozen=True)
class Sample:
    slug: str
    kind: Literal["a", "b"] = "a"
    count: int = 0
    limit: Decimal | None = None
    parts: tuple[Inner, ...] = ()


def test_a_table_becomes_a_record() -> None:
    table = {"slug": "x", "kind": "b", "limit": "1.50", "parts": [{"value": "2"}]}
    assert record(Sample, table, "f") == Sample("x", "b", 0, Decimal("1.50"), (Inner(Decimal(2)),))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "'slug' is missing"),
        ({"slug": "x", "colour": 1}, "'colour' does not belong there"),
        ({"slug": "x", "kind": "c"}, "must be one of a, b"),
        ({"slug": "x", "count": True}, "must be of type int"),
        ({"slug": "x", "limit": 1.5}, "must be a decimal number in quotes"),
        ({"slug": "x", "limit": "NaN"}, "must be a decimal number in quotes"),
        ({"slug": "x", "limit": "1,5"}, "must be a decimal number in quotes"),
        ({"slug": "x", "parts": "y"}, "must be a list"),
        ({"slug": "x", "parts": [{"value": "2", "more": 1}]}, "'more' does not belong there"),
    ],
)
def test_a_slip_is_refused(table: dict[str, object], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        record(Sample, table, "f")


def test_the_place_is_named() -> None:
    with pytest.raises(RecordError, match=r"In file\.toml, second,"):
        records(Sample, [{"slug": "first"}, {"slug": "second", "kind": "z"}], "file.toml")
