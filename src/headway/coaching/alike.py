"""The doubtful KPIs of one page, gathered by what speaks against them, so that it is said once for all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from headway.coach.audit import Reason
from headway.coaching.auditing import Case


@dataclass(frozen=True)
class Alone:
    """One KPI: what is said of it alone, and whether the reader may decide on it."""

    case: Case
    reasons: tuple[Reason, ...]
    may: bool


@dataclass(frozen=True)
class Alike:
    """KPIs that the same things speak against: what is said of all of them, with what to do, then each."""

    suggestion: str
    common: tuple[Reason, ...]
    advice: tuple[str, ...]  # what to do about what is said of each alone
    kpis: tuple[Alone, ...]


def alike(rows: Iterable[tuple[Case, bool]]) -> Iterator[Alike]:
    """``rows`` in their order, which keeps those with the same reasons together (see :func:`cases`)."""
    for _codes, found in groupby(rows, key=lambda row: row[0].codes):
        yield _gathered(list(found))


def _gathered(rows: list[tuple[Case, bool]]) -> Alike:
    first = rows[0][0]
    common = tuple(one for one in first.reasons if all(one in case.reasons for case, _may in rows))
    advice = tuple(one.next_step for one in first.reasons if one not in common)
    return Alike(first.suggestion, common, advice, tuple(_alone(case, common, may) for case, may in rows))


def _alone(case: Case, common: tuple[Reason, ...], may: bool) -> Alone:
    return Alone(case, tuple(one for one in case.reasons if one not in common), may)
