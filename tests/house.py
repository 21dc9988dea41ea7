"""The house rules that no linter knows. ``python -m tests.house`` names each breach and what to do."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "headway"
FILE_LINES, FUNCTION_LINES = 400, 60
CODE, MARKUP = {".py"}, {".html", ".svg"}
MEASURED = CODE | MARKUP | {".css", ".js"}

# "path" or "path::function" → why it may be longer than the rest.
ALLOWED: dict[str, str] = {}


@dataclass(frozen=True)
class Breach:
    place: str  # "path:line"
    rule: str
    lesson: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}\n    {self.lesson}"


NO_INLINE = "The Content-Security-Policy is strict, so the browser ignores it. "
TO_FILE = "Move it to a file under static/ and reach the element by class or data attribute."
# Markup pattern → what it is. Template tags are blanked out before it is searched.
INLINE = {
    re.compile(r"<style\b", re.I): "a <style> element",
    re.compile(r"\sstyle\s*=", re.I): "a style attribute",
    re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I): "an on… attribute",
    re.compile(r"\bhx-on\b", re.I): "an hx-on attribute",
    re.compile(r"<script\b(?![^>]*(?:\bsrc\s*=|application/json))", re.I): "an inline <script>",
    re.compile(r"[\"']\s*javascript:", re.I): "a javascript: address",
}
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def breaches_in(path: str, text: str) -> Iterator[Breach]:
    """Every breach in one file, given its path from the root and its text."""
    suffix = Path(path).suffix
    if suffix in MEASURED:
        yield from long_file(path, text)
    if suffix in MARKUP:
        yield from inline_markup(path, blank_tags(text))
    if suffix in CODE:
        tree = ast.parse(text)
        yield from long_functions(path, tree)
        yield from own_clocks(path, tree)
        yield from inline_in_strings(path, tree)


def long_file(path: str, text: str) -> Iterator[Breach]:
    lines = text.count("\n")
    if lines > FILE_LINES and path not in ALLOWED:
        yield Breach(
            path,
            f"{lines} lines, and a file may have {FILE_LINES}",
            "It probably holds two ideas: give the second a file of its own, named after it.",
        )


def long_functions(path: str, tree: ast.AST) -> Iterator[Breach]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES and f"{path}::{node.name}" not in ALLOWED:
                yield Breach(
                    f"{path}:{node.lineno}",
                    f"`{node.name}` has {lines} lines, and a function may have {FUNCTION_LINES}",
                    "Name its steps, and make each a function; then it reads as a table of contents.",
                )


def own_clocks(path: str, tree: ast.AST) -> Iterator[Breach]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield Breach(
                f"{path}:{node.value.lineno}",
                f"a field with {node.arg}",
                "Time is taken once, at the door, and passed in as `now`: let the action set the field.",
            )


def inline_markup(path: str, markup: str, first_line: int = 1) -> Iterator[Breach]:
    for pattern, name in INLINE.items():
        for found in pattern.finditer(markup):
            line = first_line + markup.count("\n", 0, found.end())
            yield Breach(f"{path}:{line}", f"{name} in the markup", NO_INLINE + TO_FILE)


def inline_in_strings(path: str, tree: ast.AST) -> Iterator[Breach]:
    """Markup that Python writes, such as a chart's SVG, is held to the same."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from inline_markup(path, node.value, node.lineno)


def blank_tags(template: str) -> str:
    """The markup of a template: its tags gone, its line breaks kept."""
    return TEMPLATE_TAG.sub(lambda tag: "\n" * tag[0].count("\n"), template)


def needless_reasons(files: dict[str, str]) -> Iterator[Breach]:
    """Allowances whose file or function is gone."""
    for place, reason in ALLOWED.items():
        path, _, function = place.partition("::")
        if path not in files or f"def {function}" not in files[path]:
            yield Breach("tests/house.py", f"{place} is allowed, and is not there", f"Drop it: {reason}")


def own_files() -> dict[str, str]:
    """The product's sources by path; tests and migrations are left out."""
    kept = (p for p in SOURCE.rglob("*") if p.suffix in MEASURED and not {"tests", "migrations"} & {*p.parts})
    return {str(p.relative_to(ROOT)): p.read_text() for p in sorted(kept)}


def main() -> int:
    files = own_files()
    found = [breach for path, text in files.items() for breach in breaches_in(path, text)]
    found += needless_reasons(files)
    for breach in found:
        print(breach)
    print(f"{len(files)} files, {len(found)} breaches of the house rules.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
