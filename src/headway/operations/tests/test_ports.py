"""Two Headways never share a port."""

import socket

import pytest

from headway.operations.serving import refuse_taken


@pytest.fixture
def taken():
    """A port that a web server holds the way Headway's own does: ready to share it."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_a_port_that_is_in_use_is_refused_with_what_to_do(taken, host):
    with pytest.raises(SystemExit, match=rf"port {taken} .*choose another port with --port"):
        refuse_taken(host, taken)


def test_a_free_port_is_taken_again_after_it_was_probed():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    refuse_taken("127.0.0.1", port)
    refuse_taken("127.0.0.1", port)
