"""Drafting, submitting, deciding, ranking, cutting: what the actions do and refuse, and to whom."""

from datetime import date, timedelta

import pytest

from headway.activity.models import Activity
from headway.coaching.actions.house_rules import set_limits
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.okrs.actions.alignments import align
from headway.okrs.actions.cycles import move_cycle
from headway.okrs.actions.objectives import change_objective
from headway.okrs.check import full_refold
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective
from headway.people.errors import LinesRefused, NotAllowed, NotHere, Refused
from headway.people.models import Role
from headway.people.undo import undo
from headway.rituals.planning.access import proposal_for, proposals_for
from headway.rituals.planning.actions.deciding import accept_proposals, return_proposal, submit_plan
from headway.rituals.planning.actions.drafting import draft_from_kpis, draft_goals
from headway.rituals.planning.actions.ranking import cut_goals, rank_goals
from headway.rituals.planning.inputs import read_rows
from headway.rituals.planning.models import Plan, Proposal
from headway.rituals.planning.queries.inbox import read_inbox, submitted_to
from headway.rituals.planning.queries.kpis import ranked_kpis
from headway.rituals.planning.queries.plan import plan_page
from headway.rituals.planning.rules.rows import read_block
from headway.rituals.planning.tests.scene import SHEET, drafted, scene
from tests.world import metric

pytestmark = pytest.mark.django_db


def proposals(caller):
    rows = proposals_for(caller).select_related("objective__owner", "objective__unit__parent", "cycle")
    return list(rows.select_related("objective__cycle").order_by("pk"))


class TestDrafting:
    def test_where_nobody_agrees_a_draft_is_in_the_cycle_at_once(self):
        at = scene(agreement=False)
        goals = drafted(at)
        assert [(goal.title, goal.cycle, goal.key_results.count()) for goal in goals] == [
            ("Deals close sooner", at.cycle, 2), ("Customers stay", at.cycle, 1),
        ]  # fmt: skip
        assert not Proposal.objects.exists()
        with pytest.raises(Refused, match="Nobody has to agree"):
            submit_plan(at.ruth, at.team, at.cycle)

    def test_where_somebody_agrees_a_draft_is_an_idea_that_counts_nowhere(self):
        at = scene()
        year = objective(at.ines, "The year", drivers="children")
        goals = drafted(at)
        align(at.ruth, Objective.objects.select_related("cycle").get(pk=goals[0].pk), year)
        assert all(goal.in_backlog for goal in goals)
        assert goals[1].key_results.get().due == date(2027, 3, 15)
        year.refresh_from_db()
        before = year.progress
        submit_plan(at.ruth, at.team, at.cycle)
        year.refresh_from_db()
        assert year.progress == before
        assert full_refold(at.ines) == []

    @pytest.mark.parametrize(
        ("row", "column", "value"),
        [
            ("\tWins\t1\t5", "objective", ""),
            ("A\tWins\tten\t5", "baseline", "ten"),
            ("A\tWins\t\t5", "baseline", ""),
            ("A\tWins\t1\t", "target", ""),
            ("A\tWins\t5\t5", "target", "5"),
            ("A\tWins\t1\t5\t\tNobody", "owner", "Nobody"),
            ("A\tWins\t1\t5\t\t\tsoon", "due", "soon"),
            ("A\tWins\t1\t5\t\t\t2027-05-01", "due", "2027-05-01"),
            ("A\tK-999 Wins\t1\t5", "key_result", "K-999 Wins"),
            ("A\t\t1\t5", "key_result", ""),
            (f"{'A' * 201}\tWins\t1\t5", "objective", "A" * 201),
        ],
    )
    def test_a_wrong_cell_is_named_by_row_column_and_value_and_nothing_is_drafted(self, row, column, value):
        at = scene()
        text = f"{row}\nGood\tWins\t1\t5" if column == "objective" and not value else f"Good\tWins\t1\t5\n{row}"
        line = 1 if column == "objective" and not value else 2
        with pytest.raises(LinesRefused) as refused:
            drafted(at, text)
        assert (line, column, value) in [(e.line, e.column, e.value) for e in refused.value.errors]
        assert not Objective.objects.exists()

    def test_what_the_action_refuses_leaves_nothing_behind(self):
        at = scene()
        goals = read_rows(at.ruth, at.team, at.cycle, read_block(SHEET)).required()
        before = Activity.objects.count()
        with pytest.raises(Refused):
            draft_goals(at.ruth, at.team, at.cycle, [*goals, read_rows(
                at.ruth, at.team, at.cycle, read_block("Odd\tWins\t1\t+0 %")).required()[0]])  # fmt: skip
        assert (Objective.objects.count(), Proposal.objects.count(), Activity.objects.count()) == (0, 0, before)

    def test_owners_are_found_by_name_first_name_address_and_key(self):
        at = scene()
        for text in ("Omar Haddad", "omar", at.omar.person.email or "Omar", at.omar.person.key):
            (goal,) = read_rows(at.ruth, at.team, at.cycle, read_block(f"A\tWins\t1\t5\t\t{text}")).required()
            assert goal.owner == at.omar.person

    def test_a_running_cycle_is_not_planned(self):
        at = scene()
        move_cycle(at.ines, at.cycle, "active")
        with pytest.raises(Refused, match="not planned any more"):
            drafted(at)

    def test_viewers_and_auditors_draft_nothing(self):
        at = scene()
        for role in (Role.VIEWER, Role.AUDITOR):
            with pytest.raises(NotAllowed):
                drafted(at, caller=colleague(at.ines, f"{role} person", role))

    def test_drafting_is_taken_back_whole(self):
        at = scene()
        drafted(at)
        undo(at.ruth, at.ruth.did[-1])
        assert not Objective.objects.filter(archived_at=None).exists()
        assert plan_page(at.ruth, at.team, at.cycle).goals == []


def kpi_with(caller, name, *values, **fields):
    kpi = metric(caller, name, definition="What it is.", **fields)
    promote(caller, kpi, {"consistently_measurable": "Yes.", "accountable_owner": "I.", "influences_decisions": "Yes."})
    set_band(caller, kpi, NewBand(lower=100, valid_from=date(2026, 1, 5)))
    weeks = [date(2026, 11, 2) - timedelta(weeks=n) for n in reversed(range(len(values)))]
    record_readings(caller, [Line(kpi, week, value) for week, value in zip(weeks, values, strict=True)], source="test")
    kpi.refresh_from_db()
    return kpi


class TestKpis:
    def test_the_kpi_out_of_its_band_comes_first_and_says_why(self):
        at = scene()
        kpi_with(at.ines, "Fine", *[150, 152, 149, 151, 150, 148, 151, 150])
        bad = kpi_with(at.ines, "Bad", *[110, 112, 109, 111, 110, 108, 111, 70])
        ranked = ranked_kpis(at.omar, at.sales, at.cycle)
        assert [one.metric.name for one in ranked] == ["Bad", "Fine"]
        assert ranked[0].need.points >= 50
        assert "out of its band" in ranked[0].why[0]
        goals = draft_from_kpis(at.omar, at.sales, at.cycle, [bad])
        row = goals[0].key_results.get()
        assert (row.metric, row.baseline < row.target) == (bad, True)
        assert ranked_kpis(at.omar, at.sales, at.cycle, Plan.objects.get().chosen)[0].chosen

    def test_too_many_or_none_are_not_chosen(self):
        at = scene()
        kpi = kpi_with(at.ines, "Fine", *[150, 152, 149, 151, 150, 148, 151, 150])
        for chosen in ([], [kpi] * 6):
            with pytest.raises(Refused, match="two or three"):
                draft_from_kpis(at.omar, at.sales, at.cycle, chosen)


class TestDeciding:
    def test_a_lead_submits_and_the_lead_above_returns_one_and_accepts_the_rest(self):
        at = scene()
        year = objective(at.ines, "The year")
        goals = drafted(at)
        align(at.ruth, Objective.objects.select_related("cycle").get(pk=goals[1].pk), year)
        submit_plan(at.ruth, at.team, at.cycle)
        assert submitted_to(at.ruth).count() == 0
        inbox = read_inbox(at.omar, at.cycle)
        assert (inbox.n, inbox.units[0].now, inbox.units[0].then) == (2, 0, 2)
        assert [(e.goal, e.now, e.then) for e in inbox.effects] == [(year, 0, 1)]
        one, other = proposals(at.omar)
        return_proposal(at.omar, one, "Which deals? Name the segment.")
        accept_proposals(at.omar, [other])
        states = [(p.state, p.objective.cycle) for p in proposals(at.ruth)]
        assert states == [("returned", None), ("accepted", at.cycle)]
        assert full_refold(at.ines) == []

    def test_a_mended_proposal_shows_what_changed_since_it_was_returned(self):
        at = scene()
        drafted(at)
        submit_plan(at.ruth, at.team, at.cycle)
        return_proposal(at.omar, proposals(at.omar)[0], "Name the segment.")
        goal = Objective.objects.select_related("cycle").get(title="Deals close sooner")
        change_objective(at.ruth, goal, {"title": "Deals with clinics close sooner"})
        submit_plan(at.ruth, at.team, at.cycle)
        (mended,) = [one for one in read_inbox(at.omar, at.cycle).units[0].rows if one.changes]
        assert [(c.sign, c.text) for c in mended.changes] == [
            ("−", "Deals close sooner"), ("+", "Deals with clinics close sooner"),
        ]  # fmt: skip

    def test_nobody_decides_on_their_own_plan_and_only_leads_submit(self):
        at = scene()
        drafted(at)
        with pytest.raises(NotAllowed):
            submit_plan(colleague(at.ines, "Mia Member"), at.team, at.cycle)
        submit_plan(at.ruth, at.team, at.cycle)
        with pytest.raises(NotAllowed):
            accept_proposals(at.ruth, proposals(at.ruth))
        with pytest.raises(NotAllowed):
            return_proposal(at.ruth, proposals(at.ruth)[0], "Mine.")
        accept_proposals(at.ines, proposals(at.ines))

    def test_a_batch_is_accepted_whole_or_not_at_all(self):
        at = scene()
        drafted(at)
        submit_plan(at.ruth, at.team, at.cycle)
        rows = proposals(at.omar)
        accept_proposals(at.omar, rows[:1])
        before = Activity.objects.count()
        with pytest.raises(Refused, match="is accepted"):
            accept_proposals(at.omar, proposals(at.omar))
        assert (Objective.objects.filter(cycle=None).count(), Activity.objects.count()) == (1, before)

    def test_a_return_needs_its_reason(self):
        at = scene()
        drafted(at)
        submit_plan(at.ruth, at.team, at.cycle)
        with pytest.raises(Refused, match="takes a reason"):
            return_proposal(at.omar, proposals(at.omar)[0], " ")

    def test_a_submission_is_taken_back_until_somebody_decides(self):
        at = scene()
        drafted(at)
        submit_plan(at.ruth, at.team, at.cycle)
        undo(at.ruth, at.ruth.did[-1])
        assert {row.state for row in proposals(at.ruth)} == {"drafted"}
        submit_plan(at.ruth, at.team, at.cycle)
        accept_proposals(at.omar, proposals(at.omar)[1:])
        with pytest.raises(Refused):
            undo(at.ruth, at.ruth.did[-1])

    def test_a_private_proposal_is_hidden_from_who_may_not_see_it(self):
        at = scene()
        drafted(at)
        Objective.objects.update(private=True)
        stranger = colleague(at.ines, "Mia Member")
        assert proposals(stranger) == []
        with pytest.raises(NotHere):
            proposal_for(stranger, proposals(at.ruth)[0].key)


class TestRanking:
    @pytest.mark.parametrize("agreement", [True, False])
    def test_what_lies_below_the_line_goes_to_the_backlog_with_its_reason(self, agreement):
        at = scene(agreement)
        goals = drafted(at)
        keys = [goal.key for goal in goals]
        rank_goals(at.ruth, at.team, at.cycle, keys[::-1], cut=1)
        page = plan_page(at.ruth, at.team, at.cycle)
        assert [(one.goal.key, one.below) for one in page.goals] == [(keys[1], False), (keys[0], True)]
        cut_goals(at.ruth, at.team, at.cycle, "We have two hands.")
        row = Objective.objects.get(key=keys[0], workspace=at.ines.workspace)
        assert (row.in_backlog, row.parked_reason) == (True, "We have two hands.")
        assert not Proposal.objects.filter(objective=row).exists()
        assert [one.goal.key for one in plan_page(at.ruth, at.team, at.cycle).goals] == [keys[1]]
        assert full_refold(at.ines) == []

    def test_what_cannot_be_ranked_or_cut_is_refused(self):
        at = scene()
        goals = drafted(at)
        with pytest.raises(Refused, match="no goal of this plan"):
            rank_goals(at.ruth, at.team, at.cycle, ["O-999"])
        with pytest.raises(Refused, match="At least one"):
            rank_goals(at.ruth, at.team, at.cycle, [goals[0].key], cut=0)
        with pytest.raises(Refused, match="Nothing lies below"):
            cut_goals(at.ruth, at.team, at.cycle, "So.")
        rank_goals(at.ruth, at.team, at.cycle, [goals[0].key], cut=1)
        with pytest.raises(Refused, match="say why it waits"):
            cut_goals(at.ruth, at.team, at.cycle, "")
        with pytest.raises(NotAllowed):
            rank_goals(colleague(at.ines, "Mia Member"), at.team, at.cycle, [goals[0].key])

    def test_limits_of_the_size_are_quoted(self):
        at = scene()
        text = "\n".join(f"Goal {n} is reached\tWins {n}\t1\t5" for n in range(4))
        drafted(at, text)
        page = plan_page(at.ruth, at.team, at.cycle)
        assert [(one.what, one.n, one.most) for one in page.outside][:1] == [("objectives", 4, 3)]
        assert page.finding.startswith("A startup does well")

    def test_limits_that_the_workspace_chose_count_instead_and_are_quoted(self):
        at = scene()
        text = "\n".join(f"Goal {n} is reached\tWins {n}\t1\t5" for n in range(4))
        drafted(at, text)
        set_limits(at.ines, {"unit_objectives_min": 5, "unit_objectives_max": 6, "objective_krs_min": 1})
        page = plan_page(at.ruth, at.team, at.cycle)
        assert [(one.what, one.n, one.least, one.most) for one in page.outside] == [("objectives", 4, 5, 6)]
        assert "5 to 6 a unit, 1 to 4 key results each" in page.finding

    def test_individual_goals_do_not_fill_the_unit(self):
        at = scene()
        drafted(at, "\n".join(f"Goal {n} is reached\tWins {n}\t1\t5\n\tLosses {n}\t5\t1" for n in range(4)))
        for goal in Objective.objects.order_by("pk")[:2]:
            change_objective(at.ruth, goal, {"individual": True})
        assert plan_page(at.ruth, at.team, at.cycle).outside == []
        submit_plan(at.ruth, at.team, at.cycle)
        assert [(one.now, one.then) for one in read_inbox(at.omar, at.cycle).units] == [(0, 2)]
