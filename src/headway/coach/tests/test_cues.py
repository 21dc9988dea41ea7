"""A way of saying something is looked for wherever it may stand: its cues hide none of its matches."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.coach import patterns, reader
from headway.coach.reader.cues import Cued, cues_of


def everywhere() -> Iterator[tuple[str, Cued]]:
    """Every cued way of saying something that the reader and the patterns know, by its name."""
    for package in (reader, patterns):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(info.name)).items():
                if isinstance(value, Cued):
                    yield f"{info.name.removeprefix('headway.coach.')}.{name}", value


WAYS = dict(everywhere())


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_matches_holds_a_cue(name, data):
    way = WAYS[name]
    text = data.draw(st.from_regex(way.pattern, alphabet=st.characters(codec="ascii")))
    assert not way.cues.isdisjoint(cues_of(text)), text


def test_what_holds_no_cue_is_not_searched():
    way = Cued("time", r"\bon \w+\b")
    assert way.search("Deliver on Time").group() == "on Time"
    assert way.search("Deliver on budget") is None
    assert way.search("On time, on time", 3).start() == 9
    assert way.search("Be on time", 0, 5) is None
