"""``headway theme`` and ``step``, and the commands that put objectives elsewhere."""

from datetime import date

import click

from headway.okrs.access import cycle_for, key_result_for, objective_for, step_for, theme_for, themes_for
from headway.okrs.actions.cloning import StartRule, clone_objective, roll_over
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.cycles import plan_year
from headway.okrs.actions.feeding import feed_key_result
from headway.okrs.actions.mirrors import mirror_key_result
from headway.okrs.actions.postponing import postpone_objective, schedule_objective
from headway.okrs.actions.steps import NewStep, add_step, finish_step
from headway.okrs.actions.themes import NewTheme, archive_theme, create_theme, review_theme
from headway.okrs.actions.turning import turn_into_move
from headway.okrs.inputs import person_in
from headway.okrs.models import ThemeReview
from headway.okrs.payloads import cycle_out, key_result_out, objective_out, theme_full_out, theme_out
from headway.okrs.rules.targets import is_relative
from headway.okrs.typed import read_amount
from headway.people.access import person_for
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say

RULE = click.option("--rule", type=click.Choice(StartRule.values), default="current", help="What movements start from.")


@click.group()
def theme() -> None:
    """Themes: list, show, make, review, archive."""


@theme.command("list")
@as_json
@pass_caller
def list_themes(caller: Caller, as_json: bool) -> None:
    """List the themes."""
    rows = list(themes_for(caller).filter(archived_at=None).select_related("sponsor").order_by("pk"))
    lines = columns([row.key, row.title, row.sponsor.name, row.start, row.end] for row in rows)
    say([theme_out(row) for row in rows], as_json, lines or ["There is no theme yet."])


@theme.command("show")
@click.argument("key")
@as_json
@pass_caller
def show_theme(caller: Caller, key: str, as_json: bool) -> None:
    """Show one theme with its objectives, KPIs, plans and reviews."""
    row = theme_for(caller, key)
    data = theme_full_out(caller, row)
    lines = [f"{row.key} {row.title}", row.narrative, *columns([p["kind"], p["name"], p["planned"], p["actual"] or "–"]
                                                              for p in data["plans"])]  # fmt: skip
    say(data, as_json, [*lines, "Objectives: " + (", ".join(data["objectives"]) or "none yet")])


@theme.command("create")
@click.argument("title")
@click.argument("start", type=DAY)
@click.argument("end", type=DAY)
@click.option("--narrative", default="")
@click.option("--sponsor", default="", help="Key of a person; you by default.")
@as_json
@pass_caller
def create_one(caller: Caller, title: str, start: date, end: date, narrative: str, sponsor: str, as_json: bool) -> None:
    """Make a theme from START to END (YYYY-MM-DD)."""
    who = person_in(caller, sponsor) or caller.someone
    row = create_theme(caller, NewTheme(title, who, start, end, narrative))
    say(theme_out(row), as_json, [f"{row.key} {row.title}"])


@theme.command("review")
@click.argument("key")
@click.argument("verdict", type=click.Choice(ThemeReview.Verdict.values))
@click.argument("text")
@as_json
@pass_caller
def review_one(caller: Caller, key: str, verdict: str, text: str, as_json: bool) -> None:
    """Say whether a theme continues, is adjusted or stops, and why."""
    row = theme_for(caller, key)
    review_theme(caller, row, verdict, text)
    say(theme_full_out(caller, row), as_json, [f"{key}: {verdict}."])


@theme.command("archive")
@click.argument("key")
@as_json
@pass_caller
def archive_one(caller: Caller, key: str, as_json: bool) -> None:
    """Take a theme off the lists."""
    row = archive_theme(caller, theme_for(caller, key))
    say(theme_out(row), as_json, [f"{key} is archived; its history stays."])


@click.command("postpone")
@click.argument("key")
@click.option("--cycle", default="", help="Key of a cycle; without one it goes into the backlog.")
@click.option("--reason", default="")
@as_json
@pass_caller
def postpone(caller: Caller, key: str, cycle: str, reason: str, as_json: bool) -> None:
    """Move an objective to another cycle, or into the backlog."""
    to = cycle_for(caller, cycle) if cycle else None
    goal = postpone_objective(caller, objective_for(caller, key), to, reason)
    say(objective_out(goal), as_json, [f"{key} is in {to.name if to else 'the backlog'} now."])


@click.command("schedule")
@click.argument("key")
@click.argument("cycle")
@as_json
@pass_caller
def schedule(caller: Caller, key: str, cycle: str, as_json: bool) -> None:
    """Bring an idea from the backlog into a cycle."""
    to = cycle_for(caller, cycle)
    goal = schedule_objective(caller, objective_for(caller, key), to)
    say(objective_out(goal), as_json, [f"{key} is in {to.name} now."])


@click.command("clone")
@click.argument("key")
@click.option("--cycle", default="", help="Key of a cycle; without one the copy is an idea in the backlog.")
@click.option("--title", default="")
@RULE
@as_json
@pass_caller
def clone(caller: Caller, key: str, cycle: str, title: str, rule: str, as_json: bool) -> None:
    """Copy an objective."""
    made = clone_objective(caller, objective_for(caller, key), cycle_for(caller, cycle) if cycle else None, rule, title)
    say(objective_out(made), as_json, [f"{made.key} is a copy of {key}."])


@click.command("co-owners")
@click.argument("key")
@click.argument("persons", nargs=-1, metavar="PERSON...")
@as_json
@pass_caller
def co_owners(caller: Caller, key: str, persons: tuple[str, ...], as_json: bool) -> None:
    """Let exactly these persons look after an objective beside its owner; none leaves it to the owner."""
    goal = objective_for(caller, key)
    rows = set_co_owners(caller, goal, [person_for(caller, one) for one in persons])
    names = ", ".join(row.person.name for row in rows) or "nobody else"
    say(objective_out(goal), as_json, [f"{key} is looked after by {goal.owner.name} and {names}."])


@click.command("mirror")
@click.argument("key")
@click.argument("key_result")
@as_json
@pass_caller
def mirror(caller: Caller, key: str, key_result: str, as_json: bool) -> None:
    """Let a KEY_RESULT of another objective count in the objective KEY, too."""
    mirror_key_result(caller, key_result_for(caller, key_result), objective_for(caller, key))
    say(objective_out(objective_for(caller, key)), as_json, [f"{key_result} counts in {key}, too."])


@click.command("roll-over")
@click.argument("cycle")
@click.argument("keys", nargs=-1, required=True, metavar="OBJECTIVE...")
@RULE
@as_json
@pass_caller
def roll(caller: Caller, cycle: str, keys: tuple[str, ...], rule: str, as_json: bool) -> None:
    """Let objectives go on in CYCLE, each as a copy."""
    made = roll_over(caller, [objective_for(caller, key) for key in keys], cycle_for(caller, cycle), rule)
    say([objective_out(row) for row in made], as_json, [f"{row.key} {row.title}" for row in made])


@click.command("year")
@click.argument("starting", type=DAY)
@click.option("--grain", type=click.Choice(["month", "quarter", "half", "year"]), default="quarter")
@as_json
@pass_caller
def year(caller: Caller, starting: date, grain: str, as_json: bool) -> None:
    """Make the fiscal year that holds STARTING (YYYY-MM-DD), with its periods."""
    rows = plan_year(caller, starting, grain)
    say([cycle_out(row) for row in rows], as_json, [f"{row.key} {row.name}" for row in rows])


@click.command("feed")
@click.argument("key")
@click.argument("parent", default="")
@as_json
@pass_caller
def feed(caller: Caller, key: str, parent: str, as_json: bool) -> None:
    """Let the key result KEY count in the sum or mean of PARENT; without one, in none."""
    row = feed_key_result(caller, key_result_for(caller, key), key_result_for(caller, parent) if parent else None)
    say(key_result_out(row, True), as_json, [f"{key} counts in {parent or 'no other key result'}."])


@click.command("turn")
@click.argument("key")
@click.argument("target", default="")
@as_json
@pass_caller
def turn(caller: Caller, key: str, target: str, as_json: bool) -> None:
    """Turn a baseline key result whose start is known into a movement to TARGET."""
    row = key_result_for(caller, key)
    words = target if is_relative(target) else ""
    turn_into_move(caller, row, None if words else read_amount(target, row, "target"), words)
    say(key_result_out(row, True), as_json, [f"{key} moves now."])


@click.group()
def step() -> None:
    """Steps of milestones: add, finish."""


@step.command("add")
@click.argument("key_result")
@click.argument("title")
@click.argument("due", type=DAY)
@click.option("--weight", default=1)
@as_json
@pass_caller
def add(caller: Caller, key_result: str, title: str, due: date, weight: int, as_json: bool) -> None:
    """Add a step to a milestone key result."""
    row = add_step(caller, key_result_for(caller, key_result), NewStep(title, due, weight))
    say({"key": row.key, "title": row.title}, as_json, [f"{row.key} {row.title}"])


@step.command("finish")
@click.argument("key")
@click.argument("evidence")
@as_json
@pass_caller
def finish(caller: Caller, key: str, evidence: str, as_json: bool) -> None:
    """Say that a step is done, with what shows it."""
    row = finish_step(caller, step_for(caller, key), evidence)
    say({"key": row.key, "evidence": row.evidence}, as_json, [f"{key} is done."])


ON_OBJECTIVES = [postpone, schedule, clone, co_owners, mirror]
ON_KEY_RESULTS = [feed, turn]
ON_CYCLES = [roll, year]
PLACES = [theme, step]
