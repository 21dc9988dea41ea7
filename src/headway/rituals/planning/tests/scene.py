"""A workspace that plans: a department with a team below it, and the next quarter in planning."""

from dataclasses import dataclass
from datetime import date

from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.models import Cycle
from headway.okrs.tests.world import colleague
from headway.people.actions.settings import set_options
from headway.people.actions.units import create_unit
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.rituals.planning.actions.drafting import draft_goals
from headway.rituals.planning.inputs import read_rows
from headway.rituals.planning.rules.rows import read_block
from tests.world import company, founder

SHEET = (
    "Deals close sooner\tDays to signature\t40\t20\td\t\t\n"
    "\tWin rate\t20\t28\t%\t\t\n"
    "Customers stay\tMonthly churn\t3.1\t1.8\t%\t\t2027-03-15\n"
)


@dataclass(frozen=True)
class Scene:
    """Ines owns the company, Omar leads Sales, Ruth its team Inside sales."""

    ines: Caller
    omar: Caller
    ruth: Caller
    sales: Unit
    team: Unit
    cycle: Cycle


def scene(agreement: bool = True) -> Scene:
    """The company in planning, with or without agreement by a lead above."""
    ines = founder()
    if agreement:
        set_options(ines, {"plan_approval": True})
    cycle = create_cycle(ines, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    omar, ruth = colleague(ines, "Omar Haddad"), colleague(ines, "Ruth Adeyemi")
    sales = create_unit(ines, "Sales", company(ines), lead=omar.person)
    team = create_unit(ines, "Inside sales", sales, lead=ruth.person)
    return Scene(ines, omar, ruth, sales, team, cycle)


def drafted(at: Scene, text: str = SHEET, caller: Caller | None = None):
    """The sheet drafted for the team."""
    who = caller or at.ruth
    return draft_goals(who, at.team, at.cycle, read_rows(who, at.team, at.cycle, read_block(text)).required())
