"""Dice by a counter."""

from statistics import NormalDist

import numpy as np
import pytest

from gan_core.philox import QUANTILES, Rolls, Soon


def test_words_are_philox():
    first, second, third = (Rolls(3, 2, 7).words(4, 5, first).tolist() for first in (0, 1, 2))
    assert [f"{word:016x}" for word in philox((1, 7, 5, 0), (3, 2))] == [f"{word:016x}" for word in first]
    assert philox((3, 7, 5, 0), (3, 2)) == third
    assert Rolls(3, 2, 7).words(8, 5).tolist() == first + second
    published = "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b"
    assert " ".join(f"{word:016x}" for word in philox((0, 0, 0, 0), (0, 0))) == published


def philox(counter, key):
    """Philox4x64-10 as Salmon et al. 2011 have it, in whole numbers."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    low = 2**64 - 1
    for _ in range(10):
        first, second = c0 * 0xD2E7470EE14C6C93, c2 * 0xCA5A826395121157
        c0, c1, c2, c3 = (second >> 64) ^ c1 ^ k0, second & low, (first >> 64) ^ c3 ^ k1, first & low
        k0, k1 = (k0 + 0x9E3779B97F4A7C15) & low, (k1 + 0xBB67AE8584CAA73B) & low
    return [c0, c1, c2, c3]


def test_the_quantiles_are_those_of_the_normal_law():
    wanted = [NormalDist().inv_cdf((k + 0.5) / 2**16) for k in range(0, 2**16, 37)]
    assert np.abs(QUANTILES[::37] - wanted).max() < 1e-6
    assert (np.diff(QUANTILES) > 0).all()
    assert (-QUANTILES[::-1] == QUANTILES).all()
    exact = QUANTILES.astype(float)
    assert (exact.max(), exact.var(), (exact**4).mean()) == (
        pytest.approx(4.32, abs=0.005), pytest.approx(1 - 2e-5, abs=1e-6), pytest.approx(2.9991, abs=1e-4)
    )  # fmt: skip


def test_rolls_are_as_they_should_be_spread():
    rolls = Rolls(3, 1, 7)
    uniform, normal, rows = rolls.uniform(20_001, 0), rolls.normal((3, 6667), 1).ravel(), rolls.rows(20_001, 10, 2)
    assert uniform.min() >= 0
    assert uniform.max() < 1
    assert uniform.mean() == pytest.approx(0.5, abs=0.01)
    assert (normal.mean(), normal.std()) == (pytest.approx(0, abs=0.03), pytest.approx(1, abs=0.03))
    assert abs(np.corrcoef(normal[1:], normal[:-1])[0, 1]) < 0.03
    assert np.bincount(rows, minlength=10).min() > 1800


def test_rolls_that_are_made_ahead_are_the_same():
    for turn in (0, 15, 16, 100):
        once, soon = Rolls(3, 1, turn), Soon(3, 1, turn)
        assert (once.spread((3, 5), 1.5, 2) == soon.spread((3, 5), 1.5, 2)).all()
        assert (once.normal((3, 5), 2) == soon.normal((3, 5), 2)).all()
        assert (once.rows(7, 100, 2) == soon.rows(7, 100, 2)).all()
        assert (once.normal(5000, 2) == soon.normal(5000, 2)).all()


def test_every_occasion_rolls_its_own():
    seen = [
        Rolls(*named).words(8, what).tolist()
        for named in ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1))
        for what in (0, 1)
    ]
    assert len({tuple(words) for words in seen}) == 8
    assert Rolls(0, 0, 0).words(3, 0).tolist() == seen[0][:3]
