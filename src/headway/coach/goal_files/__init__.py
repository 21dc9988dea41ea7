"""Goals written in files: YAML, Markdown and CSV, each read into the same plain statements with their lines."""

from pathlib import Path

from .csv_goals import read_csv
from .markdown_goals import read_markdown
from .statement import FileError, Found, LeftOut, Stated, Written
from .text_file import MOST_BYTES, text_of


def _read_yaml(text: str) -> Found:
    from .yaml_goals import read_yaml  # where no YAML is read, its parser need not be loaded

    return read_yaml(text)


READERS = {
    ".yaml": _read_yaml, ".yml": _read_yaml, ".md": read_markdown, ".markdown": read_markdown, ".csv": read_csv,
}  # fmt: skip

__all__ = ["READERS", "FileError", "Found", "LeftOut", "Stated", "Written", "find_goals", "read_goals", "text_of"]


def read_goals(path: Path) -> list[Written]:
    """The goals of a file, in its order. Raises FileError with a whole sentence when it cannot be read."""
    return find_goals(path).goals


def find_goals(path: Path) -> Found:
    """The goals of a file, and what in it looks like goals and was left out. Raises FileError as `read_goals` does."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise FileError(f"{path.name} is of a kind the coach does not read. It reads .jsonl, {known}.")
    return reader(text_of(path, MOST_BYTES))
