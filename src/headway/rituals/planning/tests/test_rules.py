"""The rules of planning: need, rows of a sheet, limits, order; and every template as the coach reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach.lint import lint
from headway.kpis.rules.bands import Band
from headway.people.errors import NotHere
from headway.rituals.planning.examples import all_templates, find_templates, template_for
from headway.rituals.planning.rules.limits import Limits, outside
from headway.rituals.planning.rules.need import Standing, need_of
from headway.rituals.planning.rules.ranking import in_order, moved, split
from headway.rituals.planning.rules.rows import COLUMNS, Row, grouped, read_block

BAND = Band(None, lower=100, amber_lower=90)  # type: ignore[arg-type]


class TestNeed:
    def test_red_comes_before_amber_before_a_signal_before_a_plateau(self):
        kpis = [
            Standing("red", "up", 80, BAND), Standing("amber", "up", 95, BAND),
            Standing("green", "up", 120, BAND, signal="down"), Standing("green", "up", 120, BAND, plateau=12),
            Standing("green", "up", 120, BAND),
        ]  # fmt: skip
        points = [need_of(kpi).points for kpi in kpis]
        assert points == sorted(points, reverse=True)
        assert points[-1] == 0

    def test_a_signal_that_it_gets_better_is_no_need(self):
        assert need_of(Standing("green", "down", 120, signal="down")).points == 0
        assert need_of(Standing("green", "within", 120, signal="down")).reasons[0].name == "worse"

    def test_distance_from_the_schedule_counts_and_being_ahead_does_not(self):
        short, far = (need_of(Standing("green", "up", value, target=100)).points for value in (95, 60))
        assert 0 < short < far == 20
        assert need_of(Standing("green", "up", 120, target=100)).points == 0
        assert need_of(Standing("green", "down", 120, target=100)).points > 0

    def test_a_usual_range_that_reaches_out_of_the_band_counts_while_it_is_healthy(self):
        assert need_of(Standing("green", "up", 110, BAND, usual_lower=95, usual_upper=125)).reasons[0].name == "reach"
        assert need_of(Standing("green", "up", 110, BAND, usual_lower=101, usual_upper=125)).points == 0

    def test_a_kpi_that_was_never_read_says_nothing(self):
        assert need_of(Standing("unknown", "up", None, target=100)).points == 0


class TestRows:
    def test_a_block_from_a_sheet_is_read_by_its_headings_in_any_order(self):
        text = "Owner\tObjective\tKR\tFrom\tTo\tNotes\nRuth\tDeals close\tDays\t40\t20\tx\n\t\tWins\t1\t5\t\n"
        assert read_block(text) == [
            Row(2, "Deals close", "Days", "40", "20", owner="Ruth"), Row(3, "", "Wins", "1", "5"),
        ]  # fmt: skip

    def test_without_headings_the_columns_are_those_of_the_grid(self):
        (row,) = read_block("Deals close\tDays\t40\t20\td\tRuth\t2027-01-31")
        assert (row.line, row.unit, row.due) == (1, "d", "2027-01-31")

    def test_a_row_without_objective_belongs_to_the_one_above(self):
        rows = read_block("A\ta1\t1\t2\n\ta2\t1\t2\nB\t\t\t\nA\ta3\t1\t2")
        assert [(g.head.objective, [r.key_result for r in g.rows]) for g in grouped(rows)] == [
            ("A", ["a1", "a2"]), ("B", []), ("A", ["a3"]),
        ]  # fmt: skip

    @given(st.text(max_size=300))
    def test_any_text_is_read_and_no_filled_row_is_lost(self, text):
        rows = read_block(text)
        assert all(not row.is_empty for row in rows)
        assert sum(len(g.rows) for g in grouped(rows)) == sum(row.is_key_result for row in rows)

    @given(st.lists(st.tuples(*[st.text("ab1 ", max_size=3)] * len(COLUMNS)), max_size=8))
    def test_what_is_written_as_a_sheet_comes_back(self, cells):
        text = "\n".join("\t".join(row) for row in cells)
        wanted = [tuple(c.strip() for c in row) for row in cells if any(c.strip() for c in row)]
        assert [tuple(getattr(row, name) for name in COLUMNS) for row in read_block(text)] == wanted


class TestLimits:
    LIMITS = Limits((2, 3), (2, 4))

    def test_counts_outside_are_named_and_an_empty_plan_is_not_too_small(self):
        assert outside(self.LIMITS, {}) == []
        assert [one.what for one in outside(self.LIMITS, {"O-1": 2, "O-2": 3})] == []
        found = outside(self.LIMITS, {"O-1": 1, "O-2": 2, "O-3": 2, "O-4": 2})
        assert [(one.what, one.n, one.which, one.too_many) for one in found] == [
            ("objectives", 4, "", True), ("key_results", 1, "O-1", False),
        ]  # fmt: skip

    def test_what_is_one_persons_own_counts_for_that_person_and_not_for_the_unit(self):
        goals = {f"O-{n}": 2 for n in range(1, 8)}
        assert outside(self.LIMITS, goals, {"Ines": 3, "Omar": 2}) == []
        found = outside(self.LIMITS, goals, {"Ines": 4})
        assert [(one.what, one.n, one.most, one.which) for one in found] == [("person", 4, 3, "Ines")]
        assert outside(self.LIMITS, {"O-1": 2}, {"Ines": 1}) == []


class TestRanking:
    @given(st.lists(st.sampled_from("ABCDE")), st.lists(st.sampled_from("ABCDE")))
    def test_an_order_holds_each_present_goal_once(self, order, present):
        found = in_order(order, present)
        assert sorted(found) == sorted(set(present))
        assert [key for key in found if key in order] == [key for key in dict.fromkeys(order) if key in present]

    @given(st.permutations("ABCDE"), st.sampled_from("ABCDE"), st.integers(-6, 6))
    def test_a_move_keeps_all_and_stops_at_the_ends(self, order, key, steps):
        found = moved(order, key, steps)
        assert sorted(found) == sorted(order)
        assert found.index(key) == min(4, max(0, order.index(key) + steps))
        assert [k for k in found if k != key] == [k for k in order if k != key]

    def test_the_line_splits_and_no_line_keeps_all(self):
        assert split("ABC", 2) == (["A", "B"], ["C"])
        assert split("ABC", None) == (["A", "B", "C"], [])


class TestTemplates:
    def test_there_are_forty_for_many_functions_and_every_kind_of_organisation(self):
        found = all_templates().values()
        assert len(found) >= 40
        assert len({one.function for one in found}) >= 15
        kinds = [kind for one in found for kind in one.organisations]
        assert all(kinds.count(kind) >= 3 for kind in set(kinds) - {"agency"})
        assert len({one.title for one in found}) == len(found)

    @pytest.mark.parametrize("slug", all_templates())
    def test_the_coach_passes_each_and_its_movements_move(self, slug):
        one = template_for(slug)
        lines = [lint(one.title, "objective")]
        lines += [lint(kr.sentence, "key_result", one.title) for kr in one.key_results]
        found = [(line.statement.text, f.code) for line in lines for f in line.findings if f.level != "hint"]
        assert found == []
        assert [line.kind for line in lines] == ["objective", *["key_result"] * len(one.key_results)]
        assert 2 <= len(one.key_results) <= 4
        assert all(kr.baseline != kr.target for kr in one.key_results)
        assert all((one.why, one.guardrail, one.assumption))

    def test_filters_find_by_function_organisation_and_words(self):
        assert {one.function for one in find_templates(function="sales")} == {"sales"}
        assert all("nonprofit" in one.organisations for one in find_templates(organisation="nonprofit"))
        assert [one.slug for one in find_templates(words="TRIAL paid")] == ["first-value"]
        with pytest.raises(NotHere):
            template_for("never-was")
