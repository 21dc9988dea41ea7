"""Objectives to start from, by function and kind of organisation: data in ``data/templates.toml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from headway.people.errors import NotHere
from headway.records import read_toml, records
from headway.rituals.planning.rules.rows import Row

Organisation = Literal[
    "startup", "scale-up", "enterprise", "agency", "nonprofit", "public", "healthcare", "education", "manufacturing",
    "retail",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """A key result as one would type it; baseline and target show the order of magnitude."""

    title: str
    unit: str
    baseline: str
    target: str

    @property
    def sentence(self) -> str:
        """The movement as one sentence."""
        return f"{self.title} from {self.baseline} to {self.target} {self.unit}"


@dataclass(frozen=True, slots=True)
class Template:
    """One objective to start from: why it matters, its key results, what to guard, what it rests on."""

    slug: str
    title: str
    function: str
    organisations: tuple[Organisation, ...]
    why: str
    key_results: tuple[ExampleResult, ...]
    guardrail: str
    assumption: str

    def rows(self) -> list[Row]:
        """Its rows for the planning grid, without figures: only one's own baseline is true."""
        return [
            Row(n, self.title if n == 1 else "", one.title, unit=one.unit)
            for n, one in enumerate(self.key_results, start=1)
        ]


@cache
def all_templates() -> dict[str, Template]:
    """Every template by slug, in the order of the file."""
    tables = read_toml(files("headway.rituals.planning") / "data" / "templates.toml")["template"]
    return {one.slug: one for one in records(Template, tables, "templates.toml")}


def template_for(slug: str) -> Template:
    """One template; :class:`NotHere` for a slug that there is not."""
    found = all_templates().get(slug)
    if found is None:
        raise NotHere("There is no such template. Look through the list for one.")
    return found


def find_templates(function: str = "", organisation: str = "", words: str = "") -> list[Template]:
    """The templates that fit every filter; an empty one fits all."""
    wanted = words.casefold().split()[:8]
    return [
        one
        for one in all_templates().values()
        if function in {"", one.function}
        and (not organisation or organisation in one.organisations)
        and all(word in _text(one) for word in wanted)
    ]


def _text(one: Template) -> str:
    return " ".join([one.title, one.why, one.function, *(kr.title for kr in one.key_results)]).casefold()
