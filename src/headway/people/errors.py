"""What an action may refuse with. Every message is whole sentences: what happened, what it means, what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_KEY = 40


class Refused(Exception):
    """An action was refused and nothing was changed. Pages show it beside the form, the API as problem+json."""

    status = 422
    code = "refused"

    def __init__(self, message: str, *, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code or type(self).code


class NotHere(Refused):
    """No such object for this person: it never existed, is private, or belongs to another workspace."""

    status = 404
    code = "not-here"

    def __init__(
        self, message: str = "There is nothing here under that key. Check the key, or search for the name."
    ) -> None:
        super().__init__(message)
        self.key = ""

    @classmethod
    def under(cls, key: str) -> "NotHere":
        """The error for one key, which :meth:`said_to` may name."""
        error = cls()
        error.key = key
        return error

    def said_to(self, sent: str) -> str:
        """The message for whoever sent this. It names the key only where that stands in it: a door may be asked for
        what the object at hand is about, and which one that is must not be told."""
        if not self.key or not re.search(rf"(?<![\w-]){re.escape(self.key)}(?![\w-])", sent):
            return self.message
        named = self.key if len(self.key) <= LONGEST_KEY else f"{self.key[:LONGEST_KEY]}…"
        return f"There is nothing here under “{named}”. Check the key, or search for the name."


class NotAllowed(Refused):
    """The person may see the object but not do this to it."""

    status = 403
    code = "not-allowed"


class Conflict(Refused):
    """The object changed since it was read."""

    status = 409
    code = "conflict"


class PartRefused(Refused):
    """A part of what was sent was refused, and with it the whole: ``named`` as a reader calls it, at its ``place``."""

    def __init__(self, named: str, place: str, reason: Refused) -> None:
        said = f"{named}: {reason.message}" if named else reason.message
        super().__init__(said, field=f"{place}.{reason.field}" if reason.field else place, code=reason.code)
        self.place = place
        self.reason = reason


@dataclass(frozen=True)
class LineError:
    """One thing wrong in a file or a pasted sheet: its line, its column, the value, and what to do."""

    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.value!r}. {self.message}"


class LinesRefused(Refused):
    """A batch was refused as a whole because some of its lines are wrong; each is named."""

    code = "lines-refused"

    def __init__(self, errors: Sequence[LineError]) -> None:
        self.errors = tuple(errors)
        lines = "1 line is" if len(errors) == 1 else f"{len(errors)} lines are"
        super().__init__(f"Nothing was recorded, because {lines} wrong. Mend what is named below and send it again.")
