"""`headway coach choose`: the five questions on the command line, answered by flags, by a text, or one by one."""

import json
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

import click

from .choose import NAMES, QUESTIONS, Choice, TooLong, Unanswered, answers_to, choose

FLAGS = {
    "improve": ("--improve", "--keep"),
    "continuous": ("--continuous", "--not-continuous"),
    "end": ("--end", "--no-end"),
    "next_year": ("--next-year", "--not-next-year"),
    "push": ("--push", "--no-push"),
}
"""How each question is answered with yes, and with no."""


class OneAnswerEach(click.Command):
    """A command that refuses a question answered with yes and no at once, where click would take the last."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = set(takewhile(lambda each: each != "--", args))
        for yes, no in FLAGS.values():
            if {yes, no} <= given:
                raise click.UsageError(f"{yes} and {no} contradict each other: leave one of them out.", ctx)
        return super().parse_args(ctx, args)


@click.command("choose", cls=OneAnswerEach)
@click.argument("text", nargs=-1)
@click.option(
    "/".join(FLAGS["improve"]), default=None, help="Achieve or improve something, or keep it as good as it is."
)
@click.option("/".join(FLAGS["continuous"]), default=None, help="Whether it is measured all the time.")
@click.option("/".join(FLAGS["end"]), default=None, help="Whether there is an end date or an end state.")
@click.option("/".join(FLAGS["next_year"]), default=None, help="Whether it is measured the same way next year.")
@click.option("/".join(FLAGS["push"]), default=None, help="Whether it is one push to a new level.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs; asks nothing.")
def choose_command(text: tuple[str, ...], as_json: bool, **flags: bool | None) -> None:
    """KPI or OKR? Answer five questions, or let TEXT and flags answer them; ends in a filled draft.

    What neither flags nor TEXT answer is asked; with --json it is an error instead.
    """
    said = " ".join(text)
    try:
        answers = answers_to(said, {name: value for name, value in flags.items() if value is not None})
        chosen = choose(answers if as_json else _asked(answers), said)
    except TooLong as error:
        raise click.UsageError(str(error)) from error
    except Unanswered as error:
        raise click.UsageError(f"{error} {_how(error.names)}") from error
    click.echo(json.dumps(chosen.as_dict()) if as_json else _told(chosen))


def _asked(answers: Mapping[str, bool]) -> dict[str, bool]:
    """The answers with those of a person to what is open; without anybody to answer, it ends in a sentence."""
    answered = dict(answers)
    for question in QUESTIONS:
        if question.name in answered:
            continue
        try:
            answered[question.name] = click.prompt(f"{question.text} [y/n]", value_proc=_yes_or_no, err=True)
        except click.Abort as error:
            left = tuple(name for name in NAMES if name not in answered)
            click.echo(err=True)
            raise click.UsageError(f"No answer came, so nothing is chosen. {_how(left)}") from error
    return answered


def _yes_or_no(said: str) -> bool:
    word = said.strip().lower()
    if word not in {"y", "yes", "n", "no"}:
        raise click.UsageError(f"“{said}” is neither yes nor no: answer y or n.")
    return word in {"y", "yes"}


def _how(names: tuple[str, ...]) -> str:
    """How to answer the questions of these names."""
    yes, no = (", ".join(FLAGS[name][side] for name in names) for side in (0, 1))
    return f"Answer with {yes} or their opposites: {no}."


def _told(chosen: Choice) -> str:
    """The choice as text: the verdict with its reasons, the draft, and what is still missing."""
    head = "This is a KPI" if chosen.kind == "kpi" else "This is an OKR"
    lines = [f"{head}: {'; '.join(chosen.reasons)}.", ""]
    lines += _kpi_lines(chosen) if chosen.kind == "kpi" else _okr_lines(chosen)
    return "\n".join([*lines, "", f"Still to say: {'; '.join(chosen.draft.still_needed)}."])


def _kpi_lines(chosen: Choice) -> list[str]:
    draft = chosen.draft
    return [
        f"KPI      {_capital(draft.name) if draft.is_named else '<what is measured>'}",
        f"Healthy  {draft.healthy or '<from> to <to>'}",
        f"Act when it {draft.trigger or 'leaves that band'}",
    ]


def _okr_lines(chosen: Choice) -> list[str]:
    draft = chosen.draft
    told: list[tuple[str, Any]] = [
        ("Objective", draft.objective or "<what it is for, and for whom>"),
        ("Key result", draft.key_result),
        ("End", draft.due),
        ("Initiative", draft.initiative and f"{draft.initiative} (work below the key result, not the goal)"),
        ("KPI", draft.kpi and f"{_capital(draft.kpi)} goes on being watched, and takes the new level as its standard"),
    ]
    return [f"{name:<11} {said}" for name, said in told if said]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
