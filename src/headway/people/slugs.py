"""Short names of workspaces, made from what people call them."""

from django.utils.text import slugify

from headway.people.actions.workspaces import TAKEN
from headway.people.models import Workspace

FALLBACK = "workspace"
LONGEST = 40


def suggest_slug(name: str) -> str:
    """A free short name for ``name``: ``Müller & Co.`` gives ``muller-co``, or ``muller-co-2`` if that is taken."""
    base = slugify(name)[:LONGEST].strip("-") or FALLBACK
    number, slug = 1, base
    while slug in TAKEN or Workspace.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base[: LONGEST - len(str(number)) - 1]}-{number}"
    return slug
