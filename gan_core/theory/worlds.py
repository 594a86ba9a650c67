"""Labelled worlds for the two kinds of models: one that is as the generative model thinks, and one that is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.theory.two_models import Discriminative, Generative, wrong
from gan_core.words import say

Numbers = NDArray[np.float64]
LABELS: Final = (5, 10, 20, 50, 100, 200, 500)
TEST: Final = 4000  # points on which errors are counted


@dataclass(frozen=True)
class World:
    """Two kinds, each a mixture of Gaussians: for each kind its heaps (centre x, centre y, spread x, spread y)."""

    title: str
    truth: str  # whether the generative model's picture of it is right, in a sentence
    heaps: tuple[tuple[tuple[float, float, float, float], ...], ...]

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Numbers, NDArray[np.int64]]:
        """n points (n, 2) with labels (n,), both kinds equally likely; both occur."""
        y = rng.integers(2, size=n)
        y[:2] = (0, 1)
        places = [self.heaps[k][rng.integers(len(self.heaps[k]))] for k in y]
        table = np.array(places)
        return table[:, :2] + table[:, 2:] * rng.standard_normal((n, 2)), y


WORLDS: Final = {
    "bells": World(
        say("Two bells"),
        say("In this world the generative one is right to think of each kind as one bell."),
        (((-0.9, -0.3, 0.7, 0.45),), ((0.8, 0.4, 0.5, 0.75),)),
    ),
    "heaps": World(
        say("A kind of two heaps"),
        say("In this world the generative one is wrong: discs lie in two heaps, which no single bell is like."),
        (((-1.0, 0.3, 0.2, 0.2), (1.9, 1.2, 0.3, 0.2)), ((0.3, -0.2, 0.45, 0.45),)),
    ),
}


@cache
def learning(world: str, sizes: Sequence[int] = LABELS, repeats: int = 40, seed: int = 0) -> tuple[Numbers, Numbers]:
    """Share of new points that each kind of model gets wrong, by the number of labels: (repeats, sizes), twice."""
    rng = np.random.default_rng(seed)
    test, truth = WORLDS[world].draw(TEST, rng)
    errors = np.empty((2, repeats, len(sizes)))
    for k in range(repeats):
        points, labels = WORLDS[world].draw(max(sizes), rng)
        for s, size in enumerate(sizes):
            seen = points[:size], labels[:size]
            errors[0, k, s] = wrong(Generative.fit(*seen).belief(test), truth)
            errors[1, k, s] = wrong(Discriminative.fit(*seen).belief(test), truth)
    return errors[0], errors[1]
