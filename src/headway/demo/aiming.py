"""The demo company's themes, what its units need of each other, and the plan of its next quarter."""

from datetime import datetime, timedelta
from functools import partial

from headway.demo import aims
from headway.demo.stage import Stage, scaled
from headway.explorer.actions import save_view
from headway.okrs.access import dependency_for, theme_for
from headway.okrs.actions.dependencies import (
    NewDependency,
    accept_dependency,
    decline_dependency,
    request_dependency,
)
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.mirrors import mirror_key_result
from headway.okrs.actions.objectives import NewObjective
from headway.okrs.actions.themes import (
    NewPlan,
    NewTheme,
    choose_north_star,
    create_theme,
    follow_kpi,
    plan_theme,
    review_theme,
)
from headway.okrs.models import Dependency, ThemePlan
from headway.people.actions.settings import set_options
from headway.people.caller import Caller
from headway.rituals.planning.access import proposal_for
from headway.rituals.planning.actions.deciding import return_proposal, submit_plan
from headway.rituals.planning.actions.drafting import draft_goals


def aim(stage: Stage) -> None:
    """Make the themes, and plan what is asked, proposed and kept."""
    founder = stage.caller(next(p.slug for p in stage.story.person if p.role == "owner"), stage.founded)
    set_options(founder, {**founder.workspace.options, "plan_approval": stage.story.workspace.plan_approval})
    choose_north_star(founder, stage.kpi(founder, stage.story.workspace.north_star))
    for theme in stage.story.theme:
        _theme(stage, founder, theme)
    for mirror in stage.story.mirror:
        stage.plan(stage.moment(mirror.at), partial(_mirror, stage, mirror), rank=6)
    for dependency in stage.story.dependency:
        stage.plan(stage.moment(dependency.at), partial(_ask, stage, dependency), rank=6)
    for proposal in stage.story.proposal:
        stage.plan(stage.moment(proposal.drafted), partial(_propose, stage, proposal), rank=6)
    for view in stage.story.view:
        stage.plan(stage.moment(view.at), partial(_keep, stage, view), rank=8)


def _theme(stage: Stage, founder: Caller, told: aims.Theme) -> None:
    sponsor = stage.people[told.sponsor]
    made = create_theme(
        founder, NewTheme(told.title, sponsor, stage.day(told.starts), stage.day(told.ends), told.narrative)
    )
    stage.keys["theme", told.slug] = made.key
    for slug in told.kpis:
        follow_kpi(founder, made, stage.kpi(founder, slug))
    for line in told.plans:
        scale = ThemePlan.SCALES[ThemePlan.Kind(line.kind)]
        planned = scaled(line.planned, scale) or 0
        plan_theme(founder, made, NewPlan(line.kind, line.name, planned, scaled(line.actual, scale)))
    for said in told.reviews:
        stage.plan(stage.moment(said.at), partial(_review, stage, told, said), rank=8)


def _review(stage: Stage, told: aims.Theme, said: aims.Review, at: datetime) -> None:
    caller = stage.caller(told.sponsor, at)
    review_theme(caller, theme_for(caller, stage.keys["theme", told.slug]), said.verdict, said.text)


def _mirror(stage: Stage, told: aims.Mirror, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    mirror_key_result(caller, stage.key_result(caller, told.key_result), stage.objective(caller, told.objective))


def _ask(stage: Stage, told: aims.Dependency, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    new = NewDependency(stage.units[told.unit], told.need, stage.day(told.needed_by))
    asked = request_dependency(caller, stage.key_result(caller, told.key_result), new)
    later = max(stage.moment(told.answered), at + timedelta(hours=1))
    stage.plan(later, partial(_answer, stage, told, asked.key), rank=6)


def _answer(stage: Stage, told: aims.Dependency, key: str, at: datetime) -> None:
    caller = stage.caller(told.answered_by, at)
    asked: Dependency = dependency_for(caller, key)
    if told.accepted:
        accept_dependency(caller, asked, stage.day(told.day), told.answer)
    else:
        decline_dependency(caller, asked, told.answer, stage.day(told.day))


def _propose(stage: Stage, told: aims.Proposal, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    unit, cycle = stage.units[told.unit], stage.cycle(caller, told.cycle)
    rows = tuple(
        NewKeyResult(
            row.title, baseline=scaled(row.baseline, 0), target=scaled(row.target, 0), owner=caller.someone,
            unit_kind=row.unit_kind, unit_label=row.unit_label,
        )
        for row in told.key_results
    )  # fmt: skip
    new = NewObjective(told.title, caller.someone, unit, cycle, why=told.why, key_results=rows)
    (made,) = draft_goals(caller, unit, cycle, [new])
    submit_plan(caller, unit, cycle)
    if told.returned_by:
        key = made.proposals.get().key
        stage.plan(stage.moment(told.returned), partial(_return, stage, told, key), rank=6)


def _return(stage: Stage, told: aims.Proposal, key: str, at: datetime) -> None:
    caller = stage.caller(told.returned_by, at)
    return_proposal(caller, proposal_for(caller, key), told.reason)


def _keep(stage: Stage, told: aims.View, at: datetime) -> None:
    save_view(stage.caller(told.owner, at), told.name, told.table, told.query, shared=told.shared)
