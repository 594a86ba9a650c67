"""The two kinds of models against closed forms, and what the page says of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_core.theory.two_models import Discriminative, Generative, features, sigmoid, wrong
from gan_core.theory.worlds import LABELS, WORLDS, learning


def two_bells(n: int, seed: int = 0):
    rng = np.random.default_rng(seed)
    y = rng.integers(2, size=n)
    return np.where(y == 0, -1.0, 1.0)[:, None] * [1.0, 0.5] + rng.standard_normal((n, 2)) * [0.8, 0.6], y


def test_the_generative_model_finds_the_numbers_that_made_the_points():
    model = Generative.fit(*two_bells(40_000))
    assert np.allclose(model.means, [[-1, -0.5], [1, 0.5]], atol=0.02)
    assert np.allclose(model.covariances, np.diag([0.64, 0.36]) + 0.01 * np.eye(2), atol=0.02)


def test_its_density_is_one_in_all_and_its_belief_is_bayes_rule():
    model = Generative.fit(*two_bells(500))
    side = np.linspace(-7, 7, 281)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    assert model.density(plane).sum() * (side[1] - side[0]) ** 2 == pytest.approx(1, abs=1e-6)
    joint = model.joint(plane[::97])
    alive = joint.sum(1) > 1e-200
    assert np.allclose(model.belief(plane[::97])[alive], (joint[:, 1] / joint.sum(1).clip(1e-300))[alive])


def test_what_it_draws_is_what_it_believes():
    model = Generative.fit(*two_bells(300))
    points, labels = model.sample(60_000, np.random.default_rng(1))
    assert np.allclose(points[labels == 1].mean(0), model.means[1], atol=0.02)
    assert np.allclose(np.cov(points[labels == 0].T), model.covariances[0], atol=0.03)


def test_the_discriminative_model_finds_the_border_of_two_equal_bells():
    # For bells of one covariance C the log odds are (m₁ − m₀)ᵀ C⁻¹ x: Fisher's line.
    weights = Discriminative.fit(*two_bells(40_000)).weights
    assert np.allclose(weights[1:3], [2 / 0.64, 1 / 0.36], rtol=0.05)
    assert np.allclose(weights[[0, 3, 4, 5]], 0, atol=0.12)


def test_it_stands_where_its_slope_is_zero():
    x, y = two_bells(60, seed=3)
    weights = Discriminative.fit(x, y, ridge=0.1).weights
    pull = np.array([1e-6, *[0.1] * 5])
    assert np.allclose(features(x).T @ (sigmoid(features(x) @ weights) - y) + pull * weights, 0, atol=1e-6)


@given(st.integers(2, 12), st.integers(0, 10_000))
def test_a_few_points_anywhere_are_enough(n: int, seed: int):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, 2)) * rng.choice([1e-3, 1.0, 3.0]), rng.integers(2, size=n)
    y[:2] = (0, 1)
    for model in (Generative.fit(x, y), Discriminative.fit(x, y)):
        belief = model.belief(rng.normal(size=(50, 2)) * 4)
        assert np.isfinite(belief).all()
        assert ((belief >= 0) & (belief <= 1)).all()


def test_one_kind_is_too_few():
    for model in (Generative, Discriminative):
        with pytest.raises(ValueError, match="at least one point"):
            model.fit([[0.0, 1.0], [1.0, 1.0]], [1, 1])


def test_a_perfect_detective_is_a_density_ratio():
    """Real numbers N(0, 1), fakes N(1, ½²): the fitted logit is log p_data / p_g, a parabola with known numbers."""
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.standard_normal(40_000), 1 + 0.5 * rng.standard_normal(40_000)])[:, None]
    found = Discriminative.fit(x, np.repeat([1, 0], 40_000)).weights
    # −x²/2 + (x − 1)²/(2 · ¼) + log ½ = 2 − log 2 − 4x + 3x²/2
    assert np.allclose(found, [2 - np.log(2), -4, 1.5], atol=0.12)


@pytest.mark.parametrize("seed", range(3))
def test_few_labels_are_enough_for_the_model_that_is_right_about_the_world(seed: int):
    generative, discriminative = (e.mean(0) for e in learning("bells", seed=seed))
    for size in (20, 50, 100):
        assert generative[LABELS.index(size)] < discriminative[LABELS.index(size)]
    assert abs(generative[-1] - discriminative[-1]) < 0.008


@pytest.mark.parametrize("seed", range(3))
def test_many_labels_are_better_used_by_the_model_that_thinks_of_the_border_alone(seed: int):
    generative, discriminative = (e.mean(0) for e in learning("heaps", seed=seed))
    assert discriminative[-1] < generative[-1] / 2


@pytest.mark.parametrize("name", WORLDS)
def test_worlds_draw_both_kinds_and_repeat(name: str):
    first, again = (WORLDS[name].draw(50, np.random.default_rng(2)) for _ in range(2))
    assert np.array_equal(first[0], again[0])
    assert set(WORLDS[name].draw(2, np.random.default_rng(0))[1]) == {0, 1}


def test_wrong_counts():
    assert wrong([0.9, 0.2, 0.6, 0.1], [1, 1, 0, 0]) == 0.5
