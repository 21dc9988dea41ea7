"""Tags of people: comments on an object, and what the caller may do."""

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString

from headway.people.access import can
from headway.people.caller import Caller
from headway.people.mentions import with_links
from headway.people.models import Comment
from headway.people.objects import path_of
from headway.people.personas import described

register = template.Library()


@dataclass(frozen=True)
class Said:
    """A comment as it is shown."""

    comment: Comment
    text: SafeString
    mine: bool


@register.simple_tag(takes_context=True)
def comments_about(context: template.Context, about: str) -> list[Said]:
    """{% comments_about objective.key as comments %}: what was said about an object, oldest first."""
    caller: Caller = context["request"].caller
    rows = Comment.objects.filter(workspace=caller.workspace, about=about, withdrawn_at=None)
    rows = rows.select_related("author").prefetch_related("mentions").order_by("at", "pk")
    return [Said(row, _linked(caller, row), row.author_id == caller.person_id) for row in rows]


@register.simple_tag(takes_context=True)
def may(context: template.Context, verb: str) -> bool:
    """{% may "comment.write" as may_comment %}: whether the caller may do what needs no object."""
    return can(context["request"].caller, verb)


register.filter("persona", described)


def _linked(caller: Caller, row: Comment) -> SafeString:
    return with_links(row.text, list(row.mentions.all()), lambda person: path_of(caller.workspace, person.key))
