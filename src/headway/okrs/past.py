"""Goals as of a date: what people had written and what Headway showed then, from the log, one level at a time.

Nothing is computed: the texts come from the images in the log, progress, status and shares from what the log kept
with each fold. A goal is shown to who may see it today and could have seen it then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from headway.activity import images
from headway.activity.images import Past
from headway.okrs.access import objectives_for
from headway.okrs.models import Ambition
from headway.okrs.models.objectives import MEANS
from headway.okrs.tags import tag_list
from headway.people.access import READ_ALL, door
from headway.people.caller import Caller
from headway.people.errors import NotHere, Refused
from headway.people.models import Person, Unit
from headway.ui.measure import Plain

END = 2**62
Fields = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """The end of a day, and the last row of the log that was written by then."""

    day: date
    seq: int
    is_today: bool


@dataclass
class PastGoal:
    """An objective or key result as of a day. ``now`` is what is said of it today, where it is still there."""

    key: str
    image: Fields
    shown: Fields
    owner: str = ""
    share: int | None = None
    kind: str = ""
    said: list["PastWord"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.image["title"])

    @property
    def ambition(self) -> str:
        return str(Ambition(self.image["ambition"]).label)

    @property
    def tags(self) -> list[str]:
        return tag_list(str(self.image.get("tags") or ""))

    @property
    def means(self) -> list[tuple[str, str]]:
        """What each grade would mean, as it was written then; empty where nothing was."""
        told = [(grade, str(self.image.get(name) or "")) for grade, name in MEANS]
        return told if any(text for _grade, text in told) else []

    @property
    def start(self) -> date:
        return date.fromisoformat(self.image["start"])

    @property
    def due(self) -> date:
        return date.fromisoformat(self.image["due"])

    @property
    def progress(self) -> int | None:
        return self.shown.get("progress")

    @property
    def status(self) -> str:
        return str(self.shown.get("status") or "unknown")

    @property
    def hand_status(self) -> str:
        return str(self.image.get("hand_status") or "")

    @property
    def is_known(self) -> bool:
        """Whether the log kept what was shown of it by then."""
        return bool(self.shown)

    @property
    def measure(self) -> Plain:
        return Plain(self.image["scale"], self.image["unit_kind"], self.image["unit_label"])

    @property
    def current(self) -> int | None:
        return self.shown.get("current")


@dataclass(frozen=True)
class PastWord:
    """A check-in as of a day."""

    key: str
    author: str
    value: int | None
    confidence: int | None
    note: str


@dataclass(frozen=True)
class PastUnit:
    """A unit as of a day, with the units and objectives that belonged to it."""

    key: str
    name: str
    parent: str
    lead: str
    units: list[tuple[str, str]]
    objectives: list[PastGoal]


@dataclass(frozen=True)
class PastObjective:
    """An objective as of a day: its key results, what it contributed to, and what contributed to it."""

    goal: PastGoal
    unit: str
    unit_key: str
    cycle: str
    key_results: list[PastGoal]
    children: list[PastGoal]
    parents: list[PastGoal]
    assumptions: list[Fields]
    score: Fields | None
    theme: str
    co_owners: list[str]


def moment_of(caller: Caller, day: date | None) -> Moment:
    """The end of ``day`` on the workspace's clock; today, when none is given. A day ahead is refused."""
    if day is None or day == caller.today:
        return Moment(caller.today, END, True)
    if day > caller.today:
        raise Refused(f"{day} lies ahead, and nothing is known of it yet: choose a day until today.", field="date")
    end = datetime.combine(day + timedelta(days=1), time(), caller.workspace.zone)
    return Moment(day, images.seq_at(caller.workspace.pk, end), False)


def unit_as_of(caller: Caller, moment: Moment, key: str = "") -> PastUnit:
    """A unit (the company, without a key) as of a moment, one level deep."""
    unit = door(Unit.objects.filter(workspace=caller.workspace), key) if key else _root(caller)
    found = images.latest_within(caller.workspace.pk, [unit.key], moment.seq, and_of=[unit.key])
    mine = found.get(unit.key)
    if mine is None:
        if key and not moment.is_today:
            raise NotHere(f"{unit.key} was not there yet on {moment.day}: choose a later day.")
        mine = Past({"name": unit.name, "parent": None, "lead": None}, {})
    units = [(k, past) for k, past in found.items() if k.startswith("U-") and past.image.get("parent") == unit.key]
    goals = {k: past for k, past in found.items() if k.startswith("O-") and _is_live_in(past, unit.key, moment.day)}
    goals = _visible(caller, goals)
    names = _names(caller, [past.image["owner"] for past in goals.values()] + [mine.image.get("lead")])
    return PastUnit(
        unit.key, mine.image["name"], mine.image.get("parent") or "", names.get(mine.image.get("lead") or "", ""),
        sorted(((k, past.image["name"]) for k, past in units if not past.image.get("archived_at")), key=_by_key),
        [_goal(k, past, names) for k, past in sorted(goals.items(), key=_by_key)],
    )  # fmt: skip


def objective_as_of(caller: Caller, moment: Moment, key: str) -> PastObjective:
    """An objective as of a moment, with everything one level around it."""
    workspace = caller.workspace.pk
    around = images.latest_within(workspace, [key], moment.seq)
    edges = [past.image for k, past in around.items() if k.startswith("L-")]
    others = {edge[end] for edge in edges for end in ("child", "parent")} - {key}
    goals = _visible(caller, images.latest(workspace, [key, *others], moment.seq), [key, *others])
    if key not in goals:
        raise NotHere(f"Nothing under {key} can be shown as of {moment.day}: choose a later day, or check the key.")
    mine = goals[key]
    rows = {k: past for k, past in around.items() if k.startswith("KR-") and not past.image.get("archived_at")}
    rows = {k: past for k, past in rows.items() if past.image["objective"] == key}
    placed = [mine.image["unit"], *filter(None, [mine.image.get("cycle"), mine.image.get("theme")])]
    beside = [past.image["person"] for k, past in sorted(around.items(), key=_by_key) if k.startswith("CO-")]
    words = images.latest_within(workspace, list(rows), moment.seq, and_of=placed)
    people = [past.image.get("owner") for past in (*goals.values(), *rows.values())]
    names = _names(caller, people + beside + [past.image.get("author") for past in words.values()])
    shares = mine.shown.get("shares") or {}
    results = [_goal(k, past, names, shares, _words(k, words, names)) for k, past in sorted(rows.items(), key=_by_key)]
    return PastObjective(
        _goal(key, mine, names), _named(words, mine.image["unit"]), mine.image["unit"],
        _named(words, mine.image.get("cycle")), results,
        [_goal(e["child"], goals[e["child"]], names, shares, kind=e["kind"]) for e in edges if e["parent"] == key
         and e["child"] in goals and not goals[e["child"]].image.get("archived_at")],
        [_goal(e["parent"], goals[e["parent"]], names, kind=e["kind"]) for e in edges if e["child"] == key
         and e["parent"] in goals],
        [past.image for k, past in sorted(around.items(), key=_by_key) if k.startswith("A-")
         and not past.image.get("archived_at")],
        next((past.image for k, past in around.items() if k.startswith("S-") and not past.image["key_result"]), None),
        _named(words, mine.image.get("theme"), "title"), [names[key] for key in beside if key in names],
    )  # fmt: skip


# -- reading


def _root(caller: Caller) -> Unit:
    return Unit.objects.get(workspace=caller.workspace, parent=None)


def _is_live_in(past: Past, unit: str, day: date) -> bool:
    image = past.image
    if image.get("unit") != unit or image.get("archived_at") or not image.get("cycle", True):
        return False
    return not image.get("closed_at") or str(image["start"]) <= day.isoformat() <= str(image["due"])


def _visible(caller: Caller, goals: Mapping[str, Past], keys: Iterable[str] = ()) -> dict[str, Past]:
    """Those that the caller may see today and could have seen then."""
    wanted = list(keys or goals)
    open_now = set(objectives_for(caller).filter(key__in=wanted).values_list("key", flat=True)) if wanted else set()
    return {key: past for key, past in goals.items() if key in open_now and _was_open(caller, past.image)}


def _was_open(caller: Caller, image: Fields) -> bool:
    if not image.get("private") or caller.role in READ_ALL or image["owner"] == caller.actor:
        return True
    led = Unit.objects.filter(pk__in=caller.led_units, key=image["unit"])
    return bool(caller.led_units) and led.exists()


def _names(caller: Caller, keys: Iterable[str | None]) -> dict[str, str]:
    """People by key. Names are personal, so the log does not keep them where they could not be erased."""
    wanted = {key for key in keys if key}
    rows = Person.objects.filter(workspace=caller.workspace, key__in=wanted) if wanted else []
    return {person.key: person.name for person in rows}


def _goal(
    key: str,
    past: Past,
    names: Mapping[str, str],
    shares: Mapping[str, int] | None = None,
    said: list[PastWord] | None = None,
    kind: str = "",
) -> PastGoal:
    owner = names.get(past.image["owner"], "")
    return PastGoal(key, past.image, past.shown, owner, (shares or {}).get(key), kind, said or [])


def _words(key: str, found: Mapping[str, Past], names: Mapping[str, str]) -> list[PastWord]:
    rows = [(k, past.image) for k, past in found.items() if k.startswith("CI-") and past.image["key_result"] == key]
    replaced = {image["supersedes"] for _, image in rows if image["supersedes"]}
    standing = [(k, i) for k, i in rows if not i["withdrawn_at"] and k not in replaced]
    return [
        PastWord(k, names.get(i["author"], ""), i["value"], i["confidence"], i["note"])
        for k, i in sorted(standing, key=_by_key, reverse=True)
    ]


def _named(found: Mapping[str, Past], key: str | None, field: str = "name") -> str:
    return str(found[key].image[field]) if key and key in found else ""


def _by_key(pair: tuple[str, Any]) -> int:
    return int(pair[0].rpartition("-")[2])
