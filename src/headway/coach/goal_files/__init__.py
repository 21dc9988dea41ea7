"""Goals written in files: YAML, Markdown and CSV, each read into the same plain statements with their lines."""

from pathlib import Path

from .csv_goals import read_csv
from .markdown_goals import read_markdown
from .statement import FileError, Written


def _read_yaml(text: str) -> list[Written]:
    from .yaml_goals import read_yaml  # where no YAML is read, its parser need not be loaded

    return read_yaml(text)


READERS = {
    ".yaml": _read_yaml, ".yml": _read_yaml, ".md": read_markdown, ".markdown": read_markdown, ".csv": read_csv,
}  # fmt: skip

__all__ = ["READERS", "FileError", "Written", "read_goals"]


def read_goals(path: Path) -> list[Written]:
    """The goals of a file, in its order. Raises FileError with a whole sentence when it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise FileError(f"{path.name} is of a kind the coach does not read. It reads .jsonl, {known}.")
    try:
        return reader(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileError(
            f"{path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        ) from error
