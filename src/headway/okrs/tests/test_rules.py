"""The rules of goals by example and by property."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.okrs.rules import course, graph, likeness, oneline, progress, scores, shares, status, targets
from headway.okrs.rules.once import count_once
from headway.okrs.rules.rollup import Part, roll_up, shares_of

PPM = st.integers(-2_000_000, 3_000_000)


def part(key, done=None, share=None):
    return Part(key, done, "on_track", share)


class TestProgress:
    def test_the_sign_of_the_way_is_the_direction(self):
        assert progress.moved(90, 40, 62) == 560_000
        assert progress.moved(120, 200, 148) == 350_000

    def test_it_is_never_clamped(self):
        assert progress.moved(0, 10, 12) == 1_200_000
        assert progress.moved(0, 10, -4) == -400_000

    def test_a_baseline_at_the_target_is_refused(self):
        with pytest.raises(ValueError, match="no progress can be measured"):
            progress.moved(5, 5, 5)

    @given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15).filter(bool))
    def test_it_is_nothing_at_the_baseline_and_whole_at_the_target(self, baseline, way):
        assert progress.moved(baseline, baseline + way, baseline) == 0
        assert progress.moved(baseline, baseline + way, baseline + way) == progress.WHOLE

    def test_the_curve_is_linear_and_whole_on_the_last_day(self):
        first, last = date(2026, 10, 1).toordinal(), date(2026, 12, 31).toordinal()
        assert progress.expected(first, last, first - 1) == 0
        assert progress.expected(first, last, first + 45) == 500_000
        assert progress.expected(first, last, last) == progress.WHOLE


class TestShares:
    @given(st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=12))
    def test_they_always_total_the_whole(self, fixed):
        assert sum(shares.shares(fixed)) == shares.WHOLE

    def test_fixed_ones_stand_and_the_rest_is_even(self):
        assert shares.shares([4_000, None, None, None]) == [4_000, 2_000, 2_000, 2_000]
        assert shares.shares([None, None, None]) == [3_334, 3_333, 3_333]

    def test_what_cannot_stand_is_said_in_a_sentence(self):
        assert "120 %" in shares.problem([7_000, 5_000])
        assert "total 90 %" in shares.problem([5_000, 4_000])
        assert shares.problem([5_000, None]) == ""


class TestRollUp:
    def test_a_part_without_data_counts_as_nothing_done(self):
        rolled = roll_up([part("KR-1", 600_000), part("KR-2")])
        assert (rolled.progress, rolled.data_share, rolled.worst_key) == (300_000, 5_000, "KR-1")

    def test_nothing_known_is_no_progress(self):
        assert roll_up([part("KR-1"), part("KR-2")]).progress is None
        assert roll_up([]).progress is None

    @given(st.data(), st.lists(st.tuples(st.one_of(st.none(), PPM), st.one_of(st.none(), st.integers(0, 10_000))),
                               min_size=1, max_size=12))  # fmt: skip
    def test_it_does_not_depend_on_the_order_of_its_parts(self, data, given_parts):
        parts = [Part(f"KR-{n}", done, "on_track", share) for n, (done, share) in enumerate(given_parts, 8)]
        mixed = data.draw(st.permutations(parts))
        one, other = roll_up(parts), roll_up(mixed)
        assert (one.progress, one.worst, one.worst_key, one.data_share) == (
            other.progress, other.worst, other.worst_key, other.data_share
        )  # fmt: skip
        assert dict(zip((p.key for p in parts), one.shares, strict=True)) == dict(
            zip((p.key for p in mixed), other.shares, strict=True)
        )
        assert sum(one.shares) == shares.WHOLE

    @given(st.lists(PPM, min_size=1, max_size=10))
    def test_it_lies_between_the_worst_and_the_best_part(self, done):
        rolled = roll_up([part(f"KR-{n}", p) for n, p in enumerate(done)])
        counted = [progress.clamped(p) for p in done]
        assert min(counted) - 1 <= rolled.progress <= max(counted) + 1


class TestCountOnce:
    def test_what_comes_by_two_paths_counts_once_along_the_heavier(self):
        parts = {
            "O-1": [part("O-2", share=7_000), part("O-3", share=3_000)],
            "O-2": [part("O-4"), part("KR-2", 0)],
            "O-3": [part("O-4"), part("KR-3", 0)],
            "O-4": [part("KR-4", 1_000_000)],
        }
        once = count_once("O-1", parts)
        # Kept: KR-4 by O-2 with 35 %, KR-2 with 35 %, KR-3 with 15 %: 35 of 85.
        assert once.progress == progress.rounded(35_000_000, 85)
        (doubled,) = once.doubled
        assert (doubled.key, doubled.through, doubled.paths) == ("KR-4", "O-2", 2)
        assert {key: share for key, (share, _) in once.ways.items()} == {"O-2": 8_235, "O-3": 1_765}

    def test_a_direct_path_and_one_round_the_corner_meet_too(self):
        parts = {
            "O-1": [part("O-2", share=2_000), part("O-3", share=8_000)],
            "O-2": [part("O-3")],
            "O-3": [part("KR-1", 500_000)],
        }
        assert count_once("O-1", parts).progress == 500_000

    def test_without_data_there_is_no_progress(self):
        assert count_once("O-1", {"O-1": [part("O-2"), part("O-3")], "O-2": [part("KR-1")], "O-3": []}).progress is None

    @given(st.data())
    def test_in_a_tree_it_is_the_plain_roll_up(self, data):
        parts: dict[str, list[Part]] = {}
        names = iter(range(1, 10_000))

        def grow(key, depth):
            count = data.draw(st.integers(1, 3))
            fixed = data.draw(st.sampled_from([[None] * count, [2_000] + [None] * (count - 1)]))
            parts[key] = []
            for share in fixed:
                if depth and data.draw(st.booleans()):
                    child = f"O-{next(names)}"
                    grow(child, depth - 1)
                    parts[key].append(part(child, None, share))
                else:
                    parts[key].append(part(f"KR-{next(names)}", data.draw(PPM), share))

        def plain(key):
            mine = parts[key]
            weights = shares_of(mine)
            done = (plain(one.key) if one.key in parts else Fraction(progress.clamped(one.progress)) for one in mine)
            return sum(Fraction(w, shares.WHOLE) * d for w, d in zip(weights, done, strict=True))

        grow("O-0", 3)
        once = count_once("O-0", parts)
        assert once.doubled == ()
        assert abs(once.progress - plain("O-0")) <= 1

    @given(
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.lists(PPM, min_size=10, max_size=10)
    )
    def test_in_any_graph_shares_total_the_whole_and_progress_lies_between(self, pairs, done):
        parts = {f"O-{n}": [part(f"KR-{n}", done[n])] for n in range(10)}
        for low, high in {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}:
            parts[f"O-{low}"].append(part(f"O-{high}"))
        once = count_once("O-0", parts)
        assert abs(sum(share for share, _ in once.ways.values()) - shares.WHOLE) <= len(once.ways)
        assert 0 <= once.progress <= progress.WHOLE
        below = graph.reach_of([(key, p.key) for key in parts for p in parts[key]], ["O-0"])
        counted = [progress.clamped(done[n]) for n in range(10) if f"O-{n}" in below]
        assert min(counted) - 1 <= once.progress <= max(counted) + 1


class TestGraph:
    def test_a_loop_is_named_all_the_way_round(self):
        edges = [("O-1", "O-3"), ("O-4", "O-1")]
        assert graph.loop_closed_by(edges, "O-3", "O-1") == ["O-3", "O-1", "O-3"]
        assert graph.loop_closed_by(edges, "O-3", "O-4") == ["O-3", "O-4", "O-1", "O-3"]
        assert graph.loop_closed_by(edges, "O-2", "O-2") == ["O-2", "O-2"]
        assert graph.loop_closed_by(edges, "O-2", "O-1") == []

    @given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
    def test_adding_only_what_closes_no_loop_keeps_the_graph_free_of_loops(self, pairs):
        edges: list[tuple[int, int]] = []
        for child, parent in pairs:
            loop = graph.loop_closed_by(edges, child, parent)
            if loop:
                assert loop[0] == loop[-1] == child
                assert all(step in {*edges, (child, parent)} for step in pairwise(loop))
            else:
                edges.append((child, parent))
        for node in range(9):
            above = graph.ancestors_of(edges, node)
            assert not any((up, node) in edges for up in above if up != node) or node not in above - {node}

    def test_paths_meet_where_something_below_comes_by_two_of_them(self):
        diamond = [("d", "b"), ("d", "c"), ("b", "a"), ("c", "a"), ("a", "top")]
        assert graph.meeting_points(diamond, "abcd") | graph.meeting_points(diamond, ["top"]) == {"a", "top"}
        assert graph.meeting_points(diamond[1:], ["a", "b", "c", "d", "top"]) == set()


class TestStatus:
    LIMITS = status.Thresholds()

    def test_it_is_never_on_track_by_default(self):
        assert status.by_pace(None, 0, self.LIMITS).status == "unknown"
        assert status.of_done(False, False, True).status == "unknown"

    @pytest.mark.parametrize(("done", "said"), [(400_000, "on_track"), (399_999, "at_risk"), (249_999, "off_track")])
    def test_pace_is_judged_by_the_gap(self, done, said):
        assert status.by_pace(done, 500_000, self.LIMITS).status == said

    def test_a_heavy_part_off_track_puts_the_whole_at_risk(self):
        own = status.Judgement("on_track", "pace")
        heavy = status.of_objective(own, [("off_track", 4_000)], 10_000, self.LIMITS)
        light = status.of_objective(own, [("off_track", 1_000)], 10_000, self.LIMITS)
        assert (heavy.status, light.status) == ("at_risk", "on_track")

    def test_with_little_data_nothing_is_known(self):
        own = status.Judgement("on_track", "pace")
        assert status.of_objective(own, [], 4_999, self.LIMITS).status == "unknown"


class TestTargets:
    @pytest.mark.parametrize(
        ("words", "baseline", "scale", "target"),
        [
            ("−25 %", 400, 0, 300), ("-25%", 400, 0, 300), ("+10 %", 155, 1, 171), ("double", 12, 0, 24),
            ("halve", 15, 0, 8), ("+10", 4_05, 2, 14_05), ("−1.5", 90, 1, 75), ("×3", 7, 0, 21), ("2x", 7, 0, 14),
        ],
    )  # fmt: skip
    def test_words_are_computed_once_to_the_scale(self, words, baseline, scale, target):
        assert targets.computed(words, baseline, scale) == target

    @pytest.mark.parametrize("words", ["", "20", "20 %", "more", "++3", "+", "1e9", "nan", "+1,2,3"])
    def test_a_plain_value_is_not_relative(self, words):
        assert targets.computed(words, 100, 0) is None


class TestCourse:
    MONDAY = date(2026, 11, 16).toordinal()

    def test_a_week_keeps_what_was_said_last_and_that_somebody_was_heard(self):
        stops = course.with_stop([], self.MONDAY, 100_000, "at_risk", heard=True)
        stops = course.with_stop(stops, self.MONDAY + 3, 200_000, "on_track", heard=False)
        assert stops == [[self.MONDAY, 200_000, "on_track", 1]]

    def test_weeks_without_a_word_are_empty(self):
        stops = course.with_stop([], self.MONDAY - 7, 1, "on_track", heard=True)
        stops = course.with_stop(stops, self.MONDAY, 1, "at_risk", heard=False)
        assert course.weeks(stops, self.MONDAY + 2, 3) == ["", "on_track", ""]

    def test_the_way_begins_at_the_baseline_and_ends_today(self):
        stops = course.with_stop([], self.MONDAY, 500_000, "on_track", heard=True)
        assert course.way(stops, self.MONDAY, self.MONDAY + 9, self.MONDAY) == [(0.0, 0.0), (0.1, 0.5)]

    @given(st.lists(st.integers(0, 2_000), max_size=60))
    def test_it_is_in_order_and_never_longer_than_it_may_be(self, days):
        stops: list = []
        for day in days:
            stops = course.with_stop(stops, 730_000 + day, day, "on_track", heard=True)
        mondays = [stop[0] for stop in stops]
        assert mondays == sorted(set(mondays))
        assert len(stops) <= course.LONGEST


class TestScores:
    def test_progress_suggests_and_a_far_grade_needs_a_rationale(self):
        assert scores.suggested(1_200_000) == 100
        assert scores.suggested(None) is None
        assert not scores.needs_rationale(70, 50)
        assert scores.needs_rationale(71, 50)

    def test_what_a_score_usually_means_depends_on_the_ambition(self):
        assert scores.reading(65, "aspirational") == "sweet-spot"
        assert scores.reading(100, "aspirational") == "sandbagging"
        assert scores.reading(30, "learning") == "unreal"
        assert scores.reading(65, "committed") == "missed"

    @pytest.mark.parametrize("name", list(scores.RAG))
    def test_a_colour_comes_back_as_itself(self, name):
        assert scores.colour(scores.RAG[name]) == name


def test_titles_are_alike_by_the_words_they_share():
    one = likeness.words_of("Clinics that try Lumen become clinics that pay")
    assert likeness.likeness(one, likeness.words_of("Clinics that pay sooner")) > 0.2
    assert likeness.likeness(one, likeness.words_of("Hiring takes weeks")) == 0
    assert likeness.likeness(set(), one) == 0


class TestOneLine:
    def test_value_confidence_and_note_are_read(self):
        said = oneline.read_line('KR-14 = 4 conf 9 "Austria passed legal review"')
        assert (said.key, said.value, said.confidence, said.note) == ("KR-14", "4", 9, "Austria passed legal review")

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("kr-3 = 4 h 10", ("KR-3", "4 h 10", None, "")),
            ("KR-3 conf 6", ("KR-3", "", 6, "")),
            ("KR-3 “Waits for legal.”", ("KR-3", "", None, "Waits for legal.")),
            ("KR-3 = −1,5 % confidence: 10", ("KR-3", "−1,5 %", 10, "")),
        ],
    )
    def test_each_part_may_be_left_out(self, line, said):
        found = oneline.read_line(line)
        assert (found.key, found.value, found.confidence, found.note) == said

    @pytest.mark.parametrize("line", ["", "14 = 4", "KR-14 4", "O-3 = 4", 'KR-1 = 4 "a" "b"'])
    def test_anything_else_is_refused_with_the_way_out(self, line):
        with pytest.raises(ValueError, match="write it like KR-14"):
            oneline.read_line(line)
