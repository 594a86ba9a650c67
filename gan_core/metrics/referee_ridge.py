"""A cheap referee: a classifier on random features, trained afresh on half of the items and asked on the other half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gan_core.data.base import Floats
from gan_core.metrics.accuracy import balanced_accuracy, chance_band

FEATURES: Final = 128
RIDGE: Final = 1e-3


@dataclass(frozen=True)
class Referee:
    """Accuracy on items that it was not trained on, and the half-width of the 95 % band around chance."""

    accuracy: float
    band: float


def referee_ridge(
    real: Floats, fakes: Floats, rng: np.random.Generator, features: int = FEATURES, ridge: float = RIDGE
) -> Referee:
    """Classifier two-sample test (Lopez-Paz and Oquab 2017): ½ if nobody can tell real items (n, *shape) from fakes.

    The classifier is ridge regression of ±1 on max(0, W x + b) with random W and b: (ΦᵀΦ/n + λI) w = Φᵀy/n. It has
    never met the forger, who so cannot have learnt to please it; but it is weaker than a network: ½ is no proof.
    As many items are used of either kind: of the larger set, a random part.
    """
    real, fakes = real.reshape(len(real), -1), fakes.reshape(len(fakes), -1)
    middle, spread = real.mean(axis=0), real.std(axis=0) + 1e-6
    size = real.shape[1]
    weights = (rng.standard_normal((size, features)) * np.sqrt(2 / size)).astype(np.float32)
    offsets = rng.uniform(-2, 2, features).astype(np.float32)

    def seen(items: Floats) -> Floats:
        active: Floats = np.maximum(((items - middle) / spread) @ weights + offsets, 0)
        return active

    n = min(len(real), len(fakes))
    half = n // 2
    phi_real, phi_fakes = seen(real[rng.permutation(len(real))[:n]]), seen(fakes[rng.permutation(len(fakes))[:n]])
    known = np.concatenate([phi_real[:half], phi_fakes[:half]])
    answers = np.repeat(np.array([1, -1], dtype=np.float32), half)
    centre = known.mean(axis=0)
    known = known - centre
    gram = known.T @ known / len(known) + ridge * np.eye(features, dtype=np.float32)
    solution = np.linalg.solve(gram, known.T @ answers / len(known))
    judged = (phi_real[half:] - centre) @ solution, (phi_fakes[half:] - centre) @ solution
    return Referee(balanced_accuracy(*judged), chance_band(n - half, n - half))
