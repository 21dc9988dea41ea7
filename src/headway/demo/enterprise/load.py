"""``headway demo --size enterprise``: found, staff, measure, set goals, and let the company check in for weeks."""

from datetime import datetime

from django.db import transaction

from headway.activity.followers import catch_up
from headway.activity.log import long_chain
from headway.clock import read_clock
from headway.demo.enterprise.company import NAME, SLUG, SOURCE, WEEKS, Company, found
from headway.demo.enterprise.goals import ROUNDS, begin_cycle, check_in, rounds, set_goals
from headway.demo.enterprise.measuring import make_kpis, record_numbers
from headway.demo.enterprise.size import WHOLE, Size
from headway.demo.telling import Say
from headway.kpis.models import Metric, Reading
from headway.loop.models import Decision
from headway.okrs.jobs import refold_pace
from headway.okrs.models import CheckIn, KeyResult, Objective
from headway.people.actions.removal import remove_workspace
from headway.people.caller import Caller
from headway.people.models import Person, Unit, Workspace

REWRITTEN = ("okrs_objective", "okrs_keyresult", "kpis_metric", "loop_decision")
"""Tables whose rows are written again and again in the load's one transaction."""


def load_enterprise(
    reset: bool = False, say: Say = print, now: datetime | None = None, size: Size = WHOLE
) -> Workspace:
    """Load the large company as of ``now``, all or nothing; one that is there stays, unless it is to be ``reset``."""
    now = now or read_clock()
    if Workspace.objects.exclude(slug=SLUG, is_demo=True).exists():
        raise SystemExit("The large demo company needs a database of its own: give another directory with --data.")
    there = Workspace.objects.filter(slug=SLUG).first()
    if there and not reset:
        say(f"{there.name} is here already, and nothing was changed. To load it afresh, add --reset.")
        return there
    with transaction.atomic():
        if there:
            say(f"Removing {there.name} as it was …")
            owner = Person.objects.get(workspace=there, persona="founder")
            remove_workspace(Caller(there, owner, now, SOURCE))
        with long_chain():
            company = _live(size, now, say)
    _tell(company, say)
    return company.caller.workspace


def _live(size: Size, now: datetime, say: Say) -> Company:
    say(f"Founding {NAME}: {size.units * size.people:,} people in {size.units:,} units …")
    company = found(size, now)
    say(f"{size.units * size.kpis:,} KPIs, with {size.weeks_of_readings} weeks of readings …")
    make_kpis(company)
    record_numbers(company.at(WEEKS), company, size.weeks_of_readings)
    goals = size.units * size.objectives
    say(f"{goals:,} objectives with {goals * size.key_results:,} key results …")
    cycle = begin_cycle(company)
    set_goals(company, cycle)
    for number, (weeks, batch) in enumerate(rounds(company), 1):
        say(f"Check-ins, round {number} of {ROUNDS}: {batch:,} …")
        check_in(company, cycle, weeks, batch)
        catch_up(company.caller.workspace.pk, company.at(weeks).now)
    say("Readings of the weeks since …")
    record_numbers(company.at(0), company, WEEKS)
    refold_pace(now)
    catch_up(company.caller.workspace.pk, now)
    return company


def _tell(company: Company, say: Say) -> None:
    counts = {
        "people": Person, "units": Unit, "objectives": Objective, "key results": KeyResult, "KPIs": Metric,
        "check-ins": CheckIn, "decisions": Decision,
    }  # fmt: skip
    told = [f"{model._default_manager.count():,} {name}" for name, model in counts.items()]
    say(f"{NAME} is ready: {', '.join(told)}, {Reading.objects.count():,} readings.")
