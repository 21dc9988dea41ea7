"""The size presets are whole: limits in order, thresholds in order, starters that the library knows."""

from datetime import time

import pytest

from headway.kpis.library import library
from headway.people.presets import size_presets

PRESETS = pytest.mark.parametrize("preset", size_presets().values(), ids=lambda preset: preset.slug)


def test_there_are_three_sizes():
    assert list(size_presets()) == ["startup", "scale-up", "enterprise"]


@PRESETS
@pytest.mark.parametrize("limit", ["company_objectives", "unit_objectives", "objective_krs", "unit_kpis"])
def test_a_limit_has_a_least_and_a_most(preset, limit):
    assert 1 <= getattr(preset, f"{limit}_min") < getattr(preset, f"{limit}_max")


@PRESETS
def test_worse_comes_after_bad(preset):
    assert 0 < preset.at_risk_gap < preset.off_track_gap < 1_000_000
    assert 0 < preset.off_track_chance < preset.at_risk_chance < 1_000_000
    assert 0 < preset.red_answer_hours < preset.amber_answer_hours
    assert 1 < preset.hold_readings < preset.watch_readings


@PRESETS
def test_the_check_in_has_a_weekday_and_an_hour(preset):
    assert 0 <= preset.check_in_weekday <= 6
    assert time(preset.check_in_hour)


@PRESETS
def test_five_different_starters_are_in_the_library(preset):
    assert len(set(preset.starters)) == len(preset.starters) == 5
    assert set(preset.starters) <= set(library())


def test_a_startup_sees_no_tiers_weights_or_approvals():
    startup = size_presets()["startup"]
    assert startup.hidden == ("tiers", "weights", "approvals")
    assert not startup.show_weights
