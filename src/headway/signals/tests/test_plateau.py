"""In its band, flat, for long."""

from __future__ import annotations

import random

from headway.signals.band import Band
from headway.signals.plateau import plateau


def flat(n, mean=50.0, seed=2):
    source = random.Random(seed)
    return [source.gauss(mean, 1) for _ in range(n)]


def test_flat_and_inside_for_long_is_a_plateau():
    found = plateau(flat(20), Band(lower=45))
    assert (found.since, found.n, found.share_inside) == (0, 20, 1.0)


def test_too_short_a_stretch_is_none():
    assert plateau(flat(11), Band(lower=45)) is None
    assert plateau([], Band(lower=45)) is None


def test_outside_the_band_is_none():
    assert plateau(flat(20), Band(lower=55)) is None


def test_a_slow_improvement_is_none():
    climbing = [value + 0.15 * at for at, value in enumerate(flat(20))]
    assert plateau(climbing, Band(lower=45)) is None


def test_a_plateau_begins_with_its_phase():
    values = [*flat(15, 40), *flat(16, 50, seed=3)]
    assert plateau(values, Band(lower=45)).since == 15


def test_a_fresh_signal_ends_it():
    assert plateau([*flat(20), 60.0], Band(lower=45)) is None


def test_a_constant_series_is_a_plateau():
    assert plateau([50.0] * 12, Band(lower=45)).mean == 50
