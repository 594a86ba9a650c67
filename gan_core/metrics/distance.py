"""How far the fakes are from the real items as clouds: sliced Wasserstein distance, and Jensen–Shannon on a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import DataSet, Floats
from gan_core.data.beside import beside

DIRECTIONS: Final = 32
BINS: Final = 40
SEED: Final = 0


def directions(size: int, rng: np.random.Generator, count: int = DIRECTIONS) -> Floats:
    """(count, size) unit vectors, uniform on the sphere. Keep them: along other directions it is another distance."""
    vectors = rng.standard_normal((count, size))
    units: Floats = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return units


def sliced_wasserstein(a: Floats, b: Floats, along: Floats, scale: float = 1.0) -> float:
    """Mean over unit vectors θ of W₁(θ·a, θ·b) / scale (Bonneel et al. 2015); scale is the data's standard deviation.

    a is (n, *shape), b is (m, *shape), along is (count, size of an item). W₁ is exact for any n and m: on a line it is
    ∫₀¹ |quantile_a(u) − quantile_b(u)| du, and both quantile functions are steps.
    """
    rows_a = np.sort(along @ a.reshape(len(a), -1).T, axis=1)
    rows_b = np.sort(along @ b.reshape(len(b), -1).T, axis=1)
    at_a, at_b, widths = _steps(len(a), len(b))
    gaps = np.abs(rows_a[:, at_a] - rows_b[:, at_b])
    return float((gaps @ widths).mean()) / scale


@dataclass(frozen=True)
class Ruler:
    """Sliced Wasserstein distance of one data set: always along the same directions and in the same unit.

    The unit is the data's standard deviation, root mean square over coordinates: how much real items spread along a
    random direction.
    """

    along: Floats
    unit: float

    def __call__(self, fakes: Floats, real: Floats) -> float:
        return sliced_wasserstein(fakes, real, self.along, self.unit)


@beside
def ruler(data: DataSet) -> Ruler:
    """The ruler of a data set; made once."""
    some = data.train[:2000].reshape(min(2000, len(data.train)), -1)
    return Ruler(directions(some.shape[1], np.random.default_rng(SEED)), float(np.sqrt(some.var(axis=0).mean())))


def _steps(n: int, m: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """The intervals of [0, 1] on which both quantile functions are constant: ranks in a and in b, and widths."""
    edges = np.union1d(np.arange(n + 1) * m, np.arange(m + 1) * n)  # in units of 1/nm, so that equal levels are equal
    starts = edges[:-1]
    return starts // m, starts // n, (np.diff(edges) / (n * m)).astype(np.float32)


def histogram_js(a: Floats, b: Floats, extent: float, bins: int = BINS) -> float:
    """Jensen–Shannon divergence of two clouds (n, 2), (m, 2) over a grid of bins² cells, in bits: 0 equal, 1 disjoint.

    JS = H((p + q)/2) − (H(p) + H(q))/2. All that lies outside the square of half-width `extent` is one cell more. Its
    floor is far from 0 (few points a cell), so read it beside a perfect forger's.
    """
    p, q = _histogram(a, extent, bins), _histogram(b, extent, bins)
    return _entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2


def _histogram(points: Floats, extent: float, bins: int) -> NDArray[np.float64]:
    cell = np.floor((points / extent + 1) * (bins / 2))
    inside = ((cell >= 0) & (cell < bins)).all(axis=1)
    index = np.where(inside, cell[:, 0] * bins + cell[:, 1], bins * bins).astype(np.int64)
    return np.bincount(index, minlength=bins * bins + 1) / len(points)


def _entropy(p: NDArray[np.float64]) -> float:
    p = p[p > 0]
    return float(-(p * np.log2(p)).sum())
