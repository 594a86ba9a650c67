"""Does the forger invent, or photocopy? Distances to the nearest training item, of fakes and of unseen real items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gan_core.data.base import Floats
from gan_core.metrics.accuracy import pairwise_auc

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Originality:
    """What the distances say; a perfect forger reads ½ and 1, a photocopier 0 and 0."""

    chance: float  # P(a fake is farther from its nearest training item than an unseen real item is from its own)
    ratio: float  # median distance of the fakes over that of the unseen real items


def originality(fakes: ArrayLike, unseen: ArrayLike) -> Originality:
    """From distances (n,) of fakes and (m,) of held-out items to their nearest training items (Meehan et al. 2020).

    Far above ½ is no praise: it is noise, or blur.
    """
    typical = float(np.median(np.ravel(unseen)))
    ratio = float(np.median(np.ravel(fakes))) / typical if typical > 0 else float("inf")
    return Originality(pairwise_auc(fakes, unseen), ratio)


def finder(train: Floats) -> Callable[[Floats], Doubles]:
    """A function from items (n, *shape) to the distance (n,) of each to its nearest item in `train`.

    Exact. In the plane a tree is built once; pictures are compared with every training picture: take it seldom.
    """
    from sklearn.neighbors import NearestNeighbors

    index = NearestNeighbors(n_neighbors=1).fit(train.reshape(len(train), -1))

    def distances(items: Floats) -> Doubles:
        found: Doubles = index.kneighbors(items.reshape(len(items), -1))[0][:, 0]
        return found

    return distances
