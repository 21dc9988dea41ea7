"""A private goal changes nothing that others see: no number, no count, no explanation, on any page or list."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headway.kpis.actions.bands import NewBand, set_band
from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.statuses import override_status
from headway.okrs.actions.themes import NewTheme, create_theme
from headway.okrs.models import Objective, Theme
from headway.okrs.tests.world import NEW_YEAR, OCTOBER, objective, only_kr, steps
from headway.people.models import Workspace
from headway.people.tests.world import joined, signed_in
from tests.browser.atlas import places
from tests.world import MONDAY, company, founder, metric

pytestmark = pytest.mark.django_db
HIDDEN = "Hush"
"""Stands in every text of a private goal."""
SKIPPED = re.compile(r"guide/|check-in/effect|coach/reading|kpis/imports|export|objectives/changes")
LISTS = (
    "objectives?format=csv", "key-results?format=csv", "kpis/table?format=csv", "objectives?q=hush", "search?q=hush",
    "themes?format=csv", "check-ins?format=csv", "retrospectives?format=csv", "objectives/O-1/tree?format=csv",
    "cycles/C-1/plan?format=csv", "objectives/O-1?format=csv",
    "objectives?cycle=all&is=attention", "key-results?cycle=all&group=owner", "objectives?since=2026-11-01",
)  # fmt: skip
VOLATILE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|CSRFToken": "\w+"|nonce="[^"]*"')


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Pages tell the minute they were made in."""
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY + timedelta(hours=30))


def seen_by(client, slug):
    """Every page without a key that this person may open, and those of the public objects, without what is random."""
    keyed = ("objectives/O-1", "objectives/O-1/tree", "objectives/O-2", "key-results/KR-1", "themes/T-1", "units/U-1",
             "kpis/K-1", "cycles/C-1", "cycles/C-1/alignment", "cycles/C-1/plan", "as-of/units/U-1",
             "as-of/objectives/O-1", "units/U-1/coach", "units/U-1/health", "cycles/C-1/kpis")  # fmt: skip
    plain = [place.pattern for place in places() if not place.has_key and not SKIPPED.search(place.pattern)]
    found = {}
    for path in (*plain, *LISTS, *keyed):
        answer = client.get(f"/{slug}/{path}", follow=False)
        if answer.status_code == 200:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[path] = VOLATILE.sub("", body.decode())
    return found


def company_of(slug):
    """A company with a theme, a KPI, a goal under another, and Mei, who may see what everybody may."""
    ines = founder(slug)
    create_cycle(ines, NewCycle("Q4 2026", OCTOBER, NEW_YEAR, state="active"))
    kpi = metric(ines)
    set_band(ines, kpi, NewBand(lower=110, valid_from=OCTOBER))
    theme = create_theme(ines, NewTheme("Clinics stay", ines.person, OCTOBER, NEW_YEAR))
    top = objective(ines, "Clinics pay", steps(), theme=theme)
    align(ines, objective(ines, "Trials convert", steps("Calls", 0, 40)), top)
    mei = joined(ines, "Mei")
    company(ines).members.add(mei.person)
    return ines, mei, kpi


def hide(ines, kpi, act, n):
    """One private thing, of one of the kinds that touch what others see."""
    rows = (NewKeyResult(f"{HIDDEN} moves", metric=kpi, baseline=120, target=180),) if act == "on a KPI" else ()
    theme = Theme.objects.get(workspace=ines.workspace) if act == "in a theme" else None
    goal = objective(ines, f"{HIDDEN} {n}", *rows, private=True, theme=theme, tags=(HIDDEN.lower(),))
    if act == "supporting":
        align(ines, goal, Objective.objects.get(workspace=ines.workspace, key="O-1"), "supports")
    if act == "heard":
        check_in(ines, CheckInDraft(only_kr(goal), 4, 3, f"{HIDDEN}, it is late."))
    if act == "by hand":
        override_status(ines, Objective.objects.get(pk=goal.pk), "off_track", f"{HIDDEN}, nobody works.", lasting=True)


ACTS = ("on a KPI", "in a theme", "supporting", "heard", "by hand")


@settings(
    max_examples=2, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.sampled_from(ACTS), min_size=2, max_size=5))
def test_private_goals_change_nothing_that_others_see(acts):
    slug = f"w{Workspace.objects.count()}"
    ines, mei, kpi = company_of(slug)
    client = signed_in(mei)
    seen_by(client, slug)  # what a first look marks as seen is no difference
    before = seen_by(client, slug)
    for n, act in enumerate((*acts, *ACTS)):
        hide(ines, kpi, act, n)
    after = seen_by(client, slug)
    assert len(before) > 30, "most pages are compared"
    assert sorted(before) == sorted(after)
    changed = {path: _first(before[path], after[path]) for path in before if before[path] != after[path]}
    assert changed == {}
    assert not [path for path, text in after.items() if HIDDEN in text]
    assert HIDDEN in seen_by(signed_in(ines), slug)["objectives"], "who may see it does"


def _first(before, after):
    """The first line that differs, both ways."""
    return next((pair for pair in zip(before.splitlines(), after.splitlines(), strict=False) if pair[0] != pair[1]), "")
