"""A check-in in one line: ``KR-14 = 4 conf 9 "Austria passed legal review"``."""

import re
from dataclasses import dataclass

LINE = re.compile(
    r"""\s*(?P<key>KR-\d{1,12})
    (?:\s*=\s*(?P<value>[^"“”]+?))?
    (?:\s+conf(?:idence)?\s*[:=]?\s*(?P<confidence>\d{1,3}))?
    (?:\s*["“](?P<note>[^"”]*)["”])?\s*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Said:
    """What a line says; a missing value is an empty text, a missing confidence None."""

    key: str
    value: str
    confidence: int | None
    note: str


def read_line(text: str) -> Said:
    """The parts of a line. Raises ``ValueError`` with a sentence for anything else."""
    found = LINE.fullmatch(text)
    if found is None:
        raise ValueError(
            f'“{text.strip()[:60]}” cannot be read: write it like KR-14 = 4 conf 9 "Austria passed legal review".'
        )
    confidence = found["confidence"]
    return Said(
        found["key"].upper(), (found["value"] or "").strip(), int(confidence) if confidence else None,
        (found["note"] or "").strip(),
    )  # fmt: skip
