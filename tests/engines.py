"""A pytest plugin: the database engine of a run, and a folder of its own for everything the run writes.

``pytest`` runs on SQLite; ``pytest --engine postgres`` starts a private PostgreSQL once for the whole run,
however many workers there are, and stops it at the end. It must act before Django reads its settings,
so it is loaded by ``-p`` (in ``pyproject.toml``), not from a conftest.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import HOW_TO_GET, find_bin, private_cluster

_RUN = ExitStack()  # what ends with the run, however early pytest gives up
atexit.register(_RUN.close)


def pytest_addoption(parser):
    group = parser.getgroup("headway")
    group.addoption("--engine", choices=["sqlite", "postgres"], default="sqlite", help="database of this run")
    group.addoption("--pictures", action="store_true", help="save the pictures of the docs in docs/pictures/")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Choose the engine and the folder; a worker of xdist inherits both from its controller."""
    options = early_config.known_args_namespace
    if "PYTEST_XDIST_WORKER" in os.environ or options.help or options.version:
        return
    folder = Path(tempfile.mkdtemp(prefix="headway-test-"))
    _RUN.callback(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()
    os.environ["HEADWAY_DATA"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/headway.sqlite3"
    if options.engine == "postgres":
        if find_bin() is None:
            raise pytest.UsageError(f"--engine postgres needs a PostgreSQL server, and there is none. {HOW_TO_GET}")
        # What it counts in passing between two tests, it would take for tables that stay empty.
        os.environ["DATABASE_URL"] = _RUN.enter_context(private_cluster(autovacuum="off"))


@pytest.hookimpl(tryfirst=True)
def pytest_report_header(config):
    return f"engine: {config.option.engine}"


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL run what uses the database; a test that does not has no engine to differ by."""
    if config.option.engine == "sqlite":
        return
    differs = [bool(item.get_closest_marker("django_db") and not item.get_closest_marker("sqlite")) for item in items]
    config.hook.pytest_deselected(items=[item for item, kept in zip(items, differs, strict=True) if not kept])
    items[:] = [item for item, kept in zip(items, differs, strict=True) if kept]
