"""The cheap referee: chance on perfect fakes, certainty on bad ones, and the same ridge as scikit-learn's."""

import numpy as np
import pytest

from gan_core.data import load
from gan_core.metrics.referee_ridge import referee_ridge


def ask(real: np.ndarray, fakes: np.ndarray, seed: int = 0) -> float:
    return referee_ridge(real, fakes, np.random.default_rng(seed)).accuracy


def test_perfect_forgers_read_half_within_the_band():
    items = np.random.default_rng(0).standard_normal((300, 2, 400, 2)).astype(np.float32)
    verdicts = [referee_ridge(real, fakes, np.random.default_rng(k)) for k, (real, fakes) in enumerate(items)]
    reads = np.array([v.accuracy for v in verdicts])
    assert reads.mean() == pytest.approx(0.5, abs=0.01)
    assert verdicts[0].band == pytest.approx(0.049, abs=1e-3)  # 200 + 200 items were judged
    assert (np.abs(reads - 0.5) <= verdicts[0].band).mean() == pytest.approx(0.95, abs=0.04)


@pytest.mark.parametrize("name", ["ring8", "moons", "digits", "line"])
def test_known_cases(name: str):
    data = load(name)
    half = min(500, len(data.held_out) // 2)
    real, fresh = data.held_out[:half], data.held_out[half : 2 * half]
    assert ask(real, fresh) == pytest.approx(0.5, abs=0.1)
    assert ask(real, np.repeat(fresh[:1], half, axis=0)) > 0.9
    assert ask(real, fresh + 2 * data.scale) > 0.8
    wide = 2 * data.scale * np.random.default_rng(0).standard_normal(fresh.shape).astype(np.float32)
    assert ask(real, fresh + wide) > 0.7


def test_a_bigger_shift_is_easier():
    real, fresh = np.random.default_rng(0).standard_normal((2, 2000, 2)).astype(np.float32)
    reads = [ask(real, fresh + np.float32(shift)) for shift in (0, 0.5, 1, 2)]
    assert reads == sorted(reads)


def test_same_generator_same_verdict_and_uneven_numbers():
    real, fresh = np.random.default_rng(0).standard_normal((2, 300, 2)).astype(np.float32)
    assert ask(real, fresh, 5) == ask(real, fresh, 5)
    assert ask(real, fresh[:51]) == pytest.approx(0.5, abs=0.25)


def test_two_gaussians_come_near_the_best_possible_accuracy():
    rng = np.random.default_rng(0)
    real, fakes = rng.standard_normal((2, 4000, 2)).astype(np.float32)
    assert ask(real, fakes + np.array([2, 0], dtype=np.float32)) == pytest.approx(0.8413, abs=0.02)  # Φ(1)
