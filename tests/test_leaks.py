"""The leak matrix: every route × every key in it, generated from the URL map.

First the rightful person gets in. Then a foreign workspace's key and a private object's key answer a stranger
exactly as a key that never existed. A parameter that cannot be filled fails the test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from headway.activity.followers import catch_up
from headway.coaching.actions.auditing import audit_kpi
from headway.coaching.actions.dismissing import dismiss_finding
from headway.coaching.findings import Findings
from headway.coaching.models import Dismissal
from headway.explorer.actions import save_view
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.batch import Line
from headway.kpis.jobs import run_forecasts
from headway.kpis.models import Metric, Signal
from headway.loop.actions.graduating import propose_graduation
from headway.loop.models import Decision, Graduation
from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, propose_amendment
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.dependencies import NewDependency, request_dependency
from headway.okrs.actions.initiatives import NewInitiative, create_initiative
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.mirrors import mirror_key_result
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.actions.steps import NewStep
from headway.okrs.actions.themes import NewPlan, NewTheme, create_theme, follow_kpi, plan_theme
from headway.okrs.models import Companion, Objective, Step
from headway.people.actions.comments import write_comment
from headway.people.actions.invitations import invite
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.settings import set_options
from headway.people.actions.tokens import create_token
from headway.people.actions.units import create_unit
from headway.people.caller import Caller
from headway.people.models import KeyCounter, User
from headway.rituals.planning.actions.deciding import submit_plan
from headway.rituals.planning.actions.drafting import draft_goals
from headway.rituals.planning.models import Proposal
from tests.world import MONDAY, company, founder, metric

pytestmark = pytest.mark.django_db

NEVER = 987_654
"""A number that no key has."""
FIRST_FOREIGN = 5_000
"""Keys of the foreign workspace begin here, so that none of them is a key at home."""
OPEN_TO_ALL = {"cycles", "units", "people", "themes", "theme-plans"}
"""Nouns that have no private objects: a stranger at home may see them all."""


@dataclass(frozen=True)
class Route:
    """One URL with keys in it: its pattern, and the noun that each parameter is a key of."""

    pattern: str
    nouns: tuple[tuple[str, str], ...]

    def url(self, keys: dict[str, str], workspace: str = "lumen", **other: str) -> str:
        url = self.pattern.replace("{workspace}", workspace)
        for name, noun in self.nouns:
            url = url.replace(f"{{{name}}}", other.get(name, keys[noun]))
        return url


def routes() -> Iterator[Route]:
    """Every route of the URL map below a workspace that has a parameter of its own."""
    for pattern in sorted(set(_patterns(get_resolver().url_patterns, ""))):
        parameters = [name for name in re.findall(r"{(\w+)}", pattern) if name != "workspace"]
        if "{workspace}" in pattern and parameters:
            yield Route(pattern, tuple((name, _noun(pattern, name)) for name in parameters))


def _patterns(found: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for item in found:
        path = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(item.pattern).lstrip("^").rstrip("$"))
        if isinstance(item, URLResolver):
            yield from _patterns(item.url_patterns, path)
        else:
            yield "/" + path


def _noun(pattern: str, name: str) -> str:
    """A parameter is a key of the noun before it in the path, unless its own name says more."""
    if name == "parent":
        return "parents"
    return pattern.split(f"/{{{name}}}")[0].rsplit("/", 1)[-1]


ROUTES = list(routes())
CASES = [
    (route, name, noun)
    for route in ROUTES
    for name, noun in route.nouns
    if noun not in {"undo", "imports", "activity", "patterns"}
]


@dataclass(frozen=True)
class World:
    """Two workspaces and a stranger: the keys of private things at home, and of the same things elsewhere."""

    owner: Caller
    stranger: Caller
    mine: dict[str, str]
    foreign: dict[str, str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the module, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    owner, elsewhere = founder(), founder("other")
    prefixes = [
        "K",
        "O",
        "KR",
        "C",
        "A",
        "L",
        "G",
        "I",
        "CI",
        "B",
        "AM",
        "D",
        "GR",
        "DP",
        "PP",
        "T",
        "TK",
        "TP",
        "ST",
        "MR",
        "U",
        "P",
        "INV",
        "TOK",
        "V",
        "M",
        "DM",
        "KA",
        "SIG",
    ]
    for prefix in prefixes:
        KeyCounter.objects.update_or_create(
            workspace=elsewhere.workspace, prefix=prefix, defaults={"last": FIRST_FOREIGN}
        )
    user = User.objects.create_user("mallory@lumen.example", "correct horse battery")
    person = add_person(owner, NewPerson("Mallory", user.email), user=user)
    return World(owner, Caller(owner.workspace, person, MONDAY), furnish(owner), furnish(elsewhere))


def furnish(caller: Caller) -> dict[str, str]:
    """One private thing of every kind, as the nouns of the paths name them."""
    unit = create_unit(caller, "Board", company(caller), lead=caller.person)
    newcomer = add_person(caller, NewPerson("Newcomer"), unit)
    kpi = metric(caller, "Offers", unit=unit, private=True, definition="Of offers, the share that is accepted.")
    promote(caller, kpi, {"consistently_measurable": "Yes.", "accountable_owner": "I.", "influences_decisions": "Yes."})
    guard = metric(caller, "Complaints", unit=unit, private=True)
    set_band(caller, kpi, NewBand(lower=100, valid_from=date(2026, 1, 5)))
    weeks = [date(2026, 11, 2) - timedelta(weeks=n) for n in range(8)]
    record_readings(caller, [Line(kpi, week, 90) for week in weeks], source="test")
    record_readings(caller, [Line(guard, week, 90 + 40 * (n == 0)) for n, week in enumerate(weeks)], source="test")
    run_forecasts(MONDAY)
    catch_up(caller.workspace.pk, MONDAY)
    kpi.refresh_from_db()
    cycle = create_cycle(caller, NewCycle("Q4", date(2026, 10, 1), date(2026, 12, 31), state="active"))
    rows = (NewKeyResult("Offers", metric=kpi, baseline=90, target=200), NewKeyResult("Talks", baseline=0, target=10))
    goal = create_objective(
        caller,
        NewObjective(
            "We buy them", caller.someone, unit, cycle, private=True, key_results=rows, assumptions=("They sell.",),
            companions=((guard, Companion.Role.GUARDRAIL),),
        ),
    )  # fmt: skip
    parent = create_objective(caller, NewObjective("We grow", caller.someone, unit, cycle, private=True))
    edge = align(caller, goal, parent, "supports")
    on_kpi, by_hand = goal.key_results.order_by("pk")
    said = check_in(caller, CheckInDraft(by_hand, value=3, confidence=5, blockers=(NewBlocker("Lawyers"),)))
    by_hand.refresh_from_db()
    amendment = propose_amendment(caller, by_hand, NewAmendment("target", 12, "More came."))
    propose_graduation(caller, on_kpi, (), "Early, to see who looks.")
    need = NewDependency(company(caller), "A contract to sign", date(2026, 12, 1))
    needed = request_dependency(caller, by_hand, need)
    set_options(caller, {"plan_approval": True})
    planned = create_cycle(caller, NewCycle("Q1", date(2027, 1, 1), date(2027, 3, 31)))
    draft_goals(caller, unit, planned, [NewObjective("We sell", caller.someone, unit, planned, private=True)])
    submit_plan(caller, unit, planned)
    stepped = create_objective(
        caller,
        NewObjective(
            "We open", caller.someone, unit, cycle, private=True,
            key_results=(NewKeyResult("Steps", kind="milestone", steps=(NewStep("Lease", date(2026, 12, 1)),)),),
        ),
    )  # fmt: skip
    mirror = mirror_key_result(caller, by_hand, stepped)
    theme = create_theme(caller, NewTheme("Reach", caller.someone, date(2026, 1, 1), date(2028, 12, 31)))
    line = plan_theme(caller, theme, NewPlan("heads", "Field team", 20))
    open_kpi = metric(caller, "Clinics")
    followed = follow_kpi(caller, theme, open_kpi)
    Metric.objects.filter(pk=open_kpi.pk).update(private=True, unit=unit)  # made private after it was chosen
    work = create_initiative(caller, goal, NewInitiative("Write the offer", caller.someone))
    return {
        "kpis": kpi.key, "signals": Signal.objects.filter(metric=guard).first().key,
        "objectives": goal.key, "key-results": by_hand.key, "cycles": cycle.key,
        "assumptions": goal.assumptions.get().key, "companions": goal.companions.get().key,
        "alignments": edge.key, "parents": parent.key, "check-ins": said.key, "blockers": by_hand.blockers.get().key,
        "amendments": amendment.key, "initiatives": work.key, "units": unit.key, "people": newcomer.key,
        "dependencies": needed.key, "proposals": Proposal.objects.get(workspace=caller.workspace).key,
        "themes": theme.key, "theme-plans": line.key, "theme-kpis": followed.key,
        "steps": Step.objects.get(workspace=caller.workspace).key, "mirrors": mirror.key,
        "decisions": Decision.objects.get(workspace=caller.workspace).key,
        "graduations": Graduation.objects.get(workspace=caller.workspace).key,
        "invitations": invite(caller, "someone@lumen.example")[0].key,
        "tokens": create_token(caller, "script", ["read", "write"])[0].key,
        "dismissals": waved_away(caller, goal).key,
        "audits": audit_kpi(caller, kpi, "sharpen", "Its band is old.").key,
        "comments": write_comment(caller, goal, "Between us.").key, "about": goal.key,
        "views": save_view(caller, "Between us", "objectives", "").key,
    }  # fmt: skip


def waved_away(caller: Caller, goal: Objective) -> Dismissal:
    """A finding about a private goal that somebody waved away."""
    told = next(each for each in Findings(caller).open if each.about.key == goal.key)
    return dismiss_finding(caller, told.found.digest, "It does not hold here.")


def ask(caller: Caller, url: str) -> tuple[int, str]:
    """The status and the text of the answer, by GET or else by an empty POST, PUT, PATCH or DELETE."""
    client, headers = Client(), {}
    if url.startswith("/api/"):
        headers["Authorization"] = f"Bearer {create_token(caller, 'leak test', ['read', 'write'])[1]}"
    else:
        client.force_login(caller.someone.user)
    for method in ("get", "post", "put", "patch", "delete"):
        answer = getattr(client, method)(url, headers=headers, content_type="application/json")
        if answer.status_code != 405:
            return answer.status_code, answer.content.decode()
    raise AssertionError(f"{url} answers to no method.")


def plain(text: str, key: str) -> str:
    """The text without what must differ: the key that was asked for, and tokens against forgery."""
    text = re.sub(r'(csrfmiddlewaretoken" value|hx-headers)=(["\']).*?\2', "", text)
    return text.replace(key, "KEY").replace(key.replace("-", "%2D"), "KEY")


@pytest.mark.parametrize(("route", "name", "noun"), CASES, ids=[f"{r.pattern} {n}" for r, n, _ in CASES])
def test_a_key_opens_for_the_rightful_and_never_existed_for_others(world, route, name, noun):
    assert noun in world.mine, f"The leak matrix has no {noun} to fill {{{name}}} with: furnish one."
    status, text = ask(world.owner, route.url(world.mine))
    assert status not in {404, 500}, f"The rightful person got {status}: {text[:300]}"
    never = f"{world.mine[noun].rsplit('-', 1)[0]}-{NEVER}"
    others = {"foreign": (world.owner, world.foreign[noun])}
    if noun not in OPEN_TO_ALL:
        others["private"] = (world.stranger, world.mine[noun])
    for kind, (caller, key) in others.items():
        answer, blank = (ask(caller, route.url(world.mine, **{name: k})) for k in (key, never))
        assert answer[0] == blank[0], f"A {kind} key answers {answer[0]}, one that never existed {blank[0]}."
        assert answer[0] in {403, 404, 422}, f"A {kind} key answers {answer[0]}."
        assert plain(answer[1], key) == plain(blank[1], never), f"A {kind} key answers with another text."


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern)
def test_another_workspace_is_not_there(world, route):
    keys = world.foreign | {"undo": "1", "imports": "x", "activity": "1", "patterns": "compound"}
    answer, blank = (ask(world.owner, route.url(keys, workspace=slug)) for slug in ("other", "never-was"))
    assert answer[0] == blank[0] == 404
    assert plain(answer[1], "/other/") == plain(blank[1], "/never-was/")
