"""Goals as YAML: mappings whose keys name slots, at any depth.

::

    objectives:
      - title: Customers get help the same day
        key_results:
          - Cut median first reply from 9 h to 2 h
    kpis:
      - "CSAT: at least 92 %"

A goal may also stand below its key or its own text: `KR1: Cut …`, `Customers get help: [Cut …]`.
"""

from collections.abc import Iterator, Sequence

import yaml

from .cells import pieces_of
from .labels import label_of
from .statement import UNSTATED, FileError, Found, LeftOut, Stated, Written, stated_in
from .words import FIGURE_OF_WORD, SLOT_OF_WORD, is_field, named_by, plain_name
from .yaml_nodes import NOTHING_TAG, TEXT_TAG, Field, fields_of, is_scalar, line_of, roots_of, said

_TEXT = ("title", "text", "statement", "name")
_OF_SLOT = {
    "objective": ("objective", "goal"), "key_result": ("key result", "kr"), "kpi": ("kpi", "metric"),
    "task": ("initiative", "task", "action"),
}  # fmt: skip
_LAST = ("description", "summary", "metric", "measure", "indicator")
_SINGULAR = tuple(name for names in _OF_SLOT.values() for name in names if name != "metric")
_TYPE = ("declared", "slot", "type", "kind", "level")
_KEY = ("key", "id", "ref")
_BELOW = {"objective": "key_result", "key_result": "task", "kpi": "kpi", "task": "task"}
_DEEPEST = 60
_NAMES = {"key_result": "key result", "kpi": "KPI"}


def read_yaml(text: str) -> Found:
    """The goals under objectives, key_results, kpis and initiatives (and their short forms), with their lines."""
    reader = _Reader()
    for root in roots_of(text):
        reader.walk(root, None, None, 0)
    return reader.found


class _Reader:
    """Goes through the nodes; one that is reached again through an alias is not read twice."""

    def __init__(self) -> None:
        self.found = Found()
        self._seen: set[int] = set()

    def walk(self, node: yaml.Node, slot: str | None, parent: str | None, depth: int) -> None:
        """Read every goal below `node`; `slot` is the one that its key names."""
        if depth > _DEEPEST:
            raise FileError(f"The YAML nests more than {_DEEPEST} levels deep at line {line_of(node)}. Flatten it.")
        if is_scalar(node):
            if slot and node.tag == TEXT_TAG:
                self._add(node, slot, None, parent)
            return
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._item(item, slot, parent, depth + 1)
        elif isinstance(node, yaml.MappingNode):
            fields = fields_of(node)
            if not self._goal(fields, slot, parent, depth, None):
                self._container(fields, slot, parent, depth)

    def _item(self, node: yaml.Node, slot: str | None, parent: str | None, depth: int) -> None:
        """An item of a list; below a key that names a slot it must be a goal."""
        if slot and is_scalar(node) and node.tag not in {TEXT_TAG, NOTHING_TAG}:
            raise FileError(
                f"Line {line_of(node)} of the YAML has {node.value} where the text of a goal belongs. "
                "Write the goal there, or put it in quotes if that is the text."
            )
        if not slot or not isinstance(node, yaml.MappingNode) or id(node) in self._seen:
            self.walk(node, slot, parent, depth)
            return
        self._seen.add(id(node))
        fields = fields_of(node)
        if self._goal(fields, slot, parent, depth, None):
            return
        own = [each for each in fields if _is_own(each)]
        numbered = [each for each in own if _numbered(each) is not None]
        below = {_slot_of(each) for each in fields if not is_scalar(each.value)} - {None}
        if (own and (len(own) == 1 or own == numbered)) or (
            not own and below and not (slot == "objective" and "key_result" in below)
        ):
            self._container(fields, slot, parent, depth)
            return
        raise _no_text(slot, line_of(node))

    def _goal(self, fields: list[Field], slot: str | None, parent: str | None, depth: int, key: str | None) -> bool:
        """Read a mapping that is a goal, and what it holds; False where it has no text."""
        own = _typed(fields) or slot
        title = _title_of(fields, own)
        own = own or (_slot_of(title) if title else None)
        if title is None or own is None:
            return False
        above = said(next((each.value for each in fields if own != "objective" and each.name == "objective"), None))
        parent = above if above and title.name != "objective" else parent
        text = self._add(title.value, own, key or _key(fields), parent, _stated(fields))
        below = text if own == "objective" else parent
        for each in fields:
            if each is not title:
                self._below(each, own, below, depth)
        return True

    def _below(self, field: Field, own: str, parent: str | None, depth: int) -> None:
        """A field of a goal that may hold others."""
        label, slot = _numbered(field), _slot_of(field)
        if label is not None:
            self._keyed(field, parent, depth)
        elif isinstance(field.value, yaml.MappingNode) and field.name in FIGURE_OF_WORD and own != "objective":
            return  # `_stated` has read it
        elif not is_scalar(field.value):
            self._unless_empty(field, slot, parent, depth)
        elif (slot in {"key_result", "task"} and slot != own) or (
            own == "objective" and field.name in {"kpi", "kpis"}  # below a key result it is what that measures
        ):
            self.walk(field.value, slot, parent, depth + 1)

    def _container(self, fields: Sequence[Field], slot: str | None, parent: str | None, depth: int) -> None:
        """Read a mapping that is no goal itself: its keys name slots, or are the keys or texts of goals."""
        for each in fields:
            named = _slot_of(each)
            if _numbered(each) is not None:
                parent = self._keyed(each, parent, depth) or parent
            elif named and (each.name in SLOT_OF_WORD or not is_scalar(each.value)):
                before = len(self.found.goals)
                self.walk(each.value, named, parent, depth + 1)
                parent = self._objective_since(before, named, each) or parent
            elif slot and _is_own(each):
                self._by_text(each, slot, parent, depth)
            elif not is_scalar(each.value):
                self._unless_empty(each, None, parent, depth)

    def _objective_since(self, before: int, named: str, field: Field) -> str | None:
        """The objective that was read alone from a field, below which its neighbours stand."""
        new = self.found.goals[before:]
        alone = named == "objective" and field.name in _OF_SLOT["objective"]
        return new[0].text if new and alone else None

    def _keyed(self, field: Field, parent: str | None, depth: int) -> str | None:
        """A goal below its key, `KR1: …`; returns the text of an objective."""
        label = label_of(field.key)
        assert label is not None
        parent = None if label.slot == "objective" else parent
        before = len(self.found.goals)
        if is_scalar(field.value):
            if said(field.value):
                self._add(field.value, label.slot, label.key, parent)
        elif isinstance(field.value, yaml.MappingNode) and id(field.value) not in self._seen:
            self._seen.add(id(field.value))
            if not self._goal(fields_of(field.value), label.slot, parent, depth + 1, label.key):
                raise _no_text(label.slot, field.line)
        else:
            self.walk(field.value, _BELOW[label.slot], parent, depth + 1)
        first = next(iter(self.found.goals[before:]), None)
        return first.text if first and first.declared == "objective" else None

    def _by_text(self, field: Field, slot: str, parent: str | None, depth: int) -> None:
        """A goal below its own text, or in its words and their value: "CSAT: at least 92 %"."""
        value = field.value
        if is_scalar(value):
            text = f"{field.key}: {said(value)}" if said(value) else field.key
            self._write(text, slot, field.line, None, parent)
            return
        group = named_by(field.key)
        if isinstance(value, yaml.MappingNode) and id(value) not in self._seen:
            fields = fields_of(value)
            if _title_of(fields, slot) is not None:
                self._seen.add(id(value))
                self._goal(fields, slot, parent, depth + 1, field.key)
                return
        if group is not None:
            self.walk(value, slot, parent, depth + 1)
            return
        stated = _stated(fields_of(value)) if isinstance(value, yaml.MappingNode) else UNSTATED
        text = self._write(field.key, slot, field.line, None, parent, stated)
        self.walk(value, _BELOW[slot] if isinstance(value, yaml.SequenceNode) else None, text, depth + 1)

    def _unless_empty(self, field: Field, slot: str | None, parent: str | None, depth: int) -> None:
        """Read what a field holds; say so where that is no goal, but might be one."""
        before = len(self.found.goals), len(self.found.left_out)
        known = id(field.value) in self._seen
        self.walk(field.value, slot, parent, depth + 1)
        same = before == (len(self.found.goals), len(self.found.left_out))
        if same and not known and not is_field(field.name) and field.value.value:
            self.found.left_out.append(LeftOut(field.line, f"nothing below “{field.key[:80]}” is read as a goal"))

    def _add(self, node: yaml.Node, slot: str, key: str | None, parent: str | None, stated: Stated = UNSTATED) -> str:
        block = isinstance(node, yaml.ScalarNode) and node.style == "|"
        return self._write(str(node.value), slot, line_of(node), key, parent, stated, block)

    def _write(
        self,
        text: str,
        slot: str,
        line: int,
        key: str | None,
        parent: str | None,
        stated: Stated = UNSTATED,
        block: bool = False,
    ) -> str:
        """Keep the goals of a value, and return the text of the first."""
        pieces = pieces_of(text) if text.strip() else []
        for piece in pieces:
            at = line + 1 + piece.offset if block and len(pieces) > 1 else line
            self.found.goals.append(Written(piece.text, piece.slot or slot, at, key or piece.key, parent, stated))
        return pieces[0].text if pieces else text.strip()


def _slot_of(field: Field) -> str | None:
    return SLOT_OF_WORD.get(field.name)


def _numbered(field: Field) -> str | None:
    """The key that a field's name is: "kr1"."""
    label = label_of(field.key)
    return label.key if label is not None and not label.text else None


def _is_own(field: Field) -> bool:
    """Whether a field has a name of its own, and so may be a goal's text."""
    return _numbered(field) is not None or not (
        _slot_of(field) or is_field(field.name) or field.name in {*_TEXT, *_LAST, "<<"}
    )


def _typed(fields: list[Field]) -> str | None:
    kinds = (SLOT_OF_WORD.get(plain_name(said(each.value))) for each in fields if each.name in _TYPE)
    return next(filter(None, kinds), None)


def _title_of(fields: list[Field], slot: str | None) -> Field | None:
    """The field with the text of a goal of this slot; where none is said, one that names a slot."""
    wanted = (*_TEXT, *_OF_SLOT[slot], *_LAST, *_SINGULAR) if slot else _SINGULAR
    texts = {each.name: each for each in fields if is_scalar(each.value) and said(each.value)}
    return next((texts[name] for name in wanted if name in texts), None)


def _key(fields: list[Field]) -> str | None:
    return next((said(each.value) for name in _KEY for each in fields if each.name == name and said(each.value)), None)


def _stated(fields: list[Field]) -> Stated:
    """What fields of their own say of a goal, also one level deeper: `target: {value: 60, unit: "%"}`."""
    return stated_in(_figures(fields))


def _figures(fields: list[Field]) -> Iterator[tuple[str, str]]:
    for each in fields:
        name = "metric" if each.name == "kpi" else each.key
        if is_scalar(each.value):
            yield name, said(each.value)
        elif isinstance(each.value, yaml.MappingNode) and each.name in FIGURE_OF_WORD:
            for inner in fields_of(each.value):
                yield (name if inner.name in {"value", "name", "title"} else inner.key), said(inner.value)


def _no_text(slot: str, line: int) -> FileError:
    return FileError(f"The {_NAMES.get(slot, slot)} at line {line} of the YAML has no text. Give it a {_TEXT[0]}.")
