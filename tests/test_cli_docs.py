"""``docs/cli.md`` is what the commands say of themselves. ``python -m tests.test_cli_docs`` writes it anew."""

from collections.abc import Iterator
from pathlib import Path

import click

from headway.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = """# The command line

`headway` does what the pages and the API do, through the same actions. `--workspace` chooses the workspace where there
are several, `--as` the person who acts (by default an owner), `--data` the folder where the data lies; they stand
before the command: `headway --as ruth@lumen.example check-in …`. `--json` prints JSON for programs.

An error is a sentence on standard error. The exit code is 0 when it was done; 1 when it was refused, or when a check
found something; 2 when the command itself was wrong: an unknown word or option, one that is missing, a file that is not
there or is not of its kind.

Made from the commands' own help by `python -m tests.test_cli_docs`.
"""


def test_the_page_about_the_command_line_is_up_to_date():
    assert PAGE.read_text() == page(), "docs/cli.md is out of date: run .venv/bin/python -m tests.test_cli_docs"


def page() -> str:
    """The whole page, as it should be."""
    parts = [f"## {name}\n\n```\n{help_text.strip()}\n```\n" for name, help_text in _helps(main, None, "headway")]
    return "\n".join([HEAD, *parts])


def _helps(command: click.Command, above: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    """The help of a command and of all below it; a group is followed by its commands."""
    context = click.Context(command, parent=above, info_name=name.rsplit(" ", 1)[-1], terminal_width=100)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            found = command.get_command(context, word)
            if found is not None and not found.hidden:
                yield from _helps(found, context, f"{name} {word}")


if __name__ == "__main__":
    PAGE.write_text(page())
