"""``headway serve``: the database brought up to date, the worker beside the web server, a clean stop."""

import shutil
import socket
import subprocess
import sys
import threading
from datetime import UTC
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian.constants import Interfaces
from granian.server import Server

from headway.clock import read_clock
from headway.operations.secret import keep_secret_key
from headway.people.first_run import first_run_path
from headway.people.models import Workspace

GRACE = 5
"""Seconds that a request may still take when Headway is told to stop. Now and then the web process misses the
first signal; without a bound the stop would then wait for ever."""


def serve(host: str, port: int) -> None:
    """Prepare the database and serve web and worker until Ctrl-C."""
    refuse_taken(host, port)
    prepare()
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    if Workspace.objects.exists():
        click.echo(f"Headway is at {address}/ (stop with Ctrl-C)")
    else:
        click.echo(f"Welcome. Make your workspace at {address}{first_run_path()} (this link works once)")
    connections.close_all()
    worker = Worker()
    worker.start()
    try:
        Server(
            "headway.wsgi:application", host, port, interface=Interfaces.WSGI, blocking_threads=4, websockets=False,
            workers_kill_timeout=GRACE,
        ).serve()  # fmt: skip
    finally:
        worker.stop()


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that is in use: the web server would share it, and each request reach one or the other."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that has just ended is no hindrance
        try:
            probe.bind(address)
        except OSError as error:
            raise SystemExit(
                f"Headway cannot listen on {host}, port {port} ({error.strerror}). Perhaps another Headway runs "
                "there: stop it, or choose another port with --port."
            ) from None


def prepare() -> None:
    """Bring the database to this version, or refuse in a sentence.

    SQLite is copied first and migrated by itself; on PostgreSQL migrating is somebody's decision.
    """
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    keep_secret_key()
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    applied = set(executor.loader.applied_migrations)
    newer = sorted(name for name in applied - known if name[0] in {app for app, _ in known})
    if newer:
        raise SystemExit(
            f"This database was written by a newer Headway ({newer[0][0]} {newer[0][1]}): install that version, "
            "or restore a backup made with this one."
        )
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "sqlite":
        raise SystemExit("This database needs migrating: make a backup, then run “headway migrate”, then serve again.")
    _copy_before_migrating(Path(connection.settings_dict["NAME"]), anything=bool(applied))
    call_command("migrate", interactive=False, verbosity=0)


def _copy_before_migrating(file: Path, anything: bool) -> None:
    if anything and file.exists():
        stamp = read_clock().astimezone(UTC).strftime("%Y%m%dT%H%M%S")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(file, file.with_name(f"{file.stem}-before-{stamp}{file.suffix}"))


class Worker:
    """The worker as a process of its own, started again should it die."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        # Here and not in the thread: the web server forks meanwhile, and a fork in the midst of starting
        # a process would keep that start waiting for as long as the fork lives.
        self.process = self._spawn()
        self.thread.start()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self.stopping.set()
        self.process.terminate()
        self.thread.join(timeout=10)

    def _keep(self) -> None:
        while self.process.wait() is not None and not self.stopping.wait(1):
            self.process = self._spawn()
            if self.stopping.is_set():
                self.process.terminate()

    def _spawn(self) -> subprocess.Popen[bytes]:
        # Its own session, so that Ctrl-C reaches the web server alone, which then stops the worker in order.
        return subprocess.Popen([sys.executable, "-m", "headway", "worker"], start_new_session=True)
