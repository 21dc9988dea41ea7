"""Goals as YAML: mappings whose keys name slots, at any depth.

::

    objectives:
      - title: Customers get help the same day
        key_results:
          - Cut median first reply from 9 h to 2 h
    kpis:
      - "CSAT: at least 92 %"
"""

from collections.abc import Iterator

import yaml
from yaml import reader

from .statement import FIGURE_OF_WORD, SLOT_OF_WORD, FileError, Written, figures_in, plain_name

_TEXT_KEYS = (
    "title",
    "text",
    "statement",
    "name",
    "objective",
    "goal",
    "key_result",
    "kr",
    "kpi",
    "initiative",
    "task",
)
_KEY_KEYS = ("key", "id", "ref")
_FIELDS = frozenset({*_TEXT_KEYS, *_KEY_KEYS, *SLOT_OF_WORD, *FIGURE_OF_WORD}) | {
    "baseline", "current", "cycle", "date", "deadline", "description", "due", "end", "kind", "level", "link", "note",
    "notes", "owner", "owners", "parent", "priority", "progress", "score", "start", "status", "tag", "tags", "target",
    "team", "type", "unit", "url", "weight", "why",
}  # fmt: skip
"""What a goal is described by: never the name of what it measures."""
_DEEPEST = 60
_TAG = "tag:yaml.org,2002:str"
_NOTHING = "tag:yaml.org,2002:null"


def read_yaml(text: str) -> list[Written]:
    """The goals under objectives, key_results, kpis and initiatives (and their short forms), with their lines."""
    try:
        roots = [root for root in yaml.compose_all(text, Loader=yaml.SafeLoader) if root is not None]
    except reader.ReaderError as error:
        line, code = text.count("\n", 0, error.position) + 1, error.character
        shown = code if isinstance(code, int) else ord(str(code)[:1])
        raise FileError(
            f"The YAML cannot be read at line {line}: it holds the character U+{shown:04X}, which YAML does not allow. "
            "Take it out."
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" at line {place.line + 1}" if place else ""
        raise FileError(
            f"The YAML cannot be read{where}: {getattr(error, 'problem', None) or 'it is nested too deeply'}."
        ) from error
    return [goal for root in roots for goal in _walk(root, None, None, 0, set())]


def _walk(node: yaml.Node, slot: str | None, parent: str | None, depth: int, seen: set[int]) -> Iterator[Written]:
    """Every goal below `node`; a node reached again through an alias is not read twice."""
    if depth > _DEEPEST:
        raise FileError(
            f"The YAML nests more than {_DEEPEST} levels deep at line {node.start_mark.line + 1}. Flatten it."
        )
    if not isinstance(node, yaml.ScalarNode):
        if id(node) in seen:
            return
        seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if slot and node.value.strip() and node.tag == _TAG:
            yield Written(node.value, slot, node.start_mark.line + 1, None, parent)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if slot and isinstance(item, yaml.MappingNode):
                yield from _item(item, slot, parent, depth + 1, seen)
            elif slot and _is_scalar(item) and item.tag not in {_TAG, _NOTHING}:
                raise FileError(
                    f"Line {item.start_mark.line + 1} of the YAML has {item.value} where the text of a goal belongs. "
                    "Write the goal there, or put it in quotes if that is the text."
                )
            else:
                yield from _walk(item, slot, parent, depth + 1, seen)
    elif isinstance(node, yaml.MappingNode):
        yield from _mapping(node, slot, parent, depth, seen)


def _item(node: yaml.MappingNode, slot: str, parent: str | None, depth: int, seen: set[int]) -> Iterator[Written]:
    """A goal of a list; "CSAT: at least 92 %" without quotes is one too. One without a text is an error."""
    fields = {key.value.strip().lower(): value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    line = node.start_mark.line + 1
    if any(isinstance(fields.get(name), yaml.ScalarNode) and fields[name].value.strip() for name in _TEXT_KEYS):
        yield from _walk(node, slot, parent, depth, seen)
        return
    ((key, value), *more) = node.value or [(None, None)]
    plain = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    if plain and not more and key.value.strip().lower() not in _FIELDS:
        yield Written(f"{key.value}: {value.value}", slot, line, None, parent)
        return
    below = {SLOT_OF_WORD.get(name.replace("-", "_")) for name, each in fields.items() if not _is_scalar(each)}
    if not below or (slot == "objective" and "key_result" in below):
        named = {"key_result": "key result", "kpi": "KPI"}.get(slot, slot)
        raise FileError(f"The {named} at line {line} of the YAML has no text. Give it a {_TEXT_KEYS[0]}.")
    yield from _walk(node, slot, parent, depth, seen)


def _is_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _mapping(
    node: yaml.MappingNode, slot: str | None, parent: str | None, depth: int, seen: set[int]
) -> Iterator[Written]:
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    fields = {key.value.strip().lower(): value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    titles = (found for name in _TEXT_KEYS if isinstance(found := fields.get(name), yaml.ScalarNode))
    title = next(titles, None)
    named = next((SLOT_OF_WORD.get(name) for name in _TEXT_KEYS[4:] if fields.get(name) is title and title), None)
    own = slot or named
    if title is not None and own and title.value.strip():
        yield Written(title.value, own, title.start_mark.line + 1, _key(fields), parent, _beside(fields))
        parent = title.value if own == "objective" else parent
    for name, value in fields.items():
        if value is not title and not isinstance(value, yaml.ScalarNode):
            yield from _walk(value, SLOT_OF_WORD.get(name.replace("-", "_")), parent, depth + 1, seen)
        elif value is not title and title is None and name in SLOT_OF_WORD:
            yield from _walk(value, SLOT_OF_WORD[name], parent, depth + 1, seen)


def _key(fields: dict[str, yaml.Node]) -> str | None:
    found = next((fields[name] for name in _KEY_KEYS if isinstance(fields.get(name), yaml.ScalarNode)), None)
    return str(found.value) if found is not None else None


def _beside(fields: dict[str, yaml.Node]) -> frozenset[str]:
    """The figures of a goal that have keys of their own."""
    return figures_in((plain_name(name), each.value) for name, each in fields.items() if _is_scalar(each))
