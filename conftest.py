"""What every test of the house may ask for, beside pytest-django's own fixtures."""

import gc
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import settings as hypothesis_settings

from tests.statements import Statements
from tests.statements import count_statements as _count_statements

# A slow moment of a shared machine is no failure, and CI must say the same about the same commit.
hypothesis_settings.register_profile("headway", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("headway")


def pytest_collection_finish() -> None:
    """Leave what is loaded for good out of collecting, as the server does: it is walked through in vain."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give every worker a database of its own; SQLite's is a file, as a live server has threads."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    test_settings = connections["default"].settings_dict["TEST"]
    if connections["default"].vendor == "sqlite":
        test_settings["NAME"] = str(Path(os.environ["HEADWAY_DATA"]) / f"{worker}.sqlite3")
    else:
        test_settings["NAME"] = f"test_{worker}"


@pytest.fixture
def count_statements() -> Callable[[], AbstractContextManager[Statements]]:
    """``with count_statements() as ran: …`` then ``ran.assert_at_most(8)``."""
    return _count_statements
