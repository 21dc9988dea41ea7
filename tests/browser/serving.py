"""Headway as its users start it: a process of its own, on a data folder of its own."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

START_SECONDS, STOP_SECONDS = 60, 20
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")


@dataclass(frozen=True)
class Served:
    """A running Headway: where it is, its process, and the file it writes to."""

    url: str  # what it printed to be opened
    process: subprocess.Popen
    log: Path

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=STOP_SECONDS)


@contextmanager
def served(data: Path, verb: str = "serve") -> Iterator[Served]:
    """Run ``headway serve`` or ``headway demo`` until the block ends; it must be up before the block begins."""
    command = [sys.executable, "-m", "headway", verb, "--port", str(free_port()), "--data", str(data)]
    log = data.with_name(f"{data.name}.log")
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=out, text=True, env=plain_environment())
        try:
            yield Served(_address(process, log), process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(timeout=STOP_SECONDS)
            process.stdout.close()


def load_demo_once(folder: Path) -> Path:
    """The data folder of the demo company in ``folder``: the first worker loads it, the others wait for it."""
    data = folder / "demo"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            command = [sys.executable, "-m", "headway", "demo", "--no-serve", "--data", str(data)]
            done = subprocess.run(command, capture_output=True, text=True, env=plain_environment())
            assert done.returncode == 0, f"The demo company could not be loaded:\n{done.stdout}{done.stderr}"
    return data


def _address(process: subprocess.Popen, log: Path) -> str:
    """Read on until it says where it is, then wait until it listens there."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := ADDRESS.search(line):
            _wait_for(urlsplit(found[0]).port, process)
            return found[0]
    raise AssertionError(f"Headway ended before it served:\n{''.join(said)}{log.read_text()}")


def _wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"Headway did not listen on port {port}.")


def plain_environment() -> dict[str, str]:
    """The environment of a user: without what the test run chose for itself."""
    chosen = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    return {k: v for k, v in os.environ.items() if k not in chosen and not k.startswith("HEADWAY_")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
