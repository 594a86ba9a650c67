"""Density and coverage against a loop and against what theory expects of a perfect forger."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_core.metrics.density import density_and_coverage, radii, squared_distances

K = 5


def by_loop(fakes: np.ndarray, real: np.ndarray, k: int) -> tuple[float, float]:
    """Naeem et al. 2020, equations 3 and 4, word for word."""
    real, fakes = real.astype(float), fakes.astype(float)
    reach = [sorted(float(np.linalg.norm(r - other)) for other in real)[k] for r in real]
    inside = [[float(np.linalg.norm(r - f)) < d for r, d in zip(real, reach, strict=True)] for f in fakes]
    density = sum(sum(row) for row in inside) / (k * len(fakes))
    coverage = sum(any(column) for column in zip(*inside, strict=True)) / len(real)
    return density, coverage


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([1, 2, 5, 40]), st.integers(10, 40), st.integers(1, 40))
def test_equals_the_loop(seed, size, n, m):
    rng = np.random.default_rng(seed)
    real = rng.standard_normal((n, size)).astype(np.float32)
    fakes = (rng.standard_normal((m, size)) * rng.uniform(0.1, 2)).astype(np.float32)
    got = density_and_coverage(fakes, real, radii(real, K), K)
    assert got == pytest.approx(by_loop(fakes, real, K))


def test_perfect_forger_reads_one_and_one_minus_two_to_the_minus_k():
    rng = np.random.default_rng(0)
    reads = []
    for _ in range(20):
        real, fakes = rng.standard_normal((2, 300, 2)).astype(np.float32)
        reads.append(density_and_coverage(fakes, real, radii(real)))
    density, coverage = np.mean(reads, axis=0)
    assert density == pytest.approx(1, abs=0.03)
    assert coverage == pytest.approx(1 - 2**-K, abs=0.01)


def test_collapse_and_noise_are_seen():
    rng = np.random.default_rng(0)
    real = rng.standard_normal((300, 2)).astype(np.float32)
    reach = radii(real)
    collapsed = density_and_coverage(np.repeat(real[:1], 300, axis=0), real, reach)
    assert collapsed[1] < 0.1
    assert density_and_coverage(real + 100, real, reach) == (0, 0)
    blurred = density_and_coverage(real + 3 * rng.standard_normal(real.shape).astype(np.float32), real, reach)
    assert blurred[0] < 0.6


def test_photocopies_cover_everything_so_originality_must_catch_them():
    real = np.random.default_rng(0).standard_normal((300, 2)).astype(np.float32)
    assert density_and_coverage(real, real, radii(real))[1] == 1


@pytest.mark.parametrize("size", [1, 2, 3, 4, 64])
def test_squared_distances(size: int):
    a, b = np.random.default_rng(0).standard_normal((2, 30, size)).astype(np.float32)
    expected = ((a[:, None].astype(float) - b[None]) ** 2).sum(axis=2)
    assert np.allclose(squared_distances(a, b), expected, rtol=1e-4, atol=1e-4)
    assert (squared_distances(a, a) >= 0).all()
