"""The story is whole: names resolve, numbers fit their scale, and it comes out as it is told."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from headway.demo.moments import moment
from headway.demo.numbers import first_reading, readings
from headway.demo.story import check_ins, story
from headway.kpis.library import library
from headway.kpis.rules.bands import Band, in_force, problems
from headway.kpis.rules.periods import Calendar
from headway.kpis.rules.states import fold
from headway.loop.rules.standard import watch
from headway.people.presets import size_presets

STORY = story()
NOW = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
ZONE = ZoneInfo(STORY.workspace.timezone)
KPIS = {kpi.slug: kpi for kpi in STORY.kpi}
OBJECTIVES = {objective.slug: objective for objective in STORY.objective}
RESULTS = {kr.slug: kr for kr in STORY.key_result}
CYCLES = {cycle.slug: cycle for cycle in STORY.cycle}
PEOPLE = {person.slug for person in STORY.person}
UNITS = {unit.slug for unit in STORY.unit}
DECISIONS = {decision.slug: decision for decision in STORY.decision}
EACH_KPI = pytest.mark.parametrize("kpi", STORY.kpi, ids=lambda kpi: kpi.slug)
EACH_READ = pytest.mark.parametrize("kpi", [kpi for kpi in STORY.kpi if not kpi.formula], ids=lambda kpi: kpi.slug)
EACH_KR = pytest.mark.parametrize("kr", STORY.key_result, ids=lambda kr: kr.slug)
EACH_DECISION = pytest.mark.parametrize("decision", STORY.decision, ids=lambda decision: decision.slug)
NAMES = {
    "person": (PEOPLE, ("owner", "lead", "by", "asked", "escalate_to", "answered_by", "fix_owner", "author",
                        "accepted_by", "decided_by", "blocker_owner", "sponsor", "returned_by")),
    "theme": ({theme.slug for theme in STORY.theme}, ("theme",)),
    "unit": (UNITS, ("unit", "parent_unit")),
    "kpi": (set(KPIS), ("kpi", "slice_of")),
    "objective": (set(OBJECTIVES), ("objective", "child", "carried_to")),
    "key_result": (set(RESULTS), ("key_result",)),
    "cycle": (set(CYCLES), ("cycle",)),
}  # fmt: skip
MOMENTS = ("at", "opened", "answer_by", "answered", "escalated", "watch_until", "fix_due", "fixed", "proposed",
           "decided", "accepted_at", "due", "done", "drafted", "returned", "needed_by", "day")  # fmt: skip


def rows():
    for table in STORY.__slots__:
        for row in getattr(STORY, table) if table != "workspace" else ():
            yield table, row


def when(text):
    return moment(text, NOW, ZONE)


def scaled(value, kpi):
    return None if value is None else int(value.scaleb(kpi.scale))


def bands_of(kpi):
    """The KPI's bands in the order of time, with those that graduations brought, by a date that stands for ago."""
    calendar = Calendar(kpi.grain)
    told = [b for b in STORY.band if b.kpi == kpi.slug]
    told += [g for g in STORY.graduation if g.kpi == kpi.slug and g.state != "proposed"]
    names = ("lower", "upper", "amber_lower", "amber_upper")
    limits = [(calendar.next(calendar.start_of(NOW.date()), -b.since), b) for b in told]
    return sorted(
        (Band(since, **{n: scaled(getattr(b, n), kpi) for n in names}) for since, b in limits),
        key=lambda band: band.valid_from,
    )


def series_of(kpi):
    calendar = Calendar(kpi.grain)
    today = calendar.start_of(NOW.date())
    return [(r.ago, calendar.next(today, -r.ago), scaled(r.value, kpi)) for r in readings(kpi)]


def test_every_name_resolves():
    for table, row in rows():
        for known, fields in NAMES.values():
            unknown = {getattr(row, field, "") for field in fields} - known - {""}
            assert unknown == set(), (table, row)


def test_themes_are_followed_by_kpis_and_each_runs_over_what_serves_it():
    assert {slug for theme in STORY.theme for slug in theme.kpis} <= set(KPIS)
    assert {review.verdict for theme in STORY.theme for review in theme.reviews} == {"continue", "adjust"}
    served = [OBJECTIVES[slug] for slug in OBJECTIVES if OBJECTIVES[slug].theme]
    assert {goal.theme for goal in served} == {theme.slug for theme in STORY.theme}


def test_a_step_that_is_done_says_how_one_knows():
    assert all(bool(step.done) == bool(step.evidence) for kr in STORY.key_result for step in kr.steps)


def test_slugs_are_given_once():
    for table in ("cycle", "unit", "person", "kpi", "objective", "key_result", "decision", "theme"):
        slugs = [row.slug for row in getattr(STORY, table)]
        assert len(slugs) == len(set(slugs)), table
    assert len({person.email for person in STORY.person}) == len(STORY.person)


def test_every_moment_can_be_read():
    for _, row in rows():
        for field in MOMENTS:
            text = getattr(row, field, "")
            assert not text or when(text)


def test_comments_are_about_something_and_mention_people():
    known = {"objective": OBJECTIVES, "key_result": RESULTS, "kpi": KPIS, "decision": DECISIONS}
    for comment in STORY.comment:
        kind, slug = comment.about.split(":")
        assert slug in known[kind]
        assert set(re.findall(r"@([a-z-]+)", comment.text)) <= PEOPLE
        assert when(comment.at) < NOW


def test_all_personas_are_there():
    personas = {person.persona for person in STORY.person} - {""}
    assert personas == {
        "founder", "cfo", "department head", "team lead", "hr", "contributor", "client", "auditor"
    }  # fmt: skip
    assert STORY.workspace.preset in size_presets()
    assert STORY.workspace.north_star in KPIS


def test_units_are_a_tree_under_the_company():
    seen = {""}
    for unit in STORY.unit:
        assert unit.parent in seen, "a parent comes before its children"
        seen.add(unit.slug)
    assert [unit.slug for unit in STORY.unit if not unit.parent] == ["lumen"]


@pytest.mark.parametrize("today", [date(2026, 11, 16), date(2027, 1, 1), date(2028, 2, 29)])
def test_today_lies_in_the_middle_of_the_current_cycle_whatever_the_day(today):
    first, last = CYCLES["current"].span(today)
    assert (today - first).days == 45
    assert (last - first).days == 90
    assert CYCLES["previous"].span(today)[1].toordinal() + 1 == first.toordinal()
    assert CYCLES["next"].span(today)[0].toordinal() - 1 == last.toordinal()
    assert CYCLES["year"].span(today)[0] <= CYCLES["first"].span(today)[0]
    assert CYCLES["year"].span(today)[1] == CYCLES["next"].span(today)[1]


@EACH_READ
def test_readings_are_whole_and_the_same_every_time(kpi):
    made = readings(kpi)
    assert made == readings(kpi)
    assert [r.ago for r in made] == list(range(made[0].ago, kpi.silent, -1))
    assert all(r.value == round(r.value, kpi.scale) for r in made)
    assert len(made) >= {"hour": 336, "day": 400, "week": 60, "month": 12, "quarter": 5}[kpi.grain]


@EACH_READ
def test_given_values_come_out_to_the_last_decimal(kpi):
    assert [r.value for r in readings(kpi)][len(readings(kpi)) - len(kpi.recent) :] == list(kpi.recent)


@EACH_KPI
def test_a_ratio_has_cases_and_its_value_follows_from_them(kpi):
    assert (kpi.aggregation == "ratio") == bool(kpi.cases)
    factor = 100 if kpi.unit_kind == "percent" else 1
    for reading in readings(kpi) if kpi.cases else ():
        exact = factor * reading.numerator / reading.denominator
        assert float(reading.value) == pytest.approx(exact, abs=0.5000001 * 10**-kpi.scale)


@EACH_KPI
def test_its_bands_are_ones_the_rules_accept(kpi):
    bands = bands_of(kpi)
    assert bool(bands) == kpi.is_kpi
    assert [problem for band in bands for problem in problems(band)] == []
    assert len({band.valid_from for band in bands}) == len(bands)


@EACH_KPI
def test_its_state_now_is_as_told(kpi):
    said = fold([(period, value) for _, period, value in series_of(kpi)], bands_of(kpi)).state
    assert ("stale" if kpi.silent else said) == kpi.now


@EACH_KPI
def test_nothing_red_stays_unanswered(kpi):
    bands = bands_of(kpi)
    outside = [ago for ago, period, v in series_of(kpi) if bands and in_force(bands, period).verdict(v) != "green"]
    begun = {ago for ago in outside if not {ago + 1, ago + 2} & set(outside)}
    assert begun <= {d.ago for d in STORY.decision if d.kpi == kpi.slug}


def test_a_correction_changes_a_reading():
    for correction in STORY.correction:
        kpi = KPIS[correction.kpi]
        first = first_reading(kpi, correction)
        holds = next(r for r in readings(kpi) if r.ago == correction.ago)
        assert first.value != holds.value
        assert first.denominator == holds.denominator
        assert when(correction.at) < NOW


@EACH_KR
def test_a_key_result_is_measurable_in_its_own_way(kr):
    scale = KPIS[kr.kpi].scale if kr.kpi else kr.scale
    given = [kr.baseline, kr.target, kr.limit_lower, kr.limit_upper, *kr.course]
    assert all(value is None or value == round(value, scale) for value in given)
    assert (kr.kind == "move") == (kr.baseline is not None) == (kr.target is not None)
    assert kr.baseline != kr.target or kr.kind != "move"
    assert (kr.kind == "control") == bool(kr.control_reason)
    assert (kr.kind == "milestone") == bool(kr.steps)
    assert not (kr.kpi and kr.course), "a key result on a KPI needs no typing"
    assert not kr.kpi or KPIS[kr.kpi].is_kpi


@EACH_KR
def test_its_check_ins_lie_within_its_cycle(kr):
    made = list(check_ins(kr))
    cycle = CYCLES[OBJECTIVES[kr.objective].cycle]
    assert all(0 <= c.confidence <= 10 for c in made)
    assert not kr.course or len(kr.course) == len(kr.confidence)
    latest = -(cycle.starts + 7 * cycle.weeks) + 1 if cycle.state == "closed" else 1
    assert not made or latest <= made[-1].days <= made[0].days <= -cycle.starts
    assert bool(made) == (cycle.state != "planning")


def test_words_belong_to_a_check_in_that_was_made():
    spoken = [c.words for kr in STORY.key_result for c in check_ins(kr) if c.words]
    assert sorted(spoken, key=repr) == sorted(STORY.check_in, key=repr)


def test_shares_leave_room_for_everybody():
    for objective in STORY.objective:
        shares = [kr.share for kr in STORY.key_result if kr.objective == objective.slug]
        assert 1 <= len(shares) <= 5
        assert sum(shares) == 100 if all(shares) else sum(shares) < 100


def test_alignment_has_no_loop_and_no_private_goal_counts():
    parents = {o: [a.parent for a in STORY.alignment if a.child == o] for o in OBJECTIVES}
    for start in OBJECTIVES:
        above, seen = list(parents[start]), set()
        while above:
            parent = above.pop()
            assert parent in OBJECTIVES
            assert parent != start
            above += [p for p in parents[parent] if p not in seen]
            seen.add(parent)
    private = {slug for slug, objective in OBJECTIVES.items() if objective.private}
    assert private
    assert not any(a.child in private and a.kind == "contributes" for a in STORY.alignment)


@EACH_DECISION
def test_a_decision_is_told_to_its_end(decision):
    assert bool(decision.kpi) != bool(decision.key_result)
    assert bool(decision.kpi) == bool(decision.ago)
    assert when(decision.opened) < when(decision.answer_by)
    assert when(decision.opened) < NOW
    assert bool(decision.choice) == bool(decision.why) == bool(decision.answered_by) == bool(decision.answered)
    assert (decision.choice == "watch") == bool(decision.watch_until)
    assert (decision.choice == "fix") == bool(decision.fix_what) == bool(decision.fix_owner) == bool(decision.fix_due)
    assert (decision.choice == "objective") == bool(decision.objective)
    assert not decision.answered or when(decision.opened) < when(decision.answered) < NOW
    assert bool(decision.escalated) == (not decision.choice and when(decision.answer_by) < NOW)


def test_decisions_are_in_every_state():
    told = {(d.trigger, d.choice, bool(d.escalated)) for d in STORY.decision}
    assert {
        ("breach", "", False),
        ("off_track", "", True),
        ("breach", "watch", False),
        ("breach", "fix", False),
    } <= told
    assert {("breach", "objective", False), ("at_risk", "watch", False), ("regression", "fix", False)} <= told


def test_graduations_are_in_every_state():
    assert {g.state for g in STORY.graduation} == {"proposed", "watching", "held", "regressed"}
    for graduation in STORY.graduation:
        assert RESULTS[graduation.key_result].kpi == graduation.kpi
        assert (graduation.state == "proposed") != bool(graduation.decided_by)


@pytest.mark.parametrize("graduation", STORY.graduation, ids=lambda g: g.state)
def test_a_watch_comes_out_as_told(graduation):
    kpi = KPIS[graduation.kpi]
    band = Band(NOW.date(), scaled(graduation.lower, kpi), scaled(graduation.upper, kpi))
    values = {ago: value for ago, _, value in series_of(kpi)}
    if graduation.state == "proposed":
        assert all(band.verdict(values[ago]) == "green" for ago in (1, 2, 3))
        return
    outside = [band.verdict(values[graduation.since - n]) != "green" for n in range(graduation.watch_seen)]
    verdict = watch(outside, graduation.watch_needed).verdict
    assert verdict == ("" if graduation.state == "watching" else graduation.state)
    assert graduation.watch_seen <= graduation.watch_needed
    assert graduation.state != "watching" or graduation.watch_seen == graduation.since < graduation.watch_needed


def test_the_reached_key_result_was_held_for_three_readings():
    target = RESULTS["close-days"].target
    assert all(reading.value <= target for reading in readings(KPIS["days-to-close"])[-3:])


def test_closed_objectives_are_scored_and_looked_back_on():
    closed = {o.slug for o in STORY.objective if CYCLES[o.cycle].state == "closed"}
    assert {s.objective for s in STORY.score if not s.key_result} == closed
    assert {r.objective for r in STORY.retrospective} == closed
    assert all(0 <= score.grade <= 1 for score in STORY.score)


def test_the_objectives_of_the_literature_are_told_with_their_figures():
    moves = {(kr.objective, float(kr.baseline), float(kr.target)) for kr in STORY.key_result if kr.kind == "move"}
    assert {("value-in-72-hours", 4, 1), ("value-in-72-hours", 12, 20)} <= moves
    assert {("predictability", 65, 90), ("predictability", 10, 3), ("predictability", 7.2, 8.5)} <= moves


def test_companions_are_metrics_of_the_story():
    for objective in STORY.objective:
        assert set(objective.guardrails + objective.supporting) <= set(KPIS)
        assert not set(objective.guardrails) & set(objective.supporting)


def test_every_kpi_of_the_story_stands_in_the_library():
    assert {kpi.library for kpi in STORY.kpi if kpi.is_kpi} <= set(library())
    assert all(kpi.lever and kpi.decides for kpi in STORY.kpi if kpi.is_kpi)


def test_a_formula_names_metrics_of_the_story():
    formulas = [kpi.formula for kpi in STORY.kpi if kpi.formula]
    assert formulas
    assert {slug for text in formulas for slug in re.findall(r"\{([^}]+)\}", text)} <= set(KPIS)
    assert all(not readings(kpi) for kpi in STORY.kpi if kpi.formula)
