"""The private cluster: up when its owner says so, gone when its owner is, however the owner went."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

import psycopg
import pytest

from tests import postgres

pytestmark = pytest.mark.skipif(postgres.find_bin() is None, reason=f"no server. {postgres.HOW_TO_GET}")


def folder_of(url):
    return Path(unquote(urlparse(url).netloc.partition("@")[2]))


def version(url):
    with psycopg.connect(host=str(folder_of(url)), user=postgres.OWNER, dbname=postgres.DATABASE) as connection:
        return connection.execute("SHOW server_version").fetchone()[0]


def test_it_serves_on_a_socket_and_leaves_nothing_behind():
    with postgres.private_cluster() as url:
        assert version(url)
    assert not folder_of(url).exists()


def test_it_goes_when_its_owner_is_killed():
    code = (
        "import time; from tests.postgres import private_cluster\n"
        "with private_cluster() as url: print(url, flush=True); time.sleep(60)"
    )
    # The keeper inherits this end of the pipe, so reading to the end of it is waiting for the keeper to end.
    read, write = os.pipe()
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=write, text=True)
    os.close(write)
    url = owner.stdout.readline().strip()
    assert version(url)
    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    with os.fdopen(read) as end_of_keeper:
        end_of_keeper.read()
    assert not folder_of(url).exists()
