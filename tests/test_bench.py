"""The frame of the benches judges rightly, and times fairly."""

import math
from threading import Barrier

import pytest

from bench import __main__ as main
from bench import frame
from bench.bench_coach import reworded
from bench.frame import Measure
from bench.table import judge, print_table


@pytest.mark.parametrize(
    ("measure", "slack", "holds"),
    [
        (Measure("a time", 30.0, at_most=30), 1, True),
        (Measure("a time", 30.1, at_most=30), 1, False),
        (Measure("a time", 45.0, at_most=30), 1.5, True),
        (Measure("a time", 45.1, at_most=30), 1.5, False),
        (Measure("a share", 0.9, unit="", at_least=0.9), 1, True),
        (Measure("a share", 0.6, unit="", at_least=0.9), 1.5, True),
        (Measure("a share", 0.5, unit="", at_least=0.9), 1.5, False),
        (Measure("a ratio", 900.0, floor=300.0, ratio=3.0, at_most=3), 1, True),
        (Measure("a ratio", 900.0, floor=300.0, ratio=3.1, at_most=3), 1, False),
        (Measure("a count", 5.0, unit="actions", at_most=5, firm=True), 1.5, True),
        (Measure("a count", 6.0, unit="actions", at_most=5, firm=True), 1.5, False),
        (Measure("no aim", 900.0), 1, True),
        (Measure("no number", math.nan, at_most=30), 1, False),
    ],
)
def test_an_aim_binds_the_ratio_where_there_is_one_and_slack_loosens_it(measure, slack, holds):
    assert measure.holds(slack) == holds


def test_a_ratio_needs_its_floor():
    with pytest.raises(ValueError, match="a ratio needs its floor"):
        Measure("a ratio", 900.0, ratio=3.0)


def test_each_aim_that_falls_short_is_named(capsys):
    good = Measure("list 1,000 goals", 20.0, floor=10.0, ratio=2.0, at_most=3)
    bad = Measure("check in", 40.0, at_most=30)
    assert judge({"loop": [good]}, 1.0) == 0
    assert capsys.readouterr().out == "All 1 aims hold.\n"
    assert judge({"loop": [good, bad], "empty": []}, 1.0) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Falls short. loop: check in is 40.0 ms; the aim is ≤ 30.0 ms.",
        "Falls short. empty: it measured nothing.",
    ]


def test_the_table_shows_ratio_and_absolute_times(capsys):
    print_table({"loop": [Measure("list goals", 20.0, floor=10.0, ratio=2.0, at_most=3, note="1,000 rows")]}, 1.5)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["bench", "what", "Headway", "floor", "ratio", "aim"],
        [
            "loop",
            "list",
            "goals",
            "20.0",
            "ms",
            "10.0",
            "ms",
            "2.00",
            "×",
            "≤",
            "4.50",
            "×",
            "holds",
            "1,000",
            "rows",
        ],
    ]


def test_two_ways_take_turns_and_the_warm_up_is_not_counted(monkeypatch):
    calls = []
    ticks = iter(range(0, 10**9, 10**6))  # each look at the clock is a millisecond later
    monkeypatch.setattr(frame.time, "perf_counter_ns", lambda: next(ticks))
    found = frame.compare(
        "turns",
        lambda: calls.append("ours"),
        lambda: calls.append("floor"),
        before=lambda: calls.append("-"),
        rounds=2,
        at_most=1,
    )
    warm_up, first, second = calls[:4], calls[4:8], calls[8:]
    assert sorted(warm_up) == ["-", "-", "floor", "ours"]
    assert [first, second] == [["-", "ours", "-", "floor"], ["-", "floor", "-", "ours"]]
    assert (found.value, found.floor, found.ratio) == (1.0, 1.0, 1.0)
    assert found.holds()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.01234, "0.0123"), (4.5678, "4.57"), (1234.5, "1,234"), (math.inf, "inf")],
)
def test_figures_have_three_digits(value, shown):
    assert frame.figure(value) == shown


def test_benches_that_run_abreast_are_told_in_the_order_they_were_asked_for(monkeypatch):
    both = Barrier(2)

    def run(name, engine, quietly):
        both.wait(timeout=60)  # each is there while the other is
        return [name, engine, quietly]

    monkeypatch.setattr(main, "run", run)
    found = main.run_all(["loop", "coach"], "sqlite", 2)
    assert list(found.items()) == [("loop", ["loop", "sqlite", True]), ("coach", ["coach", "sqlite", True])]


def test_the_coach_is_timed_on_statements_that_it_has_not_read():
    texts = ["Hire nurses", "Write the guide", "Reduce churn", "Win the award"]
    assert reworded(texts, 1) == ["Hire the guide", "Write churn", "Reduce the award", "Win nurses"]
    assert len({text for turn in range(4) for text in reworded(texts, turn)}) == 16
