"""Goals, series and trees from elsewhere, which are not the repository's: beside it, or where HEADWAY_DATA_DIR says."""

import os
from collections.abc import Sized
from pathlib import Path

import pytest

DATA = Path(os.environ.get("HEADWAY_DATA_DIR") or Path(__file__).parents[2] / "shared" / "data")


def require_at_hand(found: Sized, folder: Path) -> None:
    """End the test where nothing was found: left out on a machine without it, and failed in CI.

    A test with a case for each file has none without the files, and would be left out unnoticed.
    """
    if not found:
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave(f"{folder} is not there. Name the folder that holds it in HEADWAY_DATA_DIR.")
