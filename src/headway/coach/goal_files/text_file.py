"""The text of a file, or a sentence that says why it has none."""

from pathlib import Path

from .statement import FileError

MOST_BYTES = 10_000_000
"""Of a file of goals: some twenty thousand goals have no more."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_START = 1_000


def text_of(path: Path, most: int | None = None) -> str:
    """The text of a file in UTF-8, with its line ends as \\n; `most` limits its bytes."""
    try:
        if most is not None and path.stat().st_size > most:
            raise FileError(
                f"{path.name} is larger than {most // 1_000_000} MB, which is more than a file of goals may have. "
                "Split it, or leave out what is no goal."
            )
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}.") from error
    start = data[:_START]
    if start.startswith(_UTF_16) or start.count(0) * 3 > len(start) > 3:
        raise FileError(f"{path.name} is UTF-16 text or no text at all. Save it as UTF-8 and try again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{path.name} is not UTF-8 text (line {line}, byte {error.start}). Save it as UTF-8 and try again."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
