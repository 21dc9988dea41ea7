"""Tags of goals, kept as one text such as ``,growth,europe,``."""

import re

from headway.people.errors import Refused

LONGEST, MOST = 30, 12


def tag_list(text: str) -> list[str]:
    """The tags in a kept text, in their order."""
    return [tag for tag in text.split(",") if tag]


def kept_tags(tags: list[str]) -> str:
    """What to keep of typed tags: lower case, each once, in order. Raises ``Refused`` for what is no tag."""
    clean = list(dict.fromkeys(" ".join(tag.split()).lstrip("#").casefold() for tag in tags))
    clean = [tag for tag in clean if tag]
    for tag in clean:
        if len(tag) > LONGEST or not re.fullmatch(r"[\w][\w .&/+-]*", tag):
            raise Refused(
                f"“{tag[:40]}” is no tag: use up to {LONGEST} letters, digits, blanks and dashes.", field="tags"
            )
    if len(clean) > MOST:
        raise Refused(f"These are {len(clean)} tags, and {MOST} fit: keep those that others filter by.", field="tags")
    return f",{','.join(clean)}," if clean else ""


def split_tags(typed: str) -> list[str]:
    """Tags as they are typed into one field, with commas between."""
    return typed.replace(";", ",").split(",")
