"""``headway theme``: the bets that outlast a cycle."""

from datetime import date

import click

from headway.okrs.access import (
    theme_for,
    themes_for,
)
from headway.okrs.actions.themes import NewTheme, archive_theme, create_theme, review_theme
from headway.okrs.inputs import person_in
from headway.okrs.models import ThemeReview
from headway.okrs.payloads.goals import (
    theme_full_out,
    theme_out,
)
from headway.people.caller import Caller
from headway.people.doors.cli import DAY, as_json, columns, pass_caller, say


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


COMMANDS = [theme]
