"""``headway plan`` and ``headway template``: planning from the command line."""

import sys
from pathlib import Path

import click

from headway.kpis.access import kpi_for
from headway.okrs.access import cycle_for
from headway.okrs.inputs import unit_in
from headway.okrs.models import Cycle, CycleState, Objective
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.errors import Refused
from headway.people.models import Unit
from headway.rituals.planning.access import proposal_for
from headway.rituals.planning.actions.deciding import accept_proposals, return_proposal, submit_plan
from headway.rituals.planning.actions.drafting import draft_from_kpis, draft_goals
from headway.rituals.planning.actions.ranking import cut_goals, rank_goals
from headway.rituals.planning.examples import find_templates, template_for
from headway.rituals.planning.inputs import parent_in, read_rows, under
from headway.rituals.planning.payloads import drafted_out, plan_out, proposal_out, template_out
from headway.rituals.planning.queries.inbox import submitted_to
from headway.rituals.planning.rules.rows import read_block

UNIT = click.option("--unit", default="", help="Key of a unit; yours by default.")
CYCLE = click.option("--cycle", default="", help="Key of a cycle in planning; the next one by default.")


def _scene(caller: Caller, unit: str, cycle: str) -> tuple[Unit, Cycle]:
    if cycle:
        return unit_in(caller, unit), cycle_for(caller, cycle)
    planned = Cycle.objects.filter(workspace=caller.workspace, state=CycleState.PLANNING).order_by("start", "end")
    found = planned.first()
    if found is None:
        raise Refused("No cycle is in planning: make one, or name one with --cycle.")
    return unit_in(caller, unit), found


@click.group()
def plan() -> None:
    """Plan a cycle: needs, drafts, order, cut, submit, accept, return."""


def _told(caller: Caller, unit: Unit, cycle: Cycle, as_json: bool) -> None:
    data = plan_out(caller, unit, cycle)
    goals = columns(
        [one["nth"], one["objective"], one["title"], one["state"], "below the line" if one["below"] else ""]
        for one in data["goals"]
    )
    remarks = [f"{one['objective']}: {found['why']}" for one in data["goals"] for found in one["remarks"]]
    say(data, as_json, [f"{unit.name}, {cycle.name}", *goals, *data["limits"], *remarks])


@plan.command()
@UNIT
@CYCLE
@as_json
@pass_caller
def show(caller: Caller, unit: str, cycle: str, as_json: bool) -> None:
    """Show the goals of a plan in order, with what the coach says."""
    _told(caller, *_scene(caller, unit, cycle), as_json)


@plan.command()
@UNIT
@CYCLE
@as_json
@pass_caller
def needs(caller: Caller, unit: str, cycle: str, as_json: bool) -> None:
    """List the KPIs by need, with the reasons."""
    found = plan_out(caller, *_scene(caller, unit, cycle))["needs"]
    lines = columns([one["points"], one["kpi"], one["name"], one["state"], "; ".join(one["why"])] for one in found)
    say(found, as_json, lines or ["There is no KPI yet."])


def _drafted(goals: list[Objective], cycle: Cycle, as_json: bool) -> None:
    say(drafted_out(goals, cycle), as_json, [f"{goal.key} {goal.title}" for goal in goals])


@plan.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--parent", default="", help="Key of the objective that all of it contributes to.")
@UNIT
@CYCLE
@as_json
@pass_caller
def draft(caller: Caller, file: Path, parent: str, unit: str, cycle: str, as_json: bool) -> None:
    """Draft goals from a tab-separated FILE: objective, key result, baseline, target, unit, owner, due."""
    where, when = _scene(caller, unit, cycle)
    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    goals = under(read_rows(caller, where, when, read_block(text)).required(), parent_in(caller, parent))
    _drafted(draft_goals(caller, where, when, goals), when, as_json)


@plan.command()
@click.argument("kpis", nargs=-1, required=True)
@UNIT
@CYCLE
@as_json
@pass_caller
def choose(caller: Caller, kpis: tuple[str, ...], unit: str, cycle: str, as_json: bool) -> None:
    """Choose the KPIS to move, and draft an objective on each."""
    where, when = _scene(caller, unit, cycle)
    _drafted(draft_from_kpis(caller, where, when, [kpi_for(caller, key) for key in kpis]), when, as_json)


@plan.command()
@click.argument("objectives", nargs=-1, required=True)
@click.option("--cut", type=int, help="After how many of them the line is drawn.")
@UNIT
@CYCLE
@as_json
@pass_caller
def order(caller: Caller, objectives: tuple[str, ...], cut: int | None, unit: str, cycle: str, as_json: bool) -> None:
    """Put OBJECTIVES in order, the most important first."""
    where, when = _scene(caller, unit, cycle)
    rank_goals(caller, where, when, objectives, cut)
    _told(caller, where, when, as_json)


@plan.command()
@click.option("--reason", required=True)
@UNIT
@CYCLE
@as_json
@pass_caller
def cut(caller: Caller, reason: str, unit: str, cycle: str, as_json: bool) -> None:
    """Send what lies below the line to the backlog."""
    rows = cut_goals(caller, *_scene(caller, unit, cycle), reason)
    say([row.key for row in rows], as_json, [f"{row.key} {row.title}: in the backlog." for row in rows])


@plan.command()
@UNIT
@CYCLE
@as_json
@pass_caller
def submit(caller: Caller, unit: str, cycle: str, as_json: bool) -> None:
    """Submit what is drafted to whoever leads above."""
    where, when = _scene(caller, unit, cycle)
    submit_plan(caller, where, when)
    _told(caller, where, when, as_json)


@plan.command()
@as_json
@pass_caller
def inbox(caller: Caller, as_json: bool) -> None:
    """List the proposals that wait for your yes or no."""
    named = ("objective__unit", "cycle", "submitted_by", "decided_by")
    rows = list(submitted_to(caller).select_related(*named).order_by("pk"))
    lines = columns([row.key, row.objective.key, row.objective.title, row.objective.unit.name] for row in rows)
    say([proposal_out(row) for row in rows], as_json, lines or ["Nothing waits for you."])


@plan.command()
@click.argument("proposals", nargs=-1, required=True)
@click.option("--note", default="")
@as_json
@pass_caller
def accept(caller: Caller, proposals: tuple[str, ...], note: str, as_json: bool) -> None:
    """Accept PROPOSALS: all of them, or none."""
    rows = accept_proposals(caller, [proposal_for(caller, key) for key in proposals], note)
    say([proposal_out(row) for row in rows], as_json, [f"{row.objective.key} is in {row.cycle.name}." for row in rows])


@plan.command("return")
@click.argument("proposal")
@click.option("--reason", required=True)
@as_json
@pass_caller
def give_back(caller: Caller, proposal: str, reason: str, as_json: bool) -> None:
    """Return a PROPOSAL with what it still needs."""
    row = return_proposal(caller, proposal_for(caller, proposal), reason)
    say(proposal_out(row), as_json, [f"{row.objective.key} is returned."])


@click.group()
def template() -> None:
    """Templates: objectives to start from."""


@template.command("list")
@click.option("--function", default="")
@click.option("--organisation", default="")
@click.option("--words", default="")
@as_json
def list_templates(function: str, organisation: str, words: str, as_json: bool) -> None:
    """List the templates, by function, kind of organisation and words."""
    found = find_templates(function, organisation, words)
    lines = columns([one.slug, one.function, one.title] for one in found)
    say([template_out(one) for one in found], as_json, lines or ["No template fits that."])


@template.command("show")
@click.argument("slug")
@as_json
def show_template(slug: str, as_json: bool) -> None:
    """Show one template."""
    one = template_for(slug)
    lines = [one.title, one.why, *(f"  {kr.sentence}" for kr in one.key_results), f"Guard: {one.guardrail}"]
    say(template_out(one), as_json, [*lines, f"Assumes: {one.assumption}"])


COMMANDS = [plan, template]
