import pytest
from django.db import transaction

from headway.activity import log
from headway.activity.models import Activity, Head
from headway.people.acting import acting
from headway.people.actions.units import create_unit
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db


def numbers(caller):
    return list(Activity.objects.filter(workspace_id=caller.workspace.pk).order_by("seq").values_list("seq", flat=True))


def test_rows_are_numbered_without_gaps_even_after_a_failed_action():
    caller = founder()
    create_unit(caller, "Growth", company(caller))
    with pytest.raises(RuntimeError), acting(caller, "unit.created"):
        raise RuntimeError
    create_unit(caller, "Delivery", company(caller))
    assert numbers(caller) == [1, 2, 3]
    assert log.verify(caller.workspace.pk).intact


def test_workspaces_have_chains_of_their_own():
    lumen, other = founder(), founder("other")
    create_unit(lumen, "Growth", company(lumen))
    assert (numbers(lumen), numbers(other)) == ([1, 2], [1])


def test_a_feed_shows_what_concerns_an_object_newest_first():
    caller = founder()
    unit = create_unit(caller, "Growth", company(caller))
    create_unit(caller, "Delivery", company(caller))
    assert [row.verb for row in log.feed(caller.workspace.pk, unit.key)] == ["unit.created"]
    assert [row.seq for row in log.feed(caller.workspace.pk)] == [3, 2, 1]


def test_an_image_is_found_as_it_was_before_a_row():
    caller = founder()
    unit = create_unit(caller, "Growth", company(caller))
    first = log.feed(caller.workspace.pk, unit.key).first().seq
    assert log.image_before(caller.workspace.pk, unit.key, first) is None
    image = log.image_before(caller.workspace.pk, unit.key, first + 1)
    assert (image["name"], image["parent"]) == ("Growth", "U-1")


def test_an_altered_row_in_the_database_is_found():
    caller = founder()
    create_unit(caller, "Growth", company(caller))
    Activity.objects.filter(seq=2).update(body=Activity.objects.get(seq=2).body.replace("Growth", "Sales"))
    assert log.verify(caller.workspace.pk).problems == (
        "Row 2 does not match its hash: it, or the order before it, was altered.",
    )


def test_a_log_whose_end_was_cut_off_is_found_by_what_the_workspace_remembers():
    caller = founder()
    create_unit(caller, "Growth", company(caller))
    Activity.objects.filter(seq=2).delete()
    assert "rows were cut off" in log.verify(caller.workspace.pk).problems[0]


def test_an_action_that_changed_nothing_writes_no_row():
    caller = founder()
    with acting(later(caller, days=1), "unit.changed") as entry:
        entry.drop()
    assert numbers(caller) == [1]


def test_a_row_disappears_with_its_transaction():
    caller = founder()
    with transaction.atomic():
        create_unit(caller, "Growth", company(caller))
        transaction.set_rollback(True)
    assert Head.objects.get(workspace_id=caller.workspace.pk).seq == 1


def test_a_long_chain_is_the_same_chain_and_goes_on_after_it():
    caller, other = founder(), founder("other")
    with transaction.atomic(), log.long_chain():
        create_unit(caller, "Growth", company(caller))
        create_unit(other, "Sales", company(other))
        create_unit(caller, "Delivery", company(caller))
    create_unit(caller, "Care", company(caller))
    assert (numbers(caller), numbers(other)) == ([1, 2, 3, 4], [1, 2])
    assert log.verify(caller.workspace.pk).intact
    assert log.verify(other.workspace.pk).intact


def fail_in_a_long_chain(caller):
    with transaction.atomic(), log.long_chain():
        create_unit(caller, "Growth", company(caller))
        raise RuntimeError


def test_a_long_chain_that_fails_leaves_the_chain_as_it_was():
    caller = founder()
    with pytest.raises(RuntimeError):
        fail_in_a_long_chain(caller)
    create_unit(caller, "Delivery", company(caller))
    assert numbers(caller) == [1, 2]
    assert log.verify(caller.workspace.pk).intact
