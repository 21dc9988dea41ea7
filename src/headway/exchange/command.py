"""``headway import``: from a file's name to what is printed. Django is set up by the time ``run`` is called."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from headway.exchange.importing import Report
    from headway.people.caller import Caller

WRONG_FILE = 2
LARGEST = 50_000_000


@contextmanager
def somewhere(data: Path | None, dry_run: bool) -> Iterator[Path | None]:
    """Where to work: the data directory, or for a dry run where there is none yet, one that is gone afterwards."""
    place = Path(data or os.environ.get("HEADWAY_DATA", "headway-data"))
    if not dry_run or "DATABASE_URL" in os.environ or (place / "headway.sqlite3").exists():
        yield data
        return
    with TemporaryDirectory(prefix="headway-dry-run-") as elsewhere:
        yield Path(elsewhere)


def run(
    file: Path,
    prepare: Callable[[], None],
    workspace: str,
    person: str,
    email: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import ``file`` and print the report; leave with 2 for a wrong file, with 1 for anything else refused.

    ``prepare`` brings the database to this version, once the file is known to be right.
    """
    from headway.exchange.importing import import_tree
    from headway.exchange.okr_tree.reading import read_tree
    from headway.exchange.okr_tree.told import FileRefused
    from headway.people.doors.cli import fail, say
    from headway.people.errors import Refused

    try:
        text = _text(file)
        read_tree(text)  # a wrong file is refused before anything is made
        prepare()
        with _caller(text, workspace, person, email, dry_run) as caller:
            report = import_tree(caller, text, dry_run=dry_run)
    except FileRefused as error:
        told = [{"place": one.place, "problem": one.text} for one in error.problems]
        if as_json:
            say({"file": file.name, "refused": told}, as_json)
        click.echo(f"{file.name} was refused and nothing was written. Mend this and import it again:", err=True)
        click.echo("\n".join(f"  {one.place}: {one.text}" for one in error.problems), err=True)
        sys.exit(WRONG_FILE)
    except Refused as error:
        fail(error)
    say(report_out(report), as_json, lines_of(report))


def _text(file: Path) -> str:
    from headway.exchange.okr_tree.told import FileRefused, Remark

    if file.stat().st_size > LARGEST:
        raise FileRefused([Remark("the file", f"It is larger than {LARGEST // 10**6} MB: split it.")])
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused([Remark(f"byte {error.start}", "It is not UTF-8 text: save it as UTF-8.")]) from error


@contextmanager
def _caller(text: str, slug: str, person: str, email: str, dry_run: bool) -> "Iterator[Caller]":
    """Who imports into which workspace: the one that is named, else the organisation's own. Made if not there.

    Two organisations never come to stand in one workspace unless somebody names it.
    """
    from django.db import transaction

    from headway.exchange.okr_tree.reading import read_tree
    from headway.people.doors.cli import find_caller

    organisation = read_tree(text).organisation
    with transaction.atomic():
        there = slug if slug and _is_there(slug) else "" if slug else _home_of(organisation)
        yield find_caller(there, person) if there else _found(organisation, slug, email)
        if dry_run:
            transaction.set_rollback(True)


def _is_there(slug: str) -> bool:
    from headway.people.models import Workspace

    return Workspace.objects.filter(slug=slug).exists()


def _home_of(organisation: str) -> str:
    """The slug of the workspace of an organisation: that which its goals came to before, or one of its name."""
    from headway.exchange.importing import places_of
    from headway.people.models import Workspace
    from headway.people.slugs import suggest_slug

    if before := places_of(organisation):
        return before[0]
    named = Workspace.objects.filter(name__iexact=organisation).order_by("pk").values_list("slug", flat=True).first()
    return named or (suggest_slug(organisation) if _is_there(suggest_slug(organisation)) else "")


def _found(organisation: str, slug: str, email: str) -> "Caller":
    from headway.clock import read_clock
    from headway.people.actions.workspaces import NewWorkspace, create_workspace
    from headway.people.models import User
    from headway.people.slugs import suggest_slug

    slug = slug or suggest_slug(organisation)
    email = email or f"owner@{slug}.example"
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email)
    new = NewWorkspace(slug=slug, name=organisation[:120], owner_name="Owner", owner_email=email)
    return create_workspace(new, read_clock(), user, door="cli")


def report_out(report: "Report") -> dict[str, Any]:
    """The report as plain data."""
    return {
        "source": "okr-tree", "organisation": report.organisation, "cycle": report.cycle,
        "workspace": report.workspace, "dry_run": report.dry_run, "in_file": report.in_file,
        "imported": report.made, "here_already": report.here_already, "objectives": report.goals,
        "remarks": [{"place": one.place, "text": one.text} for one in report.remarks],
    }  # fmt: skip


def lines_of(report: "Report") -> list[str]:
    """The report as text: the counts first, then each goal with its key, then each remark."""
    verb = "Would import" if report.dry_run else "Imported"
    lines = [
        f"{report.organisation}, {report.cycle}, into the workspace “{report.workspace}”",
        f"In the file: {_counted(report.in_file) or 'no objective'}",
        f"{verb}: {_counted(report.made) or 'nothing new'}",
    ]
    if here := _counted(report.here_already):
        lines.append(f"Here already, and not touched: {here}")
    for goal in report.goals:
        lines.append(f"  {goal['key']:>8}  {goal['title']}  ({_facts(goal)})")
        lines += [f"  {row['key']:>12}  {row['title']}{_in_brackets(row)}" for row in goal["key_results"]]
    lines += ["What did not arrive as it stood, and why:"] if report.remarks else []
    alike: dict[str, list[str]] = {}
    for one in report.remarks:
        alike.setdefault(one.text, []).append(one.place)
    lines += [f"  {', '.join(_ranges(places))}: {text}" for text, places in alike.items()]
    if not report.dry_run and report.made:
        lines.append(f"To enter: headway person password EMAIL of an owner, then open /{report.workspace}/objectives")
    return lines


def _facts(goal: dict[str, Any]) -> str:
    """What became of an objective, in the order in which one checks it."""
    told = [goal["id"], goal["outcome"], goal.get("owner"), goal.get("unit")]
    told += [f"under {', '.join(goal['parents'])}"] if goal.get("parents") else []
    told += [f"score {goal['score']}"] if goal.get("score") is not None else []
    return ", ".join(one for one in told if one)


def _in_brackets(row: dict[str, Any]) -> str:
    score = [f"score {row['score']}"] if row.get("score") is not None else []
    told = [*filter(None, [row.get("owner")]), *score]
    return f"  ({', '.join(told)})" if told else ""


def _ranges(places: Sequence[str]) -> list[str]:
    """Places that differ in their last number alone, together: objectives[0–3, 7].owner."""
    found: dict[tuple[str, str], list[int]] = {}
    for place in places:
        before, _, rest = place.rpartition("[")
        number, _, after = rest.partition("]")
        if number.isdigit():
            found.setdefault((before, after), []).append(int(number))
        else:
            found[place, ""] = []
    return [f"{before}[{_runs(numbers)}]{after}" if numbers else before for (before, after), numbers in found.items()]


def _runs(numbers: Sequence[int]) -> str:
    """0, 1, 2, 7 as 0–2, 7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count)
