"""Patterns of numbers and of time: one world that each is in, and worlds that differ from it in one fact."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from headway.coach.set_patterns import look
from headway.coach.snapshot import Amendment, Initiative, KeyResult, Kpi, Objective, Snapshot

TODAY = date(2026, 11, 16)
GOAL = Objective("O-1", "Tenants feel at home", unit="U-2", parents=("O-9",))
ABOVE, LOOSE = Objective("O-9", "Homes people love", unit="U-1"), replace(GOAL, parents=())
ROW = KeyResult("KR-1", "Repairs done within a week", baseline=40, target=70)


def codes(world):
    return {found.code for found in look(world)}


def rows(n, **facts):
    return tuple(replace(ROW, key=f"KR-{at}", title=f"Result {chr(65 + at)}", **facts) for at in range(n))


def on_kpis(n):
    return tuple(replace(ROW, key=f"R{at}", metric=f"K-{at}") for at in range(n))


def kpis(n, **facts):
    return tuple(Kpi(f"K-{at}", f"Number {chr(65 + at)}", **({"unit": "U-2"} | facts)) for at in range(n))


def world(**more):
    return Snapshot(**({"objectives": (GOAL,), "key_results": (ROW,)} | more))


def graded(*grades):
    return Snapshot(
        objectives=tuple(
            Objective(f"O-{at}", f"Goal {chr(65 + at)}", cycle="C-1", grade=grade, closed=True, unit="U-2")
            for at, grade in enumerate(grades)
        )
    )


WITH_WORK = (Initiative("I-1", "Second van", key_result="KR-1"),)


@pytest.mark.parametrize(
    ("code", "found", "others"),
    [
        ("no_work", world(), [
            world(initiatives=WITH_WORK),
            world(initiatives=(Initiative("I-1", "Second van"),)),
            world(key_results=(replace(ROW, start=TODAY - timedelta(days=10)),)),
            world(key_results=(replace(ROW, made=TODAY - timedelta(days=1)),)),
            world(key_results=(replace(ROW, progress=1.0),)),
        ]),
        ("work_for_nothing", world(initiatives=(Initiative("I-1", "Second van"),)), [
            world(initiatives=WITH_WORK),
            world(initiatives=(Initiative("I-1", "Second van", done=True),)),
            world(initiatives=(Initiative("I-1", "Second van"),), key_results=()),
        ]),
        ("check_ins_stopped", world(key_results=(replace(ROW, heard=TODAY - timedelta(days=30)),)), [
            world(key_results=(replace(ROW, heard=TODAY - timedelta(days=20)),)),
            world(key_results=(replace(ROW, heard=TODAY - timedelta(days=30), progress=1.0),)),
            world(key_results=(replace(ROW, heard=TODAY - timedelta(days=30), metric="K-1"),)),
            world(key_results=(replace(ROW, heard=TODAY - timedelta(days=30)),), check_in_weeks=2),
            world(key_results=(replace(ROW, made=TODAY - timedelta(days=3)),)),
        ]),
        ("late_target", world(amendments=(Amendment("AM-1", "KR-1", 70, 55, date(2026, 11, 30)),)), [
            world(amendments=(Amendment("AM-1", "KR-1", 70, 55, date(2026, 10, 20)),)),
            world(amendments=(Amendment("AM-1", "KR-1", 70, 85, date(2026, 11, 30)),)),
            world(amendments=(Amendment("AM-1", "KR-1", 70, 55, date(2026, 11, 30)),),
                  objectives=(replace(GOAL, closed=True),)),
        ]),
        ("watermelon", world(key_results=(replace(ROW, status="at_risk", hand_status="on_track"),)), [
            world(key_results=(replace(ROW, status="on_track", hand_status="on_track"),)),
            world(key_results=(replace(ROW, status="at_risk", hand_status="off_track"),)),
            world(key_results=(replace(ROW, status="at_risk"),)),
            world(key_results=(replace(ROW, status="unknown", hand_status="on_track"),)),
        ]),
        ("every_kpi_a_kr", world(kpis=kpis(3), key_results=on_kpis(3)), [
            world(kpis=kpis(4), key_results=on_kpis(3)),
            world(kpis=kpis(2), key_results=on_kpis(2)),
            world(kpis=kpis(3), key_results=on_kpis(3), objectives=(replace(GOAL, closed=True),)),
        ]),
        ("all_green", Snapshot(kpis=kpis(3)), [
            Snapshot(kpis=(*kpis(3)[:2], replace(kpis(3)[2], state="amber"))),
            Snapshot(kpis=(*kpis(3)[:2], replace(kpis(3)[2], state="stale"))),
            Snapshot(kpis=kpis(2)),
            Snapshot(kpis=kpis(3), objectives=(GOAL,)),
        ]),
        ("only_kpis", Snapshot(kpis=kpis(2), objectives=(replace(GOAL, unit="U-3"),)), [
            Snapshot(kpis=kpis(2), objectives=(GOAL,)),
            Snapshot(kpis=kpis(2)),
            Snapshot(kpis=kpis(1), objectives=(replace(GOAL, unit="U-3"),)),
        ]),
        ("only_okrs", world(kpis=kpis(2, unit="U-3")), [
            world(kpis=kpis(2)),
            world(kpis=kpis(2, unit="U-3"), key_results=(replace(ROW, metric="K-1"),)),
            world(kpis=kpis(2, unit="U-3"), objectives=(replace(GOAL, guardrails=("K-1",)),)),
            world(),
        ]),
        ("okrs_before_kpis", world(), [world(kpis=kpis(1)), Snapshot()]),
        ("always_one", graded(1.0, 1.0, 1.0, 1.0), [
            graded(1.0, 1.0), graded(1.0, 0.7, 1.0, 1.0), graded(0.8, 0.9, 0.8),
        ]),
        ("always_low", graded(0.1, 0.3, 0.2, 0.3), [
            graded(0.1, 0.2), graded(0.1, 0.5, 0.2, 0.3), graded(0.4, 0.4, 0.4),
        ]),
        ("some_progress", world(key_results=rows(5, progress=0.4), today=date(2026, 12, 10)), [
            world(key_results=rows(5, progress=0.4), today=date(2026, 10, 20)),
            world(key_results=(*rows(3, progress=1.0), *rows(5, progress=0.4)[3:]), today=date(2026, 12, 10)),
            world(key_results=rows(5, progress=0.0), today=date(2026, 12, 10)),
            world(key_results=rows(3, progress=0.4), today=date(2026, 12, 10)),
        ]),
        ("unaligned", Snapshot(objectives=(ABOVE, LOOSE)), [
            Snapshot(objectives=(ABOVE, GOAL)),
            Snapshot(objectives=(LOOSE,)),
            Snapshot(objectives=(replace(ABOVE, unit="U-3"), LOOSE)),
            Snapshot(objectives=(replace(ABOVE, closed=True), LOOSE)),
        ]),
        ("too_many_key_results", world(key_results=rows(5)), [world(key_results=rows(4)), world(key_results=rows(2))]),
        ("too_few_key_results", world(), [world(key_results=rows(2))]),
        ("too_many_kpis", world(kpis=kpis(11)), [
            world(kpis=kpis(10)), world(kpis=(*kpis(10), Kpi("K-99", "Rent", unit="U-3"))),
        ]),
    ],
)  # fmt: skip
def test_a_pattern_is_where_it_is_and_not_where_one_fact_differs(code, found, others):
    assert code in codes(found)
    for at, other in enumerate(others):
        assert code not in codes(other), f"near miss {at}"
