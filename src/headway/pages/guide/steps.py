"""The steps of the guide, and how far the workspace has come."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headway.people.models import Workspace

DONE = "done"


@dataclass(frozen=True)
class Step:
    """One step: its place in the path, and its name in a word."""

    slug: str
    name: Promise | str


STEPS = (
    Step("size", _("Size")),
    Step("kpis", _("KPIs")),
    Step("bands", _("Bands")),
    Step("objective", _("Objective")),
    Step("check-in", _("Check-in")),
)


def present_step(workspace: Workspace) -> str:
    """The step that comes next; the first one for a guide that is done and opened again."""
    known = {step.slug for step in STEPS}
    return workspace.guide_step if workspace.guide_step in known else STEPS[0].slug


def step_after(slug: str) -> str:
    """The step after one, or *done* after the last."""
    slugs = [step.slug for step in STEPS]
    at = slugs.index(slug) + 1
    return slugs[at] if at < len(slugs) else DONE


def go_on(workspace: Workspace, slug: str) -> str:
    """Keep that step ``slug`` lies behind, and return the next one. Progress never moves back."""
    following = step_after(slug)
    slugs = [*(step.slug for step in STEPS), DONE]
    kept = workspace.guide_step if workspace.guide_step in slugs else slugs[0]
    if slugs.index(following) > slugs.index(kept):
        workspace.guide_step = following
        workspace.save(update_fields=["guide_step"])
    return following
