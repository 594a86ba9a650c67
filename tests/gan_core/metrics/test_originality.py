"""A photocopier must fail, a perfect forger must not, noise must not look like genius."""

import numpy as np
import pytest

from gan_core.data import load
from gan_core.metrics.originality import finder, originality


@pytest.mark.parametrize("name", ["ring8", "digits"])
def test_known_cases(name: str):
    data = load(name)
    find = finder(data.train)
    half = min(500, len(data.held_out) // 2)
    unseen, fresh = find(data.held_out[:half]), find(data.held_out[half : 2 * half])
    perfect = originality(fresh, unseen)
    assert perfect.chance == pytest.approx(0.5, abs=0.07)
    assert perfect.ratio == pytest.approx(1, abs=0.15)
    copied = originality(find(data.train[:half]), unseen)
    assert copied.chance < 0.01
    assert copied.ratio < 0.01
    noise = np.random.default_rng(0).uniform(-1, 1, data.train[:half].shape).astype(np.float32)
    assert originality(find(noise), unseen).chance > 0.9
    half_copied = originality(np.concatenate([find(data.train[: half // 2]), fresh[: half // 2]]), unseen)
    assert half_copied.chance == pytest.approx(0.25, abs=0.06)


def test_finder_equals_a_loop():
    rng = np.random.default_rng(0)
    train, items = rng.standard_normal((60, 1, 3, 3)).astype(np.float32), rng.standard_normal((20, 1, 3, 3))
    expected = [min(float(np.linalg.norm(item - known)) for known in train) for item in items]
    assert finder(train)(items.astype(np.float32)) == pytest.approx(expected, rel=1e-4)


def test_closed_forms():
    assert originality([3.0, 1.0], [2.0, 2.0]).chance == 0.5
    assert originality([2.0], [1.0]).ratio == 2
    assert originality([0.0, 0.0], [0.0]).ratio == float("inf")  # held-out copies of training items: nothing to compare
