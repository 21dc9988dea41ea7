"""The ``headway`` command: the assembly of every feature's commands."""

import os

import click


@click.group()
@click.version_option(package_name="headway")
def main() -> None:
    """KPIs hold the floor, OKRs raise the ceiling."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")


if __name__ == "__main__":
    main()
