"""Distances between clouds against scipy and closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import jensenshannon
from scipy.stats import wasserstein_distance

from gan_core.data import load
from gan_core.metrics.distance import directions, histogram_js, sliced_wasserstein

coordinates = st.floats(-10, 10, width=32)
clouds = hnp.arrays(np.float32, st.tuples(st.integers(1, 30), st.just(2)), elements=coordinates)
ALONG = directions(2, np.random.default_rng(0), 8)


def test_directions_are_unit_vectors_and_reproducible():
    along = directions(64, np.random.default_rng(3))
    assert along.shape == (32, 64)
    assert np.allclose(np.linalg.norm(along, axis=1), 1, atol=1e-6)
    assert np.array_equal(along, directions(64, np.random.default_rng(3)))


@settings(deadline=None)
@given(clouds, clouds)
def test_equals_scipy_on_every_projection(a, b):
    expected = np.mean([wasserstein_distance(a @ u, b @ u) for u in ALONG.astype(float)])
    assert sliced_wasserstein(a, b, ALONG) == pytest.approx(expected, abs=1e-4)
    assert sliced_wasserstein(a, b, ALONG, scale=2) == pytest.approx(expected / 2, abs=1e-4)


@given(clouds, clouds)
def test_is_a_distance(a, b):
    assert sliced_wasserstein(a, a[::-1], ALONG) == 0
    there, back = sliced_wasserstein(a, b, ALONG), sliced_wasserstein(b, a, ALONG)
    assert there == pytest.approx(back, abs=1e-5)
    assert there >= 0


def test_a_shift_reads_its_mean_projection():
    a = np.random.default_rng(1).standard_normal((400, 2)).astype(np.float32)
    along = directions(2, np.random.default_rng(0), 2000)
    shifted = sliced_wasserstein(a, a + np.array([3, 0], dtype=np.float32), along)
    assert shifted == pytest.approx(3 * np.abs(along[:, 0]).mean(), rel=1e-4)
    assert shifted == pytest.approx(3 * 2 / np.pi, rel=0.03)  # E|cos θ| = 2/π


def test_works_on_pictures_and_numbers():
    rng = np.random.default_rng(0)
    pictures = rng.standard_normal((20, 1, 8, 8)).astype(np.float32)
    along = directions(64, rng)
    assert sliced_wasserstein(pictures, pictures + 1, along) == pytest.approx(
        np.abs(along.sum(axis=1)).mean(), rel=1e-4
    )
    numbers = rng.standard_normal((50, 1)).astype(np.float32)
    assert sliced_wasserstein(numbers, numbers + 2, directions(1, rng)) == pytest.approx(2, rel=1e-4)


@pytest.mark.parametrize("gauge", ["swd", "js"])
def test_order_of_known_cases(gauge: str):
    data = load("ring8")
    real, fresh = data.held_out[:1000], data.held_out[1000:2000]
    noise = np.random.default_rng(0).standard_normal(fresh.shape).astype(np.float32)

    def read(fakes: np.ndarray) -> float:
        if gauge == "swd":
            return sliced_wasserstein(fakes, real, ALONG, data.scale)
        return histogram_js(fakes, real, data.extent)

    perfect, blurred, collapsed = read(fresh), read(fresh + 0.2 * noise), read(np.repeat(fresh[:1], 1000, axis=0))
    half = read(fresh[fresh[:, 0] > 0])  # modes are missing
    assert perfect < blurred < collapsed
    assert perfect < half < collapsed
    assert perfect < read(fresh + 0.1)


@settings(deadline=None)
@given(clouds, clouds)
def test_js_is_scipys_on_numpys_histogram(a, b):
    a, b = a / 10, b / 10  # all inside the square
    edges = np.linspace(-1, 1, 11)
    inside = [np.clip(x, -0.999, 0.999).astype(np.float32) for x in (a, b)]
    # Points on an edge may fall on either side of it by rounding: keep them off.
    inside = [x + np.float32(0.0007) * (np.abs(x * 5 - np.round(x * 5)) < 1e-3) for x in inside]
    p, q = (np.histogram2d(x[:, 0], x[:, 1], bins=(edges, edges))[0].ravel() for x in inside)
    expected = jensenshannon(p, q, base=2) ** 2
    assert histogram_js(*inside, extent=1, bins=10) == pytest.approx(expected, abs=1e-9)


def test_js_ends_at_0_and_1_and_sees_what_lies_outside():
    a = np.random.default_rng(0).uniform(-1, 1, (100, 2)).astype(np.float32)
    assert histogram_js(a, a, 1) == pytest.approx(0, abs=1e-12)
    assert histogram_js(a, a + 50, 1) == pytest.approx(1)
    half_lost = np.concatenate([a, a + 50])
    assert histogram_js(a, half_lost, 1) == pytest.approx(0.3113, abs=1e-4)  # H(¾, ¼) − ½ bit
