"""From an empty folder to a first page, and a clean end."""

import os
import signal
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.serving import served


def test_an_empty_headway_prints_a_link_that_opens_the_first_run_page(page, axe, tmp_path):
    with served(tmp_path / "data") as headway:
        assert "/start/" in headway.url
        assert page.goto(headway.url).status == 200
        axe(page)
        page.goto("about:blank")  # so that the page asks for nothing once the server has gone


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it finds the worker in Linux's /proc")
def test_a_killed_worker_is_started_again_and_ctrl_c_ends_both(tmp_path):
    with served(tmp_path / "data") as headway:
        first = worker_of(headway, other_than=None)
        os.kill(first, signal.SIGKILL)
        second = worker_of(headway, other_than=first)
        assert headway.stop() == 0
        assert "Traceback" not in headway.log.read_text()
    assert not Path(f"/proc/{second}").exists()


def worker_of(headway, other_than):
    """The process id of the worker, as soon as there is another one."""
    while headway.process.poll() is None:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            pid = int(stat.parent.name)
            if pid != other_than and is_worker(pid, headway.process.pid):
                return pid
        time.sleep(0.05)
    raise AssertionError(f"Headway ended:\n{headway.log.read_text()}")


def is_worker(pid, parent):
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        parent_of = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    except (FileNotFoundError, ProcessLookupError):  # it ended while it was looked at
        return False
    return int(parent_of) == parent and command[-2:-1] == [b"worker"]


def test_a_link_printed_before_a_restart_opens_after_it(page, tmp_path):
    with served(tmp_path / "data") as headway:
        link = urlsplit(headway.url).path
    with served(tmp_path / "data") as headway:
        assert page.goto(urljoin(headway.url, link)).status == 200
        page.goto("about:blank")
