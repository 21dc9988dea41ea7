"""The library and the presets hold together: a newcomer may pick any entry and get a KPI that can be kept."""

from decimal import Decimal

import pytest

from headway.kpis.library import library, library_functions
from headway.kpis.presets import scenario_presets
from headway.kpis.rules.bands import Band, problems
from headway.records import read_toml

ENTRIES = pytest.mark.parametrize("entry", library().values(), ids=lambda entry: entry.slug)
PRESETS = pytest.mark.parametrize("preset", scenario_presets().values(), ids=lambda preset: preset.slug)


def scaled(value, scale):
    return None if value is None else int(value.scaleb(scale))


def test_the_library_is_broad():
    assert len(library()) >= 60
    assert len(library_functions()) >= 12
    assert all(len(entries) >= 3 for entries in library_functions().values())


def test_no_slug_and_no_name_is_given_twice():
    from importlib.resources import files

    paths = (files("headway.kpis") / "data" / "library").iterdir()
    tables = [table for path in paths for table in read_toml(path)["kpi"]]
    assert len({table["slug"] for table in tables}) == len(tables) == len(library())
    assert len({table["name"].lower() for table in tables}) == len(tables)


@ENTRIES
def test_references_name_other_kpis_of_the_library(entry):
    named = entry.guardrails + entry.leading
    assert set(named) <= set(library()) - {entry.slug}
    assert len(set(named)) == len(named)
    assert named, "every KPI has a guardrail or a leading indicator"


@ENTRIES
def test_its_words_are_sentences(entry):
    sentences = (entry.definition, entry.typical, entry.caveat, entry.low_means, entry.low_response)
    assert all(s[0].isupper() and s.endswith(".") for s in (*sentences, entry.high_means, entry.high_response))
    assert 2 <= len(entry.questions) <= 4
    assert all(question.endswith("?") for question in entry.questions)
    assert len(entry.definition.split()) >= 10


@ENTRIES
def test_a_ratio_and_only_a_ratio_names_both_its_parts(entry):
    assert bool(entry.numerator) == bool(entry.denominator) == (entry.aggregation == "ratio")


@ENTRIES
def test_its_unit_can_be_written_down(entry):
    units = {"percent": {"%"}, "points": {""}, "money": {""}, "duration": {"s", "min", "h", "d"}}
    assert entry.unit_label in units.get(entry.unit_kind, {entry.unit_label})
    assert 0 <= entry.scale <= 6
    assert not entry.is_level or entry.aggregation == "last"


@ENTRIES
def test_its_band_is_one_the_rules_accept(entry):
    band = entry.band
    limits = (band.lower, band.upper, band.amber_lower, band.amber_upper)
    assert all(value is None or value == round(value, entry.scale) for value in limits)
    assert all(value is None or value >= 0 for value in limits)
    if limits == (None,) * 4:
        assert entry.typical.startswith("No level is typical")
        return
    names = ("lower", "upper", "amber_lower", "amber_upper")
    scaled_limits = {name: scaled(getattr(band, name), entry.scale) for name in names}
    assert problems(Band(valid_from=None, **scaled_limits)) == []
    assert (band.lower is None) == (band.amber_lower is None)
    assert (band.upper is None) == (band.amber_upper is None)


@ENTRIES
def test_its_band_closes_the_side_that_its_direction_fears(entry):
    if entry.band.lower is None and entry.band.upper is None:
        return
    sides = {"up": (True, False), "down": (False, True), "within": (True, True)}
    assert (entry.band.lower is not None, entry.band.upper is not None) == sides[entry.direction]


@PRESETS
def test_a_preset_is_consistent(preset):
    shapes = {"above": "up", "plan": "up", "below": "down", "count": "down", "between": "within"}
    assert preset.direction == shapes[preset.shape]
    assert not preset.is_level or preset.aggregation == "last"
    assert ": " in preset.like
    assert 0 < preset.lateness_hours <= 168


def test_every_preset_is_used_by_the_library():
    assert {entry.preset for entry in library().values()} == set(scenario_presets())


def test_the_typical_band_of_utilisation_has_two_sides():
    band = library()["utilisation"].band
    assert (band.lower, band.upper) == (Decimal(70), Decimal(80))
