"""What ``headway coach`` can do with a workspace, beside what it does with files alone."""

from typing import Any

import click

from headway.coach.finding import LEVELS
from headway.coaching.access import audit_for, dismissal_for
from headway.coaching.actions.auditing import audit_kpi, withdraw_audit
from headway.coaching.actions.dismissing import dismiss_finding, lift_dismissal
from headway.coaching.actions.house_rules import set_mandatory
from headway.coaching.actions.mapping import map_kpis
from headway.coaching.at_large import health_for
from headway.coaching.auditing import cases, units_below
from headway.coaching.findings import findings_from
from headway.coaching.mapping import Answer, Mapped, mapped
from headway.coaching.payloads import audit_out, case_out, dismissal_out, finding_out, health_out, mapped_out
from headway.coaching.views.health import weeks_of
from headway.kpis.access import kpi_for
from headway.okrs.access import cycle_for
from headway.people.access import unit_for
from headway.people.caller import Caller
from headway.people.doors.cli import as_json, columns, pass_caller, say
from headway.people.options import options_of


@click.command("findings")
@click.option("--unit", default="", help="Only those of this unit, by key.")
@click.option("--level", type=click.Choice(LEVELS), help="Only those of this level.")
@click.option("--dismissed", is_flag=True, help="Also those that were waved away.")
@click.option("--after", default="", metavar="UNIT", help="Go on after UNIT, in a company told five units at a time.")
@as_json
@pass_caller
def findings(caller: Caller, unit: str, level: str | None, dismissed: bool, after: str, as_json: bool) -> None:
    """Tell the findings about goals and KPIs, the gravest first."""
    read, following = findings_from(caller, unit_for(caller, unit).key if unit else "", after)
    told_of = [told for found in read for told in (found.all if dismissed else found.open)]
    shown = [told for told in told_of if level in {None, told.seen.level}]
    lines = []
    for told in shown:
        one = told.found
        lines += [f"{one.level}: {one.code}: {', '.join(one.subjects)} ({told.unit_name})"]
        lines += [f"    seen: {one.evidence}", f"    try: {one.rewrite}", f"    digest: {one.digest}"]
    say([finding_out(told) for told in shown], as_json, lines or ["No findings."])
    if following:
        click.echo(f"There are further units: go on with --after {following}.", err=True)


@click.command("dismiss")
@click.argument("digest")
@click.option("--reason", required=True, help="Why it does not hold here.")
@click.option("--unit", default="", help="The unit it belongs to, by key: a large company asks for it.")
@as_json
@pass_caller
def dismiss(caller: Caller, digest: str, reason: str, unit: str, as_json: bool) -> None:
    """Wave the finding with this DIGEST away, until what it rests on changes."""
    row = dismiss_finding(caller, digest, reason, unit_for(caller, unit).key if unit else "")
    say(dismissal_out(row), as_json, [f"{row.key}: {row.code} about {row.about} is waved away."])


@click.command("lift")
@click.argument("key")
@as_json
@pass_caller
def lift(caller: Caller, key: str, as_json: bool) -> None:
    """Let a finding that was waved away show again, by the KEY of its dismissal."""
    row = lift_dismissal(caller, dismissal_for(caller, key))
    say(dismissal_out(row), as_json, [f"{row.code} about {row.about} shows again."])


@click.command("health")
@click.option("--unit", default="", help="Of this unit with all below it, by key.")
@as_json
@pass_caller
def health(caller: Caller, unit: str, as_json: bool) -> None:
    """Tell the program health, point by point.

    Private goals and KPIs are not counted.
    """
    row = unit_for(caller, unit) if unit else None
    shown = health_for(caller, row.key if row else "")
    table = [
        [part.title, "–" if part.share is None else f"{part.points:.1f}", f"of {part.weight}", part.told]
        for part in shown.parts
    ]
    score = "nothing to judge yet" if shown.score is None else f"{shown.score} of 100"
    lines = [f"Program health: {score} ({shown.had:.1f} of {shown.weight} points)", *columns(table)]
    say(health_out(shown, unit, list(weeks_of(caller, row.key if row else ""))), as_json, lines)


@click.group("audit", invoke_without_command=True)
@click.option("--due", is_flag=True, help="Only those that this quarter has not decided on.")
@click.option("--unit", default="", metavar="UNIT", help="Only those of UNIT and of the units below it.")
@as_json
@click.pass_context
def audit(context: click.Context, due: bool, unit: str, as_json: bool) -> None:
    """Tell what speaks against each KPI; with a verdict, decide on one."""
    if context.invoked_subcommand is None:
        context.invoke(pass_caller(_list_cases), due=due, unit=unit, as_json=as_json)


def _list_cases(caller: Caller, due: bool, unit: str, as_json: bool) -> None:
    found = [case for case in cases(caller, units_below(caller, unit)) if case.is_due or not due]
    lines = []
    for case in found:
        state = f"{case.suggestion}?" if case.is_due or case.last is None else f"decided: {case.last.verdict}"
        lines += [f"{case.kpi.key} {case.kpi.name}: {state}", *(f"    {each.told}" for each in case.reasons)]
    say([case_out(case) for case in found], as_json, lines or ["There is no KPI to audit."])


def _verdict(name: str, help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @click.argument("kpi")
    @click.option("--reason", required=True, help="Why.")
    @as_json
    @pass_caller
    def decide(caller: Caller, kpi: str, reason: str, as_json: bool, **more: Any) -> None:
        row = audit_kpi(caller, kpi_for(caller, kpi), name, reason, "retire" if more.get("retire") else "demote")
        say(audit_out(row, kpi), as_json, [f"{row.key}: {name} {kpi}."])

    if name == "cut":
        decide.params.append(click.Option(["--retire"], is_flag=True, help="End it, instead of keeping the metric."))
    return decide


@audit.command("withdraw")
@click.argument("key")
@as_json
@pass_caller
def withdraw(caller: Caller, key: str, as_json: bool) -> None:
    """Take a verdict back, by its KEY; a KPI that it cut stays as it is."""
    row = withdraw_audit(caller, audit_for(caller, key))
    say(audit_out(row, row.metric.key), as_json, [f"{row.key}: {row.verdict} {row.metric.key} is taken back."])


audit.add_command(_verdict("keep", "Keep KPI as it is."))
audit.add_command(_verdict("sharpen", "Keep KPI, and say what to mend."))
audit.add_command(_verdict("cut", "Make KPI a metric again, or end it."))


@click.command("map")
@click.argument("cycle")
@click.argument("kpi", required=False)
@click.option("--move/--watch", default=None, help="Whether the team can move it in this cycle.")
@click.option("--final/--sign", default=None, help="Whether it is the final result, or an early sign of one.")
@as_json
@pass_caller
def map_command(
    caller: Caller, cycle: str, kpi: str | None, move: bool | None, final: bool | None, as_json: bool
) -> None:
    """Tell what each KPI is in CYCLE; with KPI and one answer or both, keep them."""
    shown = cycle_for(caller, cycle)
    if not kpi and (move, final) != (None, None):
        raise click.UsageError("Name the KPI that this answers, after the cycle.")
    if kpi:
        map_kpis(caller, shown, {kpi_for(caller, kpi): Answer(move, final)})
    rows = mapped(caller, shown)
    lines = columns(
        [row.kpi.key, row.kpi.name, " ".join(tie.key for tie in row.tied) or "–", row.role or _so_far(row)]
        for row in rows
    )
    say([mapped_out(row) for row in rows], as_json, lines or ["There is no KPI."])


def _so_far(row: Mapped) -> str:
    return "1 of 2 answered" if row.answer.is_in_part else "not answered"


@click.command("mandatory")
@click.argument("codes", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="Allow every pattern again.")
@as_json
@pass_caller
def mandatory(caller: Caller, codes: tuple[str, ...], nothing: bool, as_json: bool) -> None:
    """Tell the patterns that no goal may be set with; with CODES, choose them."""
    if codes or nothing:
        set_mandatory(caller, codes)
    chosen = list(options_of(caller.workspace).mandatory)
    say(chosen, as_json, chosen or ["Every pattern is allowed."])


COMMANDS: list[click.Command] = []
UNDER = {"coach": [findings, dismiss, lift, health, audit, map_command, mandatory]}
"""Commands that stand under the command of a package that works on files alone."""
