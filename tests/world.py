"""A small company to test with: everything in it is made through actions."""

from datetime import UTC, datetime, timedelta

from headway.kpis.actions.metrics import NewMetric, create_metric
from headway.kpis.models import Metric
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import Caller
from headway.people.models import Unit, User

MONDAY = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
"""The moment that tests happen at, unless they say otherwise: Monday of week 47."""


def founder(slug: str = "lumen", now: datetime = MONDAY) -> Caller:
    """The owner of a fresh workspace, with a login ``founder@{slug}.example``."""
    user = User.objects.create_user(f"founder@{slug}.example", "correct horse battery")
    return create_workspace(NewWorkspace(slug, slug.title(), "Ines Marchetti", user.email), now, user)


def company(caller: Caller) -> Unit:
    """The root unit of the caller's workspace."""
    return Unit.objects.get(workspace=caller.workspace, parent=None)


def metric(caller: Caller, name: str = "Trial-to-paid conversion", **fields: object) -> Metric:
    """A weekly percentage with one decimal, owned by the caller."""
    assert caller.person is not None
    given: dict[str, object] = {
        "name": name, "owner": caller.person, "unit": company(caller), "unit_kind": "percent", "scale": 1,
    }  # fmt: skip
    return create_metric(caller, NewMetric(**(given | fields)))  # type: ignore[arg-type]


def later(caller: Caller, **delta: float) -> Caller:
    """The same caller some time later."""
    return Caller(caller.workspace, caller.person, caller.now + timedelta(**delta), caller.door)
