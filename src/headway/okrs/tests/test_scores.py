"""What progress suggests at the end of a cycle, by one rule wherever it is shown, and the page of a cycle."""

import pytest
from django.urls import reverse

from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.mirrors import mirror_key_result
from headway.okrs.actions.objectives import change_objective
from headway.okrs.actions.scores import score_objective, suggestions_of
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter, steps
from tests.world import founder

pytestmark = pytest.mark.django_db


def amended(caller, title="Clinics pay"):
    """An objective whose only key result stands at 4, of 5 now and of 10 at first."""
    goal = objective(caller, title)
    check_in(caller, CheckInDraft(only_kr(goal), value=4))
    accept_amendment(caller, propose_amendment(caller, only_kr(goal), NewAmendment("target", 5, "Two markets left.")))
    return Objective.objects.get(pk=goal.pk)


def cycle_of(client, caller, number=1):
    client.force_login(caller.person.user)
    return client.get(reverse("okrs:cycle", args=[caller.workspace.slug, quarter(caller).key]), {"page": number})


def test_an_amended_key_result_counts_in_every_objective_that_hosts_it_on_every_page(client):
    caller = founder()
    goal = amended(caller)
    host = objective(caller, "Europe grows", steps("Talks"))
    mirror_key_result(caller, only_kr(goal), host)
    found = suggestions_of(list(Objective.objects.order_by("pk")))
    assert found == {goal.pk: (40, 80), host.pk: (20, 40)}
    shown = {item["goal"].pk: item["suggested"] for item in cycle_of(client, caller).context["shown"].rows}
    assert shown == found
    page = client.get(reverse("okrs:score", args=[caller.workspace.slug, host.key]))
    assert (page.context["original"], page.context["amended"]) == found[host.pk]
    assert score_objective(caller, Objective.objects.get(pk=host.pk), 40).suggested_original == 20


def test_what_counts_only_what_contributes_suggests_nothing_of_its_own_key_results():
    caller = founder()
    goal = amended(caller)
    below = objective(caller, "Trials pay")
    check_in(caller, CheckInDraft(only_kr(below), value=3))
    align(caller, below, goal)
    change_objective(caller, Objective.objects.get(pk=goal.pk), {"drivers": "children"})
    goal.refresh_from_db()
    assert suggestions_of([goal]) == {goal.pk: (30, 30)}


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_cycle_shows_a_page_of_its_goals_and_counts_all_of_them(client, count, count_statements):
    caller = founder()
    first = amended(caller, "Goal 0")
    score_objective(caller, first, 80)
    Objective.objects.bulk_create(copies(first, count))
    cycle_of(client, caller)
    with count_statements() as ran:
        page = cycle_of(client, caller)
    assert len(ran) <= 21  # signing in takes nine of them
    shown = page.context["shown"]
    assert [item["goal"].title for item in shown.rows] == [f"Goal {n}" for n in range(min(count, 60))]
    assert (shown.total, shown.scored, shown.mean) == (count, 1, 80)
    if count == 300:
        assert "1 to 60 of 300" in " ".join(page.content.decode().split())
        assert [item["goal"].title for item in cycle_of(client, caller, 5).context["shown"].rows][-1] == "Goal 299"


def copies(goal, count):
    fields = {field.attname: getattr(goal, field.attname) for field in Objective._meta.concrete_fields}
    return [Objective(**(fields | {"id": None, "key": f"O-{1000 + n}", "title": f"Goal {n}"})) for n in range(1, count)]


def test_private_goals_count_for_no_stranger_on_the_page_of_a_cycle(client):
    caller = founder()
    objective(caller, "Open")
    objective(caller, "Between us", private=True)
    stranger = colleague(caller)
    assert cycle_of(client, caller).context["shown"].total == 2
    shown = cycle_of(client, stranger).context["shown"]
    assert (shown.total, [item["goal"].title for item in shown.rows]) == (1, ["Open"])
