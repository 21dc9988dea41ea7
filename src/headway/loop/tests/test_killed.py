"""A worker that is killed with -9 in the middle of its work leaves nothing half done, and nothing undone."""

import os
import signal

import pytest
from django.db import connection

from headway.activity import log
from headway.loop.jobs import run_escalations
from headway.people import acting
from tests.world import founder

from .scene import breached, member


@pytest.mark.django_db(transaction=True)
def test_due_work_of_a_killed_worker_is_done_by_the_next():
    caller = founder()
    _, decision = breached(caller, owner=member(caller, "Ruth Adeyemi"))
    rows = log.feed(caller.workspace.pk).count()
    assert _die_before_the_log_is_sealed(lambda: run_escalations(decision.answer_by)) == signal.SIGKILL
    decision.refresh_from_db()
    assert decision.escalated_at is None
    assert log.feed(caller.workspace.pk).count() == rows
    assert run_escalations(decision.answer_by) == 1
    assert run_escalations(decision.answer_by) == 0
    assert log.verify(caller.workspace.pk).intact


def _die_before_the_log_is_sealed(work):
    """Run ``work`` in another process that kills itself where it would seal the log; return its signal."""
    connection.close()  # the child must not share it
    pid = os.fork()
    if pid == 0:
        acting.log.append = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
        work()
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
