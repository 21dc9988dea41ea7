"""From the text of an okr-tree file to what it tells; a wrong file is refused whole, with each place that is wrong."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from headway.exchange.okr_tree.spans import Span, day_in, span_of
from headway.exchange.okr_tree.told import FileRefused, KeyResultTold, ObjectiveTold, Remark, TreeTold

OBJECTIVE = {
    "id", "title", "owner", "owners", "level", "parent_id", "parents", "parent", "key_results", "cancelled",
    "final_score", "score", "result_note", "status", "why", "description", "priority",
}  # fmt: skip
KEY_RESULT = {
    "id", "title", "owner", "owners", "priority", "mid_cycle_score", "projected_score", "final_score", "score",
    "cancelled", "result_note", "quarter", "baseline", "target", "actual", "unit", "status", "start", "due",
}  # fmt: skip
WHOLE = {"organisation", "organization", "cycle", "source", "licence", "license", "score_rule", "objectives"}
NOTHING = {"", "-", "–", "—", "n/a", "na", "none", "null", "tbd", "?", "unknown", "unowned"}
NUMBER = re.compile(r"[-+−]?\d[\d\s,._’']*%?")
MOST_PROBLEMS, SHOWN = 20, 40
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Characters that no database keeps: lone halves of a pair, and controls."""
PLAIN = {str: "a text", dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}


def read_tree(text: str) -> TreeTold:
    """Read a file. Raises :class:`FileRefused` for one that is no okr-tree, with the place of each fault."""
    return _Reader(_parsed(text)).read()


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise _refusal(f"line {error.lineno}, column {error.colno}", f"This is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise _refusal("the file", "It is nested too deeply to be read.") from error
    if not isinstance(found, dict):
        raise _refusal("the file", f"It holds {_kind(found)}, and an okr-tree is an object with “objectives”.")
    return found


def _refusal(place: str, text: str) -> FileRefused:
    return FileRefused([Remark(place, text)])


def _kind(value: object) -> str:
    """What a value is, and the beginning of it as it stands in the file."""
    if value is None:
        return "missing"
    if isinstance(value, float):
        return f"{json.dumps(value)}, which is no number"  # NaN and the infinities: all else is read as a decimal
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return f"{PLAIN.get(type(value), 'a number')}, {shown[:SHOWN]}{'…' if len(shown) > SHOWN else ''}"


class _Reader:
    """Reads one file, gathering what is wrong with it and what is odd."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.wrong: list[Remark] = []
        self.odd: list[Remark] = []
        self.unknown: Counter[str] = Counter()
        self.used: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.spelled: dict[str, str] = {}

    def read(self) -> TreeTold:
        name, span = self._cycle()
        self._extra(self.data, WHOLE, "")
        goals = enumerate(self._list(self.data, "objectives", ""))
        told = [self._objective(f"objectives[{n}]", one) for n, one in goals]
        if self.wrong:
            raise FileRefused(self.wrong[:MOST_PROBLEMS])
        for field, count in sorted(self.unknown.items()):
            often = "once" if count == 1 else f"{count} times"
            self.odd.append(Remark(field, f"This field is not known here, so it was left out ({often})."))
        organisation = self._text(self.data, "organisation", "") or self._text(self.data, "organization", "")
        assert span is not None
        return TreeTold(
            organisation or "Imported organisation", name, *span, self._text(self.data, "source", ""),
            [one for one in told if one], self.odd, dict(self.counts),
        )  # fmt: skip

    # -- the cycle

    def _cycle(self) -> tuple[str, Span | None]:
        told = self.data.get("cycle")
        if isinstance(told, str):
            told = {"name": told}
        if not isinstance(told, dict):
            self._fault("cycle", f"It is {_kind(told)}: give its name, start and end.")
            return "", None
        name = self._text(told, "name", "cycle.")
        start, end = (self._day(told, field, "cycle.") for field in ("start", "end"))
        by_name = span_of(name)
        if (start is None or end is None) and by_name is None:
            for field in ("start", "end"):
                if told.get(field) not in (None, ""):
                    self._fault(f"cycle.{field}", f"It is {_kind(told[field])}: give a date as YYYY-MM-DD.")
            self._fault("cycle", "It has no start and end, and its name tells none: give both as YYYY-MM-DD.")
            return name, None
        if by_name and (start is None or end is None):
            self.odd.append(Remark("cycle", f"Its dates are missing, so they were taken from its name, “{name}”."))
        first, last = (given or told for given, told in zip((start, end), by_name or (date.max, date.max), strict=True))
        if last < first:
            self._fault("cycle.end", f"It ends on {last}, before it starts on {first}.")
        return name or f"{first} to {last}", (first, last)

    def _day(self, told: Mapping[str, Any], field: str, place: str) -> date | None:
        text = self._text(told, field, place)
        found = day_in(text) if text else None
        if text and found is None:
            self.odd.append(
                Remark(f"{place}{field}", f"“{text[:40]}” is no date that can be read, so it was left out.")
            )
        return found

    # -- objectives and key results

    def _objective(self, place: str, told: Any) -> ObjectiveTold | None:
        if not self._is_object(place, told):
            return None
        at = f"{place}."
        self.counts["objectives"] += 1
        self._extra(told, OBJECTIVE, at)
        title = self._title(told, at)
        own = self._writable(str(told.get("id")), f"{at}id").strip() if told.get("id") not in (None, "") else ""
        external = self._name(place, own or title)
        made = ObjectiveTold(
            place, external, title, self._owners(told, at), self._text(told, "level", at).casefold(),
            self._parents(told, at), self._score(told, "final_score", at, "score"), self._words(told, at),
            self._text(told, "why", at) or self._text(told, "description", at), self._flag(told, "cancelled", at),
        )  # fmt: skip
        made.digest = _digest({name: value for name, value in told.items() if name != "key_results"})
        made.key_results = [
            found
            for n, one in enumerate(self._list(told, "key_results", at))
            if (found := self._key_result(f"{at}key_results[{n}]", one, external))
        ]
        return made

    def _key_result(self, place: str, told: Any, objective: str) -> KeyResultTold | None:
        if not self._is_object(place, told):
            return None
        at = f"{place}."
        self.counts["key_results"] += 1
        self._extra(told, KEY_RESULT, at)
        title = self._title(told, at)
        own = self._writable(str(told.get("id")), f"{at}id").strip() if told.get("id") not in (None, "") else ""
        named = own or hashlib.sha256(title.encode()).hexdigest()[:12]
        baseline, target, actual = (self._number(told, name, at) for name in ("baseline", "target", "actual"))
        quarter = span_of(self._text(told, "quarter", at)) or (None, None)
        return KeyResultTold(
            place, self._name(place, f"{objective}/{named}", quiet=True), title, self._owners(told, at),
            baseline, target, actual, self._text(told, "unit", at) or self._percent(told),
            self._day(told, "start", at) or quarter[0], self._day(told, "due", at) or quarter[1],
            self._score(told, "mid_cycle_score", at), self._score(told, "projected_score", at),
            self._score(told, "final_score", at, "score"), self._words(told, at), self._text(told, "priority", at),
            self._flag(told, "cancelled", at), _digest(told), named,
        )  # fmt: skip

    def _name(self, place: str, name: str, *, quiet: bool = False) -> str:
        """The source's name for a thing, told apart where several bear the same."""
        self.used[name] += 1
        if self.used[name] == 1:
            return name
        if not quiet:
            self.odd.append(
                Remark(
                    f"{place}.id", f"“{name}” is used already, so this one is told apart as number {self.used[name]}."
                )
            )
        return f"{name}#{self.used[name]}"

    def _title(self, told: Mapping[str, Any], at: str) -> str:
        title = told.get("title")
        if not isinstance(title, str):
            self._fault(f"{at}title", f"It is {_kind(title)}: give a text.")
            return ""
        if not title.strip():
            self._fault(f"{at}title", "It is empty: give a text.")
        return " ".join(self._writable(title, f"{at}title").split())

    # -- fields

    def _owners(self, told: Mapping[str, Any], at: str) -> tuple[str, ...]:
        given = told.get("owner") if told.get("owner") is not None else told.get("owners")
        names: list[str] = []
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, dict):
                one = one.get("name") or one.get("title")
            if one is None:
                continue
            if not isinstance(one, str):
                self._fault(f"{at}owner", f"It is {_kind(one)}: give a name, a list of names, or null.")
                continue
            parts = re.split(r"[,;/]| \+ ", self._writable(one, f"{at}owner"))
            names += [" ".join(part.split())[:120] for part in parts]
        kept = tuple(dict.fromkeys(self._spelled(name, at) for name in names if name.casefold() not in NOTHING))
        self.counts["owners"] += len(kept)
        return kept

    def _spelled(self, name: str, at: str) -> str:
        """One spelling for each name: capitals alone do not make it somebody else's."""
        first = self.spelled.setdefault(name.casefold(), name)
        if first != name:
            self.odd.append(
                Remark(f"{at}owner", f"“{name}” differs from “{first}” by its capitals alone: it is the same.")
            )
        return first

    def _parents(self, told: Mapping[str, Any], at: str) -> tuple[str, ...]:
        named = (told[name] for name in ("parent_id", "parents", "parent") if told.get(name) is not None)
        given = next(named, None)
        found: list[str] = []
        for one in given if isinstance(given, list) else [given]:
            if one in (None, ""):
                continue
            if isinstance(one, bool) or not isinstance(one, str | int):
                self._fault(f"{at}parent_id", f"It is {_kind(one)}: give the id of an objective, or null.")
                continue
            found.append(str(one).strip())
        kept = tuple(dict.fromkeys(found))
        self.counts["parents"] += len(kept)
        return kept

    def _score(self, told: Mapping[str, Any], field: str, at: str, other: str = "") -> Decimal | None:
        """A score as it stands; the scale it is on is found out for the whole file."""
        name = other if told.get(field) is None and other else field
        value = self._number(told, name, at, of="score")
        if value is not None:
            self.counts["scores"] += field == "final_score"
        if value is not None and value < 0:
            self.odd.append(Remark(f"{at}{name}", f"A score of {value} lies under 0, so it was left out."))
            return None
        return value

    def _number(self, told: Mapping[str, Any], field: str, at: str, of: str = "number") -> Decimal | None:
        value = told.get(field)
        if value is None:
            return None
        if isinstance(value, bool | list | dict | float):
            self._fault(f"{at}{field}", f"It is {_kind(value)}: give a number or null.")
            return None
        if isinstance(value, int | Decimal):
            return self._bounded(Decimal(value), f"{at}{field}")
        found = _decimal(value)
        if found is None and value.strip().casefold() not in NOTHING:
            self.odd.append(Remark(f"{at}{field}", f"“{value[:40]}” is no {of} that can be read, so it was left out."))
        if found is not None and of == "score" and value.strip().endswith("%"):
            found /= 100
        return None if found is None else self._bounded(found, f"{at}{field}")

    def _bounded(self, value: Decimal, place: str) -> Decimal | None:
        if abs(value) < 10**9 and -value.normalize().as_tuple().exponent <= 6:  # type: ignore[operator]
            return value
        self.odd.append(Remark(place, f"{value} cannot be kept exactly, so it was left out."))
        return None

    def _percent(self, told: Mapping[str, Any]) -> str:
        texts = [value for name in ("baseline", "target", "actual") if isinstance(value := told.get(name), str)]
        return "%" if any(text.strip().endswith("%") for text in texts) else ""

    def _words(self, told: Mapping[str, Any], at: str) -> str:
        """What became of it, in words."""
        words = (self._text(told, name, at) for name in ("status", "result_note"))
        return " ".join(text for text in words if text)

    def _flag(self, told: Mapping[str, Any], field: str, at: str) -> bool:
        value = told.get(field)
        if value is not None and not isinstance(value, bool):
            self._fault(f"{at}{field}", f"It is {_kind(value)}: give true, false or null.")
        return value is True

    def _text(self, told: Mapping[str, Any], field: str, at: str) -> str:
        value = told.get(field)
        if value is None:
            return ""
        if isinstance(value, bool | list | dict):
            self._fault(f"{at}{field}", f"It is {_kind(value)}: give a text or null.")
            return ""
        return self._writable(str(value), f"{at}{field}").strip()

    def _writable(self, text: str, place: str) -> str:
        clean = UNWRITABLE.sub("", text)
        if clean != text:
            self.odd.append(Remark(place, "It holds characters that nothing can show or keep: they were left out."))
        return clean

    def _list(self, told: Mapping[str, Any], field: str, at: str) -> list[Any]:
        value = told.get(field)
        if value is None and at:
            return []
        if not isinstance(value, list):
            self._fault(f"{at}{field}", f"It is {_kind(value)}: give a list.")
            return []
        return value

    def _is_object(self, place: str, told: Any) -> bool:
        if not isinstance(told, dict):
            self._fault(place, f"It is {_kind(told)}: give an object with at least a title.")
        return isinstance(told, dict)

    def _extra(self, told: Mapping[str, Any], known: set[str], at: str) -> None:
        place = re.sub(r"\[\d+\]", "[]", at)
        for name in told:
            if name not in known and told[name] not in (None, "", [], {}):
                self.unknown[f"{place}{name}"] += 1

    def _fault(self, place: str, text: str) -> None:
        self.wrong.append(Remark(place, text))


def _decimal(text: str) -> Decimal | None:
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    plain = re.sub(r"[\s_’'%]", "", text.strip()).replace("−", "-")
    if "," in plain:
        plain = plain.replace(",", "" if "." in plain or re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", plain) else ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _digest(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
