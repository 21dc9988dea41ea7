"""A private PostgreSQL: made in a temporary folder, reached by a socket there, gone when its owner is.

``with private_cluster() as url:`` gives a ``DATABASE_URL``. The server belongs to a keeper, a small
process of its own that waits on a pipe from the owner: when the owner closes the pipe, or dies in any
way, kill -9 included, the keeper stops the server and removes the folder. ``python tests/postgres.py``
runs a cluster by hand until Ctrl-D.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OWNER, DATABASE = "headway", "postgres"
HOW_TO_GET = "Debian and Ubuntu: apt install postgresql. macOS: brew install postgresql."
# The data are thrown away, so nothing is forced to disk. No TCP: only this machine's socket.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
}
START_SECONDS = 30


def find_bin() -> Path | None:
    """The folder that holds ``initdb`` and ``postgres``, the newest version first; None without a server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _version(bin_dir: Path) -> float:
    return float(bin_dir.parent.name)


@contextmanager
def private_cluster(**more: str) -> Iterator[str]:
    """Start a keeper with its cluster, give the cluster's URL, and end both; ``more`` are further server options."""
    command = [sys.executable, str(Path(__file__).resolve()), *(f"{key}={value}" for key, value in more.items())]
    # A session of its own: Ctrl-C reaches the owner, and the keeper only through the pipe.
    keeper = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        url = keeper.stdout.readline().strip()
        if not url:
            raise RuntimeError("PostgreSQL did not start; what it said stands above.")
        yield url
    finally:
        keeper.stdin.close()
        keeper.wait(timeout=START_SECONDS)


def keep(options: list[str]) -> int:
    """The keeper: start a cluster with further ``options`` (``key=value``), print its URL, wait, and clean up.

    It waits for the owner's end of the pipe.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="headway-pg-"))
    try:
        server = _start(find_bin(), folder, options)
        try:
            print(f"postgres://{OWNER}@{quote(str(folder), safe='')}/{DATABASE}", flush=True)
            sys.stdin.read()
        finally:
            _stop(server)
    except KeyboardInterrupt:
        pass  # run by hand, and ended with Ctrl-C
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _start(bin_dir: Path | None, folder: Path, more: list[str]) -> subprocess.Popen:
    if bin_dir is None:
        sys.exit(f"No PostgreSQL server was found on this machine. {HOW_TO_GET}")
    as_user = _unprivileged(folder)
    data = folder / "data"
    run = {"cwd": folder, "stdin": subprocess.DEVNULL, **as_user}
    initdb = [
        bin_dir / "initdb",
        "-D",
        data,
        "-U",
        OWNER,
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **run)
    options = [f"{key}={value}" for key, value in SERVER_OPTIONS.items()]
    settings = [part for option in (*options, *more) for part in ("-c", option)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [bin_dir / "postgres", "-D", data, "-k", folder, *settings], stdout=log, stderr=log, **run
        )
    _wait_until_ready(server, folder)
    return server


def _wait_until_ready(server: subprocess.Popen, folder: Path) -> None:
    """Ready is the last line of the pid file: PostgreSQL's own word to ``pg_ctl``."""
    deadline = time.monotonic() + START_SECONDS
    pid_file = folder / "data" / "postmaster.pid"
    while server.poll() is None and time.monotonic() < deadline:
        if pid_file.exists() and pid_file.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    _stop(server)
    sys.exit(f"PostgreSQL did not become ready. Its log says:\n{(folder / 'log').read_text()}")


def _stop(server: subprocess.Popen) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": drop the connections, then end
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=10)


def _unprivileged(folder: Path) -> dict:
    """Arguments that run a process as a plain user; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
