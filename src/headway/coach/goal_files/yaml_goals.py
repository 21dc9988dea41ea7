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

from .statement import SLOT_OF_WORD, FileError, Written

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
_DEEPEST = 60
_TAG = "tag:yaml.org,2002:str"


def read_yaml(text: str) -> list[Written]:
    """The goals under objectives, key_results, kpis and initiatives (and their short forms), with their lines."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" at line {place.line + 1}" if place else ""
        raise FileError(
            f"The YAML cannot be read{where}: {getattr(error, 'problem', None) or 'it is nested too deeply'}."
        ) from error
    return list(_walk(root, None, None, 0, set())) if root is not None else []


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
            yield from _walk(item, slot, parent, depth + 1, seen)
    elif isinstance(node, yaml.MappingNode):
        yield from _mapping(node, slot, parent, depth, seen)


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
        yield Written(title.value, own, title.start_mark.line + 1, _key(fields), parent)
        parent = title.value if own == "objective" else parent
    for name, value in fields.items():
        if value is not title and not isinstance(value, yaml.ScalarNode):
            yield from _walk(value, SLOT_OF_WORD.get(name.replace("-", "_")), parent, depth + 1, seen)
        elif value is not title and title is None and name in SLOT_OF_WORD:
            yield from _walk(value, SLOT_OF_WORD[name], parent, depth + 1, seen)


def _key(fields: dict[str, yaml.Node]) -> str | None:
    found = next((fields[name] for name in _KEY_KEYS if isinstance(fields.get(name), yaml.ScalarNode)), None)
    return str(found.value) if found is not None else None
