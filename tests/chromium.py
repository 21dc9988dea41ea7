"""Where the browser of the journeys is; plain Python, so that ``./do`` can ask before it installs."""

import os
import shutil
from pathlib import Path

HOW_TO_GET = (
    "Debian: apt install chromium fonts-inter libatomic1. Elsewhere: install Chromium or Chrome, "
    "and name its program in HEADWAY_CHROMIUM if it is not found."
)
_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
_MAC = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ["Chromium", "Google Chrome"]]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--js-flags=--no-opt",  # a page is left before optimising what it runs has paid
]


def find() -> str | None:
    """The path of Chromium's program, or None."""
    if chosen := os.environ.get("HEADWAY_CHROMIUM"):
        return chosen
    found = [shutil.which(name) for name in _NAMES] + [path for path in _MAC if Path(path).exists()]
    return next((path for path in found if path), None)
