"""``headway decision`` and ``headway graduation``: the loop from the command line."""

from typing import Any

import click

from headway.kpis.access import kpi_for
from headway.loop.access import decision_for, decisions_for, graduation_for, graduations_for
from headway.loop.actions.answering import answer_decision, mark_fixed, reopen_decision
from headway.loop.actions.deciding import accept_graduation, decline_graduation
from headway.loop.actions.drafting import draft_objective, subject_of
from headway.loop.actions.graduating import propose_graduation, withdraw_graduation
from headway.loop.actions.lifting import leave_plateau, take_up_plateau
from headway.loop.inputs import answer_in, standard_in
from headway.loop.models import Decision, Graduation
from headway.loop.payloads import decision_out, draft_out, graduation_out, offer_out
from headway.loop.plateaus import offers_for
from headway.okrs.access import key_result_for
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say

NAMED = ("metric", "key_result", "asked", "escalate_to", "answered_by", "fix_owner")


@click.group()
def decision() -> None:
    """Decisions: list, answer, mark fixed, take back; plateaus."""


def _told(caller: Caller, row: Decision, as_json: bool) -> None:
    fresh = decision_for(caller, row.key)
    about = fresh.metric or fresh.key_result
    state = fresh.choice or ("open" if fresh.is_open else "closed")
    say(decision_out(caller, fresh), as_json, [f"{fresh.key} {about}: {state}"])


@decision.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that were answered or closed.")
@as_json
@pass_caller
def list_decisions(caller: Caller, everything: bool, as_json: bool) -> None:
    """List the decisions that wait, the most pressing first."""
    rows = decisions_for(caller).select_related(
        "metric", "key_result", "asked", "escalate_to", "answered_by", "fix_owner"
    )
    if not everything:
        rows = rows.filter(answered_at=None, resolved_itself_at=None)
    found = list(rows.order_by("answer_by", "pk"))
    lines = columns(
        [row.key, row.metric or row.key_result, row.trigger, f"{row.answer_by:%Y-%m-%d %H:%M}", row.asked.name]
        for row in found
    )
    say([decision_out(caller, row) for row in found], as_json, lines or ["No decision waits."])


@decision.command()
@click.argument("key")
@as_json
@pass_caller
def show(caller: Caller, key: str, as_json: bool) -> None:
    """Show one decision with what it rests on."""
    row = decision_for(caller, key)
    data = decision_out(caller, row)
    say(data, as_json, [f"{row.key} {row.metric or row.key_result}", *data["sentences"]])


@decision.command()
@click.argument("key")
@as_json
@pass_caller
def draft(caller: Caller, key: str, as_json: bool) -> None:
    """Show the objective that the decision would open."""
    row = decision_for(caller, key)
    metric = subject_of(row)
    data = draft_out(draft_objective(caller, row), metric.key, metric.scale)
    say(data, as_json, [f"{name}: {value}" for name, value in data.items()])


@decision.command()
@click.argument("key")
@click.argument("choice", type=click.Choice(["watch", "fix", "objective", "leave"]))
@click.option("--why", required=True, help="Kept with the decision.")
@click.option("--until", type=DAY, help="The day a watch ends.")
@click.option("--what", default="", help="What is done now.")
@click.option("--owner", default="", help="Key of who does it (or owns the objective); you by default.")
@click.option("--due", type=DAY, help="The day by which it is done.")
@click.option("--title", help="The objective's title, if not the drafted one.")
@click.option("--target", help="The key result's target, if not the drafted one.")
@as_json
@pass_caller
def answer(caller: Caller, key: str, choice: str, why: str, as_json: bool, **given: Any) -> None:
    """Answer a decision: watch, fix, objective, or (a plateau) leave."""
    row = decision_for(caller, key)
    drafted = {"title": given["title"], "target": given["target"], "due": given["due"]}
    drafted["owner"] = given["owner"] or None
    sent = {
        "choice": choice, "watch_until": given["until"], "fix_what": given["what"],
        "fix_owner": given["owner"], "fix_due": given["due"], "objective": drafted,
    }  # fmt: skip
    _told(caller, answer_decision(caller, row, answer_in(caller, row, sent), why), as_json)


@decision.command()
@click.argument("key")
@as_json
@pass_caller
def fixed(caller: Caller, key: str, as_json: bool) -> None:
    """Say that the fix is done."""
    _told(caller, mark_fixed(caller, decision_for(caller, key)), as_json)


@decision.command()
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def reopen(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Take the answer back, so that it can be decided anew."""
    _told(caller, reopen_decision(caller, decision_for(caller, key), reason), as_json)


@decision.command()
@as_json
@pass_caller
def plateaus(caller: Caller, as_json: bool) -> None:
    """List healthy KPIs that are flat, with nobody improving them."""
    found = offers_for(caller)
    lines = columns([offer.metric.key, offer.metric.name, f"{offer.periods} readings"] for offer in found)
    say([offer_out(offer) for offer in found], as_json, lines or ["No KPI is on a plateau."])


@decision.command("take-up")
@click.argument("kpi")
@as_json
@pass_caller
def take_up(caller: Caller, kpi: str, as_json: bool) -> None:
    """Ask for a decision about a plateau."""
    _told(caller, take_up_plateau(caller, kpi_for(caller, kpi)), as_json)


@decision.command()
@click.argument("kpi")
@click.option("--why", required=True)
@as_json
@pass_caller
def leave(caller: Caller, kpi: str, why: str, as_json: bool) -> None:
    """Leave a plateau as it is."""
    _told(caller, leave_plateau(caller, kpi_for(caller, kpi), why), as_json)


@click.group()
def graduation() -> None:
    """Graduations: list, propose, accept, decline, withdraw."""


def _stands(row: Graduation) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    if row.accepted is None:
        return "proposed"
    return row.verdict or (f"watched, {row.watch_seen} of {row.watch_needed}" if row.accepted else "declined")


def _said(caller: Caller, row: Graduation, as_json: bool) -> None:
    fresh = graduation_for(caller, row.key)
    say(graduation_out(fresh), as_json, [f"{fresh.key} {fresh.metric or fresh.key_result}: {_stands(fresh)}"])


@graduation.command("list")
@as_json
@pass_caller
def list_graduations(caller: Caller, as_json: bool) -> None:
    """List graduations and how they stand."""
    found = list(graduations_for(caller).select_related("metric", "key_result").order_by("pk"))
    lines = columns([row.key, row.metric or row.key_result, _stands(row)] for row in found)
    say([graduation_out(row) for row in found], as_json, lines or ["Nothing has graduated yet."])


@graduation.command()
@click.argument("key_result")
@click.option("--kpi", "kpis", multiple=True, help="A KPI that takes the new standard; may be given again.")
@click.option("--early", default="", help="Why before it held.")
@as_json
@pass_caller
def propose(caller: Caller, key_result: str, kpis: tuple[str, ...], early: str, as_json: bool) -> None:
    """Propose that a key result becomes a new standard."""
    metrics = [kpi_for(caller, key) for key in kpis]
    found = propose_graduation(caller, key_result_for(caller, key_result), metrics, early)
    say([graduation_out(row) for row in found], as_json, [f"{row.key} is proposed." for row in found])


@graduation.command()
@click.argument("key")
@click.option("--lower", help="The floor, if not the proposed one.")
@click.option("--upper", help="The limit, if not the proposed one.")
@click.option("--amber-lower")
@click.option("--amber-upper")
@click.option("--reason", default="")
@as_json
@pass_caller
def accept(caller: Caller, key: str, reason: str, as_json: bool, **given: Any) -> None:
    """Set the new standard and watch it."""
    row = graduation_for(caller, key)
    limits, naming = standard_in(row, given)
    _said(caller, accept_graduation(caller, row, limits, reason, naming), as_json)


@graduation.command()
@click.argument("key")
@click.option("--reason", required=True)
@as_json
@pass_caller
def decline(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Keep the old standard."""
    _said(caller, decline_graduation(caller, graduation_for(caller, key), reason), as_json)


@graduation.command()
@click.argument("key")
@click.option("--reason", default="")
@as_json
@pass_caller
def withdraw(caller: Caller, key: str, reason: str, as_json: bool) -> None:
    """Take a proposal back."""
    _said(caller, withdraw_graduation(caller, graduation_for(caller, key), reason), as_json)


COMMANDS = [decision, graduation]
