"""What to look at in a crowd of points: how near to real points they lie. One measure for all sets of points."""

from __future__ import annotations

from typing import Final

import numpy as np

from gan_core.clues import Trait
from gan_core.data.base import DataSet, Floats
from gan_core.words import say

KNOWN: Final = 1000  # real points that say where real points lie
NEIGHBOUR: Final = 5  # the distance is that of the fifth nearest: one nearest alone trembles


def crowd_traits(data: DataSet) -> tuple[Trait, ...]:
    """For a set whose points can be drawn afresh, so that those that are judged are not among the known; else none."""
    if data.kind == "image" or data.draw is None:
        return ()
    known = data.train[:KNOWN]

    def distance(points: Floats) -> Floats:
        squares = sum((points[:, k, None] - known[None, :, k]) ** 2 for k in range(points.shape[1]))
        nearest: Floats = np.sqrt(np.partition(squares, NEIGHBOUR - 1, axis=1)[:, NEIGHBOUR - 1])
        return nearest

    return (
        Trait(
            distance,
            lambda point: ("", ()),
            low=say("too many keep to where real ones are densest"),
            high=say("too many stray from where real ones lie"),
        ),
    )
