"""Density and coverage (Naeem et al. 2020): are the fakes where real items are, and is every real item near a fake?"""

from __future__ import annotations

from typing import Final

import numpy as np

from gan_core.data.base import Floats

NEIGHBOURS: Final = 5


def radii(real: Floats, k: int = NEIGHBOURS) -> Floats:
    """(n,) distance of each real item (n, *shape) to its k-th nearest other real item; compute it once and keep it.

    Of fewer items the k-th neighbour is the farthest.
    """
    squares = squared_distances(real, real)
    np.fill_diagonal(squares, 0)  # rounding must not make an item a stranger to itself
    last = min(k, len(real) - 1)
    reach: Floats = np.sqrt(np.partition(squares, last, axis=1)[:, last])
    return reach


def density_and_coverage(fakes: Floats, real: Floats, reach: Floats, k: int = NEIGHBOURS) -> tuple[float, float]:
    """Around each real item lies a ball that reaches to its k-th neighbour (`reach`, from `radii`).

    density = mean over fakes of (balls that hold it) / k: 1 for a perfect forger, more where fakes crowd together.
    coverage = share of the balls that hold a fake: 1 − 2⁻ᵏ (97 %) for as many perfect fakes as real items.
    """
    squares = squared_distances(fakes, real)
    held = squares < reach**2
    return float(held.sum(axis=1).mean() / max(1, min(k, len(real) - 1))), float(held.any(axis=0).mean())


def squared_distances(a: Floats, b: Floats) -> Floats:
    """(n, m) squared Euclidean distances; in the plane and on a line without the expansion's cancellation."""
    a, b = a.reshape(len(a), -1), b.reshape(len(b), -1)
    if a.shape[1] > 3:
        expanded: Floats = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
        return np.maximum(expanded, 0)
    squares: Floats = (a[:, :1] - b[:, 0]) ** 2
    for column in range(1, a.shape[1]):
        squares += (a[:, column : column + 1] - b[:, column]) ** 2
    return squares
