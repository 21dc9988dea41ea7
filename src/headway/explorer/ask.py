"""What is asked of the Explorer: filters, grouping, order and columns, as the address carries them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from headway.people.errors import Refused

SHAPE = ("group", "sort", "columns", "since")
"""What a view says besides its filters."""
PASSING = ("after", "limit", "view", "format")
"""What belongs to one look only and is not saved with a view."""
LONGEST = 200
MOST_ROWS, ROWS = 1_000, 100


@dataclass(frozen=True)
class Ask:
    """One question to a table. ``given`` holds the typed texts of the filters by name, empty ones left out."""

    given: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    since: str = ""
    after: str = ""
    limit: int = ROWS
    view: str = ""

    def text(self, **changes: str) -> str:
        """The query that asks the same, readable; ``changes`` replace or (empty) drop single words of it."""
        said: dict[str, str] = dict(self.given)
        said |= {"group": self.group, "sort": self.sort, "columns": ",".join(self.columns), "since": self.since}
        said |= changes
        return urlencode({name: value for name, value in said.items() if value}, safe=",.:")

    def without(self, *names: str) -> "Ask":
        """The same question without some of its filters."""
        return replace(self, given={name: text for name, text in self.given.items() if name not in names})


def read_ask(params: Mapping[str, Any], known: tuple[str, ...], saved: str = "") -> Ask:
    """The question of ``params`` (name to text, or to a list of texts), laid over a saved view's query.

    Names that are not ``known`` filters are passed over; a filter given as empty lifts that of the view.
    """
    said = dict(parse_qsl(saved)) | {name: _joined(value) for name, value in params.items()}
    given = {name: said[name] for name in known if said.get(name)}
    columns = tuple(dict.fromkeys(word for word in said.get("columns", "").split(",") if word))
    shape = {name: said.get(name, "") for name in ("group", "sort", "since", "after", "view")}
    return Ask(given, columns=columns, limit=_limit(said.get("limit", "")), **shape)


def refuse_unknown(names: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuse a word that neither filters nor shapes the table: passed over, it would show more than was asked for."""
    words = (*known, *SHAPE, *PASSING)
    for name in names:
        if name not in words:
            raise Refused(f"“{name}” is no filter: choose one of {', '.join(words)}.", field=name)


def _joined(value: Any) -> str:
    texts = value if isinstance(value, list | tuple) else [value]
    clean = [str(text).replace("\x00", "").strip()[:LONGEST] for text in texts if text is not None]
    return ",".join(text for text in clean if text)


def _limit(text: str) -> int:
    return max(1, min(MOST_ROWS, int(text))) if text.isdecimal() else ROWS
