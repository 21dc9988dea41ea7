"""YAML as its parser composes it: nodes with their lines, and a sentence for each way in which it can be wrong."""

from typing import NamedTuple

import yaml
from yaml import reader

from .statement import FileError
from .words import plain_name

TEXT_TAG = "tag:yaml.org,2002:str"
NOTHING_TAG = "tag:yaml.org,2002:null"


class Field(NamedTuple):
    """A key of a mapping in the form in which it is compared, as it is written, its value, and its line."""

    name: str
    key: str
    value: yaml.Node
    line: int


def roots_of(text: str) -> list[yaml.Node]:
    """The documents of a YAML text. Raises FileError with a whole sentence when it is none."""
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
        problem = getattr(error, "problem", None) or "it is nested too deeply"
        raise FileError(f"The YAML cannot be read{where}: {problem}.{_what_to_do(problem)}") from error
    for root in roots:
        _refuse_circles(root)
    return roots


def _refuse_circles(root: yaml.Node) -> None:
    """Raise FileError where an alias stands below its own anchor, as what it holds would never end."""
    open_nodes, done = set[int](), set[int]()
    stack: list[tuple[yaml.Node, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            open_nodes.discard(id(node))
            done.add(id(node))
        elif id(node) in open_nodes:
            raise FileError(
                f"The YAML goes round in a circle: an alias below the anchor at line {line_of(node)} refers back to "
                "it. Write there what it should hold."
            )
        elif id(node) not in done and not is_scalar(node):
            open_nodes.add(id(node))
            stack.append((node, True))
            stack.extend((each, False) for each in _held(node))


def _held(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _what_to_do(problem: str) -> str:
    if "'\\t'" in problem:
        return " Indent with spaces: YAML allows no tabs there."
    if "mapping values are not allowed" in problem:
        return " Put a text that holds a colon in quotes."
    return ""


def fields_of(node: yaml.MappingNode) -> list[Field]:
    """The fields of a mapping. Raises FileError where one stands twice, as a reader would take only one of them."""
    found: dict[str, Field] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        line = key.start_mark.line + 1
        field = Field(plain_name(key.value) or key.value, key.value.strip(), value, line)
        if field.name in found and field.key != found[field.name].key:
            field = field._replace(name=field.key)  # "NPS (EMEA)" beside "NPS (US)"
        if field.name in found:
            raise FileError(
                f"Line {line} of the YAML has the key {field.key} a second time; it stands at line "
                f"{found[field.name].line} already. Give each goal a place of its own in a list."
            )
        found[field.name] = field
    return list(found.values())


def is_scalar(node: yaml.Node | None) -> bool:
    """Whether a node is a single value."""
    return isinstance(node, yaml.ScalarNode)


def said(node: yaml.Node | None) -> str:
    """The text of a single value, "" where there is none."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) and node.tag != NOTHING_TAG else ""


def line_of(node: yaml.Node) -> int:
    """The line at which a node begins."""
    return int(node.start_mark.line) + 1
