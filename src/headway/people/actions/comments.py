"""Comments on any object, with mentions by ``@Name``."""

from headway.people.access import door, require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import NotAllowed, Refused
from headway.people.keys import next_key
from headway.people.mentions import mentioned_in
from headway.people.models import Comment, Keyed, Person
from headway.people.objects import require_sight

LONGEST = 10_000


def write_comment(caller: Caller, about: Keyed, text: str) -> Comment:
    """Say something about an object that the caller can see; everybody named with @ is told."""
    require(caller, "comment.write")
    text = text.strip()
    if not text:
        raise Refused("There is nothing to say yet: write the comment first.", field="text")
    if len(text) > LONGEST:
        raise Refused(f"A comment holds up to {LONGEST} characters; this one has {len(text)}.", field="text")
    with acting(caller, "comment.written") as entry:
        comment = Comment.objects.create(
            workspace=caller.workspace,
            key=next_key(caller.workspace, Comment),
            about=about.key,
            author=caller.someone,
            text=text,
            at=caller.now,
        )
        named = _mentioned(caller, text)
        comment.mentions.set(named)
        entry.concern(about.key)
        record(entry, comment)
        entry.say(mentions=[person.key for person in named])
    return comment


def comment_for(caller: Caller, key: str) -> Comment:
    """A comment that was not taken back, on an object that the caller can see."""
    rows = Comment.objects.filter(workspace=caller.workspace, withdrawn_at=None).select_related("author")
    comment = door(rows, key)
    require_sight(caller, comment.about, key)
    return comment


def withdraw_comment(caller: Caller, comment: Comment) -> None:
    """Take one's own comment back; its place stays."""
    if comment.author_id != caller.person_id:
        raise NotAllowed("Only its author can take a comment back.")
    with acting(caller, "comment.withdrawn") as entry:
        comment.withdrawn_at = caller.now
        comment.save(update_fields=["withdrawn_at"])
        entry.concern(comment.about)
        record(entry, comment)


def _mentioned(caller: Caller, text: str) -> list[Person]:
    if "@" not in text:
        return []
    return mentioned_in(text, Person.objects.filter(workspace=caller.workspace, left_at=None))
