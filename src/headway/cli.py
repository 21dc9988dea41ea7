"""The ``headway`` command: the assembly of every feature's commands."""

import os
import sys
from collections.abc import Collection, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import click

import headway

ALONE = ("signals", "coach")
"""Packages whose commands work on files alone, without a database."""


class Joined(click.Group):
    """The command of a package that works alone, with what a feature's ``UNDER`` adds to it: that starts Django."""

    def __init__(self, alone: click.Group) -> None:
        super().__init__(alone.name, alone.commands, help=alone.help)

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted({*super().list_commands(context), *self._added(context)})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return super().get_command(context, name) or self._added(context).get(name)

    def _added(self, context: click.Context) -> dict[str, click.Command]:
        start_django(context.find_root().params.get("data"))
        under = [getattr(module, "UNDER", {}).get(self.name, []) for module in _feature_modules()]
        return {command.name or "": command for commands in under for command in commands}


def _feature_modules() -> Iterator[ModuleType]:
    for _, name, is_package in iter_modules(headway.__path__):
        if is_package and name not in ALONE and find_spec(f"headway.{name}.cli"):
            yield import_module(f"headway.{name}.cli")


class Headway(click.Group):
    """Finds the commands of the features when they are asked for: a package with a ``cli.py`` is all it takes."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command; trouble that an operator can mend is told in a sentence."""
        try:
            return super().main(*args, **options)
        except Exception as error:
            from headway.operations.troubles import explain

            if not (sentence := explain(error)):
                raise
            click.echo(sentence, err=True)
            sys.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted({*super().list_commands(context), *self._alone(), *self._features(context)})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        own = super().get_command(context, name) or self._alone({name}).get(name)
        return own or self._features(context).get(name)

    def _alone(self, wanted: Collection[str] = ALONE) -> dict[str, click.Command]:
        return {
            name: Joined(getattr(import_module(f"headway.{name}.cli"), name))
            for name in ALONE
            if name in wanted and find_spec(f"headway.{name}.cli")
        }

    def _features(self, context: click.Context) -> dict[str, click.Command]:
        start_django(context.params.get("data"))
        return {command.name or "": command for module in _feature_modules() for command in module.COMMANDS}


def start_django(data: Path | str | None = None) -> None:
    """Set Django up on the data directory; later calls change nothing."""
    if data:
        os.environ["HEADWAY_DATA"] = str(Path(data).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
    import django

    django.setup()


DATA = click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Where the data lies.")
PORT = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)


@click.group(cls=Headway)
@click.version_option(package_name="headway")
@DATA
@click.option(
    "--workspace", envvar="HEADWAY_WORKSPACE", help="The workspace's short name; needed if there are several."
)
@click.option("--as", "person", envvar="HEADWAY_AS", help="Who acts: an e-mail address or a key. By default an owner.")
def main(data: Path | None, workspace: str | None, person: str | None) -> None:
    """KPIs hold the floor, OKRs raise the ceiling."""
    if data:
        os.environ["HEADWAY_DATA"] = str(data.resolve())


@main.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@DATA
def serve(port: int, host: str, data: Path | None) -> None:
    """Serve Headway: the web pages, the API and the worker, until Ctrl-C."""
    start_django(data)
    from headway.operations import serving

    serving.serve(host, port)


@main.command()
@PORT
@DATA
@click.option("--no-serve", is_flag=True, help="Only load the demo company.")
@click.option("--reset", is_flag=True, help="Remove the demo company first and load it afresh.")
@click.option(
    "--size", type=click.Choice(["startup", "enterprise"]), default="startup", show_default=True,
    help="Enterprise: 10,000 people, 10,000 objectives.",
)  # fmt: skip
def demo(port: int, data: Path | None, no_serve: bool, reset: bool, size: str) -> None:
    """Load the demo company and serve it."""
    start_django(data)
    from headway.demo.enterprise.load import REWRITTEN, load_enterprise
    from headway.demo.load import load_demo
    from headway.operations import serving
    from headway.operations.statistics import count_rows, pack_rows

    if not no_serve:
        serving.refuse_taken("127.0.0.1", port)
    serving.prepare()
    if size == "enterprise":
        load_enterprise(reset=reset, say=click.echo)
        pack_rows(*REWRITTEN)
    else:
        load_demo(reset=reset, say=click.echo)
        count_rows()
    if not no_serve:
        serving.serve("127.0.0.1", port)


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "source", type=click.Choice(["okr-tree"]), required=True, help="The format of FILE.")
@DATA
@click.option(
    "--workspace", "slug", default="", help="Where the goals go; made if it is not there. Else the organisation's own."
)
@click.option("--email", default="", help="The owner's login, where the workspace must be made first.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.pass_context
def import_file(
    context: click.Context,
    file: Path,
    source: str,
    data: Path | None,
    slug: str,
    email: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import the goals of FILE; what came from it before stays as it is. Exit 2 for a file that is wrong.

    Each organisation has a workspace of its own, found by its name or made; --workspace brings it to another.
    """
    from headway.exchange.command import run, somewhere

    chosen = context.find_root().params
    with somewhere(data or chosen.get("data"), dry_run) as place:
        start_django(place)
        from headway.operations.serving import prepare
        from headway.operations.statistics import count_rows

        who = slug or chosen.get("workspace") or "", chosen.get("person") or ""
        run(file, prepare, *who, email, dry_run=dry_run, as_json=as_json)
        if not dry_run:
            count_rows()


@main.command()
@DATA
def worker(data: Path | None) -> None:
    """Run the worker alone: it follows the log and does what is due."""
    start_django(data)
    from headway.operations import working

    working.work()


@main.command()
@DATA
def migrate(data: Path | None) -> None:
    """Bring the database to this version of Headway (on SQLite, “serve” does it by itself)."""
    start_django(data)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


@main.command()
@DATA
@click.argument("file", type=click.Path(path_type=Path), required=False)
def backup(data: Path | None, file: Path | None) -> None:
    """Write a whole copy of the database to FILE, while Headway goes on."""
    start_django(data)
    from headway.operations.backups import backup as write
    from headway.people.doors.cli import require_database

    require_database()
    click.echo(f"Wrote {write(file)}.")


@main.command()
@DATA
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(data: Path | None, file: Path) -> None:
    """Put the backup FILE in the place of the database; stop Headway first. What was there is kept."""
    start_django(data)
    from headway.operations.backups import restore as put_back

    kept = put_back(file)
    click.echo(f"Restored {file}." + (f" What was there before is kept in {kept}." if kept else ""))
    click.echo("Serve it with “headway serve”; “headway check” compares everything in it.")


@main.command()
@DATA
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def check(data: Path | None, as_json: bool) -> None:
    """Refold everything and compare it with what is stored; exit 1 if anything differs."""
    start_django(data)
    from headway.operations.checks import run_checks
    from headway.people.doors.cli import require_database, say

    require_database()
    problems = run_checks()
    say(problems, as_json, [*problems, _counted(len(problems))])
    raise SystemExit(1 if problems else 0)


def _counted(differences: int) -> str:
    return {0: "Nothing differs.", 1: "1 difference found."}.get(differences, f"{differences} differences found.")


if __name__ == "__main__":
    main()
