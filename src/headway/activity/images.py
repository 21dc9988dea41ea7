"""The images in the log, found by key and by moment: what an object was, and what was shown of it, then."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery

from headway.activity import chain
from headway.activity.models import Activity, Image, Touch
from headway.activity.paging import pages
from headway.rows import insert_rows

MANY = 400
"""A row with more images than this keeps them beside it, so that nobody has to read them all to find one."""
PAGE = 400
PLACES = ("unit", "parent", "child", "objective", "key_result", "theme")
"""Fields of an image that name what the object belongs to: it is found from there."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """The images of one row of the log: what people wrote, and what was computed and shown."""

    images: Mapping[str, Fields]
    shown: Mapping[str, Fields]

    @property
    def beside(self) -> bool:
        """Whether there are so many that they are kept beside the row."""
        return len(self.images) + len(self.shown) > MANY

    @cached_property
    def rows(self) -> list[tuple[str, bool, str, str]]:
        """(key, shown, within, text) of each index row; the text is empty where the body holds the image."""
        return list(self._rows())

    def _rows(self) -> Iterator[tuple[str, bool, str, str]]:
        for key, image in self.images.items():
            text = chain.canonical(image) if self.beside else ""
            for within in places_of(image) or ("",):
                yield key, False, within, text
        for key, values in self.shown.items():
            yield key, True, "", chain.canonical(values) if self.beside else ""

    def seal(self) -> Fields:
        """The number and digest of the images that are kept beside."""
        return _seal(sorted(self.rows))


@dataclass
class Past:
    """An object as of a row of the log: what people had written of it, and what was shown of it."""

    image: Fields
    shown: Fields
    seq: int = 0


def places_of(image: Fields) -> tuple[str, ...]:
    """The keys of what an object belongs to, by its image."""
    return tuple(dict.fromkeys(str(image[name]) for name in PLACES if image.get(name)))


def index(workspace_id: int, seq: int, keys: Iterable[str], kept: Kept) -> None:
    """Write the index rows of one row of the log: what it concerns, and the images it holds."""
    touched = [(workspace_id, key, seq) for key in keys]
    insert_rows(Touch._meta.db_table, ["workspace_id", "key", "seq"], touched)
    columns = ["workspace_id", "seq", "key", "shown", "within", "text"]
    insert_rows(Image._meta.db_table, columns, [(workspace_id, seq, *row) for row in kept.rows])


def seq_at(workspace_id: int, moment: datetime) -> int:
    """The last row of the log that was written before ``moment``; 0 if there was none."""
    rows = Activity.objects.filter(workspace_id=workspace_id, at__lt=moment).order_by("-at", "-seq")
    return rows.values_list("seq", flat=True).first() or 0


def each_of(workspace_id: int, key: str, most: int) -> list[tuple[Activity, Fields]]:
    """The last ``most`` images of ``key`` that people wrote, each with its row of the log, the latest first.

    One statement. What was removed then has no image.
    """
    mine = Image.objects.filter(workspace_id=workspace_id, key=key, shown=False)
    beside = Subquery(mine.filter(seq=OuterRef("seq")).values("text")[:1])
    rows: Any = Activity.objects.filter(workspace_id=workspace_id, seq__in=mine.values("seq")).annotate(beside=beside)
    found = ((row, _image(row, key)) for row in rows.order_by("-seq")[:most])
    return [(row, image) for row, image in found if image]


def _image(row: Any, key: str) -> Fields:
    """An image that is kept beside its row, or in its body."""
    return dict(json.loads(row.beside) if row.beside else json.loads(row.body)["images"].get(key) or {})


def latest(workspace_id: int, keys: Iterable[str], seq: int) -> dict[str, Past]:
    """Each of ``keys`` as of row ``seq``; those that did not exist yet are left out. Two statements a page."""
    found: dict[str, Past] = {}
    for page in pages(dict.fromkeys(keys), PAGE):
        values = ", ".join(["(%s)"] * len(page))
        found |= _pasts(workspace_id, f"VALUES {values}", page, seq)
    return found


def latest_within(workspace_id: int, places: Sequence[str], seq: int, *, and_of: Sequence[str] = ()) -> dict[str, Past]:
    """Whatever belonged to one of ``places`` at some time up to row ``seq``, as of that row: two statements.

    Some of it may have moved elsewhere since: the images say where it was. ``and_of`` are some more keys.
    """
    selects: list[str] = []
    params: list[Any] = []
    if places:
        selects.append(WITHIN.format(places=", ".join(["%s"] * len(places))))
        params += [workspace_id, *places, seq]
    selects += ["SELECT CAST(%s AS varchar(32))"] * len(and_of)
    return _pasts(workspace_id, " UNION ".join(selects), [*params, *and_of], seq) if selects else {}


WITHIN = """
SELECT DISTINCT key || '' FROM activity_image
WHERE workspace_id = %s AND within IN ({places}) AND seq <= %s AND NOT (within = '')"""
"""Worded for SQLite: the last condition word for word as the index has it, and no bare key, or it would walk every
image of the workspace to meet the keys in order."""
LAST = """
SELECT i.key, i.shown, i.seq, i.text FROM chosen JOIN activity_image i ON i.id = (
  SELECT id FROM activity_image WHERE workspace_id = %s AND key = chosen.key AND shown = {shown} AND seq <= %s
  ORDER BY seq DESC LIMIT 1)"""


def _pasts(workspace_id: int, chosen: str, params: Sequence[Any], seq: int) -> dict[str, Past]:
    both = f"{LAST.format(shown='false')} UNION ALL {LAST.format(shown='true')}"
    with connection.cursor() as cursor:
        cursor.execute(f"WITH chosen(key) AS ({chosen}) {both}", [*params, *[workspace_id, seq] * 2])
        rows = [(key, bool(shown), at, text) for key, shown, at, text in cursor.fetchall()]
    bodies = _bodies(workspace_id, {at for _, _, at, text in rows if not text})
    found: dict[str, Past] = {}
    for key, shown, at, text in rows:
        fields = json.loads(text) if text else bodies[at]["shown" if shown else "images"][key]
        past = found.setdefault(key, Past({}, {}))
        past.seq = max(past.seq, at)
        if shown:
            past.shown = fields
        else:
            past.image = fields
    return {key: past for key, past in found.items() if past.image}


def _bodies(workspace_id: int, seqs: set[int]) -> dict[int, Fields]:
    found: dict[int, Fields] = {}
    for page in pages(sorted(seqs), PAGE):
        rows = Activity.objects.filter(workspace_id=workspace_id, seq__in=page).values_list("seq", "body")
        found |= {seq: json.loads(body) for seq, body in rows}
    return found


def seal_of(workspace_id: int, seq: int) -> Fields:
    """The number and digest of what is stored beside row ``seq``."""
    rows = Image.objects.filter(workspace_id=workspace_id, seq=seq).exclude(text="")
    columns = rows.values_list("key", "shown", "within", "text").iterator(chunk_size=5000)
    return _seal(sorted(columns))


def _seal(rows: Iterable[tuple[str, bool, str, str]]) -> Fields:
    digest, count = hashlib.sha256(), 0
    for key, shown, within, text in rows:
        digest.update(f"{key}\t{int(shown)}\t{within}\t{text}\n".encode())
        count += 1
    return {"count": count, "digest": digest.hexdigest()}
