"""Founding the demo company: its workspace, people, units and cycles."""

from datetime import datetime, timedelta
from functools import partial

from headway.demo.stage import Stage
from headway.demo.story import Story
from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle
from headway.okrs.models import CycleState
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.units import create_unit, set_members
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import Caller
from headway.people.models import Person, Role, Unit, User

WEEKS_AGO = 33
"""When the company took up Headway: just before its first cycle. Older readings were brought along."""


def found(story: Story, now: datetime) -> Stage:
    """Make the workspace with everybody in it, as of the day the company took up Headway."""
    at = now - timedelta(weeks=WEEKS_AGO)
    told = story.workspace
    owner = next(person for person in story.person if person.role == Role.OWNER)
    new = NewWorkspace(
        slug=told.slug, name=told.name, owner_name=owner.name, owner_email=owner.email, owner_title=owner.title,
        preset=told.preset, timezone=told.timezone, currency=told.currency, is_demo=True,
    )  # fmt: skip
    caller = create_workspace(new, at, _login(owner.email), door="demo")
    caller.workspace.mission = told.mission
    caller.workspace.save(update_fields=["mission"])
    Person.objects.filter(pk=caller.someone.pk).update(persona=owner.persona)
    stage = Stage(story, now, at, caller.workspace)
    stage.people[owner.slug] = caller.someone
    _people(stage, caller)
    _units(stage, caller)
    _cycles(stage, caller)
    return stage


def _login(email: str) -> User:
    """A login without a password: in a demo, one enters as somebody with a click."""
    return User.objects.filter(email=email).first() or User.objects.create_user(email)


def _people(stage: Stage, caller: Caller) -> None:
    for told in stage.story.person:
        if told.slug not in stage.people:
            new = NewPerson(told.name, told.email, told.title, told.role, told.persona)
            user = _login(told.email) if told.persona else None
            stage.people[told.slug] = add_person(caller, new, user=user)


def _units(stage: Stage, caller: Caller) -> None:
    root = Unit.objects.get(workspace=stage.workspace, parent=None)
    for told in stage.story.unit:
        if not told.parent:
            stage.units[told.slug] = root
            continue
        lead = stage.people[told.lead]
        stage.units[told.slug] = create_unit(caller, told.name, stage.units[told.parent], kind=told.kind, lead=lead)
    for slug, unit in stage.units.items():
        members = [stage.people[person.slug] for person in stage.story.person if person.unit == slug]
        set_members(caller, unit, members)


def _cycles(stage: Stage, caller: Caller) -> None:
    """Make every cycle, and let the past ones go through their states at the right days."""
    today = stage.workspace.local(stage.now).date()
    year = next(cycle.span(today)[1].year for cycle in stage.story.cycle if not cycle.parent)
    for told in stage.story.cycle:
        first, last = told.span(today)
        parent = stage.cycle(caller, told.parent) if told.parent else None
        made = create_cycle(caller, NewCycle(told.name.replace("{fy}", str(year)), first, last, parent))
        stage.keys["cycle", told.slug] = made.key
        _plan_moves(stage, caller, told.slug, (first - today).days, (last - today).days)


def _plan_moves(stage: Stage, founder: Caller, slug: str, first: int, last: int) -> None:
    days = {CycleState.ACTIVE: first, CycleState.SCORING: last + 1, CycleState.CLOSED: last + 15}
    for state, day in days.items():
        if day <= 0:
            at = stage.moment(f"-{-day}d 07:00")
            stage.plan(at, partial(_move, stage, founder, slug, state), rank=1)


def _move(stage: Stage, founder: Caller, slug: str, state: str, at: datetime) -> None:
    caller = Caller(stage.workspace, founder.person, at, "demo")
    move_cycle(caller, stage.cycle(caller, slug), state)
