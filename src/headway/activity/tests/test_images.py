"""Images in the log are found by key and by moment, whether a row holds them or keeps them beside it."""

import pytest
from django.db import connection

from headway.activity import images, log
from headway.activity.models import Activity, Image
from headway.people.acting import acting
from headway.people.actions.units import change_unit, create_unit
from tests.statements import count_statements
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db
FEW, MANY = 3, images.MANY + 1


def batch(caller, count, title="as it was"):
    with acting(caller, "goals.imported") as entry:
        for number in range(count):
            entry.record(f"O-{number}", {"title": title, "unit": "U-1"})
    return entry.seq


@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_image_is_what_was_said_last_before_a_row(count):
    caller = founder()
    first = batch(caller, count)
    second = batch(later(caller, days=1), count, "as it is")
    workspace = caller.workspace.pk
    assert images.latest(workspace, ["O-1", "O-77777"], first)["O-1"].image["title"] == "as it was"
    assert images.latest(workspace, ["O-1"], second)["O-1"].image["title"] == "as it is"
    assert images.latest(workspace, ["O-1"], first - 1) == {}
    assert log.image_before(workspace, "O-1", second)["title"] == "as it was"


@pytest.mark.parametrize("count", [FEW, MANY])
def test_what_belonged_to_a_unit_is_found_from_it(count):
    caller = founder()
    found = images.latest_within(caller.workspace.pk, ["U-1"], batch(caller, count))
    assert len([key for key in found if key.startswith("O-")]) == count


def test_what_was_taken_away_is_gone_from_then_on():
    caller = founder()
    first = batch(caller, FEW)
    with acting(caller, "objective.unaligned") as entry:
        entry.record("O-1", {})
    assert "O-1" in images.latest_within(caller.workspace.pk, ["U-1"], first)
    assert "O-1" not in images.latest_within(caller.workspace.pk, ["U-1"], entry.seq)


def test_what_moved_is_found_by_its_image():
    caller = founder()
    sales, growth = (create_unit(caller, name, company(caller)) for name in ("Sales", "Growth"))
    team = create_unit(caller, "Outbound", sales)
    before = Activity.objects.count()
    change_unit(later(caller, days=1), team, name="Outbound", parent=growth, lead=None)
    workspace = caller.workspace.pk
    assert images.latest_within(workspace, [sales.key], before)[team.key].image["parent"] == sales.key
    assert images.latest_within(workspace, [sales.key], before + 1)[team.key].image["parent"] == growth.key


def test_a_moment_names_the_last_row_before_it():
    caller = founder()
    first = batch(later(caller, days=1), FEW)
    batch(later(caller, days=3), FEW)
    assert images.seq_at(caller.workspace.pk, later(caller, days=2).now) == first
    assert images.seq_at(caller.workspace.pk, caller.now) == 0


@pytest.mark.parametrize("harm", ["altered", "removed"])
def test_images_beside_a_row_are_sealed_too(harm):
    caller = founder()
    seq = batch(caller, MANY)
    assert log.verify(caller.workspace.pk).intact
    row = Image.objects.filter(seq=seq, key="O-5")
    assert row.update(text='{"title":"forged"}') if harm == "altered" else row.delete()
    (problem,) = log.verify(caller.workspace.pk).problems
    assert f"Row {seq} keeps other images" in problem


def test_a_row_with_many_images_stays_small_and_is_still_in_every_feed():
    caller = founder()
    seq = batch(caller, MANY)
    row = Activity.objects.get(workspace_id=caller.workspace.pk, seq=seq)
    assert len(row.body) < 1000
    assert len(log.keys_of(row, log.body_of(row))) == MANY
    assert log.feed(caller.workspace.pk, "O-400").first().seq == seq


@pytest.mark.sqlite
def test_what_belonged_to_a_place_is_found_by_its_index_and_not_by_walking_all_images():
    caller = founder()
    seq = batch(caller, FEW)
    with count_statements() as ran:
        images.latest_within(caller.workspace.pk, ["U-1", "O-1"], seq)
    values = [caller.workspace.pk, "U-1", "O-1", seq, *[caller.workspace.pk, seq] * 2]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {ran[0]}", values)
        plan = [row[-1] for row in cursor.fetchall()]
    assert any("USING COVERING INDEX image_within" in step for step in plan)
