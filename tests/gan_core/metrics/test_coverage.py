"""Mode coverage against counting by hand, closed forms and scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from gan_core.data import load
from gan_core.data.base import Reading
from gan_core.metrics import coverage as c

UNIFORM8 = (1 / 8,) * 8
modes = hnp.arrays(np.int64, st.integers(1, 200), elements=st.integers(-1, 7))


def reading(mode: np.ndarray) -> Reading:
    return Reading(mode, mode >= 0)


def test_counts_by_hand():
    mode = np.array([0, 0, 0, 2, -1, -1, 7, 7, 0, 0])
    got = c.coverage(reading(mode), UNIFORM8)
    assert got.shares == (0.5, 0, 0.1, 0, 0, 0, 0, 0.2)
    assert (got.modes, got.captured, got.high_quality) == (3, 3, 0.8)
    q = np.array([5, 1, 2]) / 8
    assert got.reverse_kl == pytest.approx((q * np.log(q * 8)).sum())
    assert got.total_variation == pytest.approx(5 / 8)
    assert got.reverse_kl_floor == pytest.approx(7 / 16)


def test_captured_needs_a_good_sample():
    mode = np.array([0, 1, 2])
    assert c.captured_modes(Reading(mode, np.array([True, False, True]))) == 2


@pytest.mark.parametrize(
    ("count", "total", "covered"),
    [(9, 1000, False), (10, 1000, True), (1, 100, True)],
)
def test_strict_rule_is_one_percent_of_all_samples(count: int, total: int, covered: bool):
    mode = np.full(total, -1)
    mode[:count] = 3
    assert c.coverage(reading(mode), UNIFORM8).modes == int(covered)


def test_strict_rule_stays_possible_with_many_modes():
    true = np.full(1000, 1 / 1000)
    assert c.strict_modes(true, true) == 1000
    assert c.strict_modes(np.where(np.arange(1000) < 500, 2 / 1000, 0.2 / 1000), true) == 500


def test_one_lucky_sample_captures_a_mode_but_does_not_cover_it():
    mode = np.zeros(2500, dtype=np.int64)
    mode[:7] = np.arange(1, 8)
    got = c.coverage(reading(mode), UNIFORM8)
    assert (got.captured, got.modes) == (8, 1)


@pytest.mark.parametrize("k", [2, 8, 25])
def test_collapse_reads_ln_k(k: int):
    got = c.coverage(reading(np.zeros(500, dtype=np.int64)), (1 / k,) * k)
    assert (got.modes, got.high_quality) == (1, 1.0)
    assert got.reverse_kl == pytest.approx(np.log(k))
    assert got.total_variation == pytest.approx(1 - 1 / k)


def test_nothing_shown_is_as_bad_as_collapse():
    got = c.coverage(reading(np.full(100, -1)), UNIFORM8)
    assert (got.modes, got.captured, got.high_quality, got.total_variation) == (0, 0, 0.0, 1.0)
    assert got.reverse_kl == pytest.approx(np.log(8))


@pytest.mark.parametrize(("k", "n"), [(8, 2500), (25, 2500), (25, 500)])
def test_sampling_floor_of_the_reverse_kl(k: int, n: int):
    rng = np.random.default_rng(0)
    true = np.full(k, 1 / k)
    measured = np.mean([c.reverse_kl(rng.multinomial(n, true) / n, true) for _ in range(2000)])
    assert measured == pytest.approx(c.reverse_kl_floor(k, n), rel=0.06)


def test_perfect_ring_is_covered_and_a_collapsed_one_is_not():
    data = load("ring8")
    perfect = c.coverage(data.read(data.held_out[:1000]), data.shares)
    assert perfect.modes == 8
    assert perfect.reverse_kl < 0.02
    collapsed = c.coverage(data.read(np.repeat(data.train[:1], 1000, axis=0)), data.shares)
    assert collapsed.modes == 1
    blurred = data.held_out[:1000] + 0.3 * np.random.default_rng(0).standard_normal((1000, 2)).astype(np.float32)
    assert c.coverage(data.read(blurred), data.shares).high_quality < 0.3
    shifted = c.coverage(data.read(data.held_out[:1000] + 0.2), data.shares)
    assert shifted.high_quality < 0.05


@given(modes, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_figures_stay_in_range(mode, random):
    got = c.coverage(reading(mode), UNIFORM8)
    shuffled = mode.tolist()
    random.shuffle(shuffled)
    assert c.coverage(reading(np.array(shuffled)), UNIFORM8) == got
    assert 0 <= got.modes <= 8
    assert got.modes <= got.captured or len(mode) >= 100  # at 100 samples or more, one sample is not enough
    assert 0 <= got.high_quality <= 1
    assert 0 <= sum(got.shares) <= 1 + 1e-9
    assert 0 <= got.reverse_kl <= np.log(8) + 1e-9
    assert 0 <= got.total_variation <= 1


@given(hnp.arrays(np.int64, 8, elements=st.integers(1, 50)), hnp.arrays(np.int64, 8, elements=st.integers(0, 50)))
def test_reverse_kl_is_scipys_entropy(true, seen):
    true = true / true.sum()
    if seen.sum():
        assert c.reverse_kl(seen / seen.sum(), true) == pytest.approx(stats.entropy(seen, true), abs=1e-12)
        # invalid samples change no share among the valid ones
        assert c.reverse_kl(seen / (seen.sum() + 5), true) == pytest.approx(stats.entropy(seen, true), abs=1e-12)


@given(hnp.arrays(np.int64, 8, elements=st.integers(0, 50)))
def test_effective_modes_are_exp_of_scipys_entropy(seen):
    assert c.effective_modes(seen / 400) == pytest.approx(np.exp(stats.entropy(seen)) if seen.sum() else 0)


@settings(max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1))
def test_more_collapse_reads_worse(a, b):
    low, high = sorted((a, b))
    true = np.full(8, 1 / 8)
    one = np.eye(8)[0]
    values = [c.reverse_kl((1 - t) * true + t * one, true) for t in (low, high)]
    assert values[0] <= values[1] + 1e-12
