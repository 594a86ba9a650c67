"""The game on a line against what pencil and paper say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_core.theory.line_game import EQUILIBRIUM, apart, best_detective, pushed, value

CELLS = np.linspace(-6, 6, 1201)
MIDDLES = (CELLS[1:] + CELLS[:-1]) / 2
WIDTH = CELLS[1] - CELLS[0]


def bell(x, mean=0.0, sigma=1.0):
    return np.exp(-(((x - mean) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))


def test_a_straight_forger_makes_an_even_density():
    assert np.allclose(pushed(2 * np.linspace(-1, 1, 9), CELLS)[np.abs(MIDDLES) < 1.98], 0.25)
    assert pushed(2 * np.linspace(-1, 1, 9), CELLS)[np.abs(MIDDLES) > 2.02].max() == 0


def test_a_forger_that_folds_the_line_makes_twice_as_much():
    density = pushed(np.abs(np.linspace(-1, 1, 10_001)), CELLS)
    assert np.allclose(density[(MIDDLES > 0.02) & (MIDDLES < 0.98)], 1)


def test_a_bent_forger_makes_what_its_slope_says():
    # x = z³ with z even in [−1, 1]: p(x) = 1 / (2 · 3 z²) = x^(−2/3) / 6
    density = pushed(np.linspace(-1, 1, 20_001) ** 3, CELLS)
    far = (MIDDLES > 0.2) & (MIDDLES < 0.98)
    assert np.allclose(density[far], MIDDLES[far] ** (-2 / 3) / 6, rtol=1e-3)


def test_a_collapsed_forger_puts_everything_into_one_cell():
    density = pushed(np.full(100, 0.3), CELLS)
    assert density.sum() * WIDTH == pytest.approx(1)
    assert (density > 0).sum() == 1


def test_nothing_is_lost():
    x = np.sin(np.linspace(-3, 8, 5001)) * 4
    assert pushed(x, CELLS).sum() * WIDTH == pytest.approx(1)


def test_at_equilibrium_the_value_is_minus_log_four():
    p = bell(MIDDLES)
    assert value(p, p, best_detective(p, p), WIDTH) == pytest.approx(EQUILIBRIUM, abs=1e-6)
    assert pytest.approx(-1.386, abs=1e-3) == EQUILIBRIUM


def test_far_apart_the_best_detective_wins_everything():
    p, q = bell(MIDDLES, -4, 0.2), bell(MIDDLES, 4, 0.2)
    assert value(p, q, best_detective(p, q), WIDTH) == pytest.approx(0, abs=1e-6)


@given(st.floats(-2, 2), st.floats(0.3, 2), st.floats(-1, 1))
def test_no_detective_does_better_than_the_best(mean: float, sigma: float, tilt: float):
    p, q = bell(MIDDLES), bell(MIDDLES, mean, sigma)
    best = best_detective(p, q)
    other = np.clip(best + tilt * 0.3 * np.sin(MIDDLES), 0.001, 0.999)
    assert value(p, q, best, WIDTH) >= value(p, q, other, WIDTH) - 1e-9
    assert value(p, q, best, WIDTH) >= EQUILIBRIUM - 1e-3


def test_the_distance_counts_where_numbers_lie():
    p = bell(MIDDLES)
    assert apart(np.full_like(p, 0.6), np.full_like(p, 0.5), p, p) == pytest.approx(0.1)
    assert apart(np.where(np.abs(MIDDLES) > 5.5, 1, 0.5), np.full_like(p, 0.5), p, p) < 1e-6
