"""The game on a line, exactly: the density that a forger makes, the best detective against it, and the game's value.

Goodfellow et al. 2014: against a fixed forger the best detective is D* = p_data / (p_data + p_g); then the value
V = E log D(x) + E log(1 − D(G(z))) is 2 JSD(p_data, p_g) − log 4, which is least, −log 4, where both are equal.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

EQUILIBRIUM: Final = -math.log(4)  # of the value, where nobody gains by moving

Numbers = NDArray[np.float64]


def pushed(x: ArrayLike, cells: ArrayLike) -> Numbers:
    """The density of G(z) averaged over cells, if z is uniform and x (m,) is G at m even steps of z, ends included.

    Between two steps G is taken as straight, so that the mass of a step lies evenly between its two ends: exact for
    what is drawn, with no dice. `cells` (c + 1,) are the cells' rising borders; mass beyond them is not counted.
    """
    ends, borders = np.asarray(x, dtype=float), np.asarray(cells, dtype=float)
    low, high = np.minimum(ends[:-1], ends[1:]), np.maximum(ends[:-1], ends[1:])
    flat = high - low < 1e-12
    span = np.where(flat, 1.0, high - low)
    mass = np.empty(len(borders))
    for k, border in enumerate(borders):  # how much lies below each border
        part = np.where(flat, (low < border).astype(float), np.clip((border - low) / span, 0, 1))
        mass[k] = part.mean()
    return np.asarray(np.diff(mass) / np.diff(borders))


def best_detective(real: ArrayLike, fake: ArrayLike) -> Numbers:
    """D* = p / (p + q) for two densities; ½ where there is neither."""
    p, q = np.asarray(real, dtype=float), np.asarray(fake, dtype=float)
    total = p + q
    return np.where(total > 0, p / np.where(total > 0, total, 1), 0.5)


def value(real: ArrayLike, fake: ArrayLike, detective: ArrayLike, width: float) -> float:
    """V(D, G) over cells of one width: ∫ p log D + q log(1 − D)."""
    p, q = np.asarray(real, dtype=float), np.asarray(fake, dtype=float)
    d = np.clip(np.asarray(detective, dtype=float), 1e-12, 1 - 1e-12)
    return float(width * (p * np.log(d) + q * np.log1p(-d)).sum())


def apart(detective: ArrayLike, best: ArrayLike, real: ArrayLike, fake: ArrayLike) -> float:
    """Mean |D − D*| over what is shown to the detective: half real numbers, half fakes."""
    weights = np.asarray(real, dtype=float) + np.asarray(fake, dtype=float)
    distance = np.abs(np.asarray(detective, dtype=float) - np.asarray(best, dtype=float))
    return float((distance * weights).sum() / weights.sum())
