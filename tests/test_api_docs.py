"""``docs/api.md`` names every operation of the API. ``python -m tests.test_api_docs`` writes that part anew."""

import os
import re
from itertools import groupby
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
HEAD = """## Every operation

Below `/api/v1/{workspace}`, from what the operations say of themselves; `python -m tests.test_api_docs` writes it anew.
"""
BEFORE = "/api/v1/{workspace}"
METHODS = ("get", "post", "put", "patch", "delete")


def test_the_page_about_the_api_names_every_operation():
    assert PAGE.read_text() == page(), "docs/api.md is out of date: run .venv/bin/python -m tests.test_api_docs"


def test_what_the_page_tells_of_in_words_is_there():
    paths = {re.sub(r"{\w+}", "{}", path) for _, path, _, _ in operations()}
    told = re.findall(r"`(?:GET|POST|PUT|PATCH|DELETE) (/[^`?\s]*)", PAGE.read_text().split(HEAD)[0])
    assert len(told) > 15
    assert {path for path in told if re.sub(r"{\w+}", "{}", path) not in paths} == set()


def page() -> str:
    """The whole page, as it should be: what was written by hand, then the operations."""
    parts = [PAGE.read_text().split(HEAD)[0].rstrip("\n") + "\n", HEAD]
    for tag, found in groupby(sorted(operations()), key=lambda one: one[0]):
        lines = [
            f"- `{method} {path}` {said}" for _, path, method, said in sorted((t, p, m, s) for t, m, p, s in found)
        ]
        parts.append("\n".join([f"### {tag.capitalize()}", "", *lines, ""]))
    return "\n".join(parts)


def operations() -> list[tuple[str, str, str, str]]:
    """(tag, path, method, first sentence) of every operation."""
    from headway.api import api

    found = []
    for path, operations_there in api.get_openapi_schema()["paths"].items():
        for method in METHODS:
            if told := operations_there.get(method):
                tag, said = (told.get("tags") or ["more"])[0], _sentence(told.get("description", ""))
                found.append((tag, path.removeprefix(BEFORE) or "/", method.upper(), said))
    return found


def _sentence(text: str) -> str:
    """The first sentence of a text, on one line, with single quotes of code."""
    line = " ".join(text.split("\n\n")[0].split()).replace("``", "`")
    return re.split(r"(?<=\.) (?=[A-Z])", line)[0]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
    os.environ.setdefault("HEADWAY_SECRET_KEY", "only-for-the-page")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()
    PAGE.write_text(page())
