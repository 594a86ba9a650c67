"""A visitor's items as a data set: named by their content, split, and read by their nearest neighbours.

Nobody has said which kinds there are, so there is one: “real”. An item is good if it lies no farther from the training
items than nearly all held-out real ones do; a picture also in how it departs from the average one (departures.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from gan_core.data.base import DataSet, Floats, Kind, Reading, Vocabulary
from gan_core.data.own.departures import departures, flat
from gan_core.data.own_names import PICTURES, POINTS, name_of

HELD_OUT: Final = 0.2
SHADES: Final = 256  # of a pixel's each number
OVERPRINT: Final = 1.1  # a forger hardly ever reaches the exact white of a sheet of paper by itself
REAL_ENOUGH: Final = 0.98  # share of the held-out items that the limit lets pass
READ_AGAINST: Final = 4000  # training items that a reader compares with


def own_points(points: Floats) -> DataSet:
    """A data set of points (n, 2), moved to the middle of the plane; their units stay."""
    centred = points - points.mean(axis=0)
    extent = 1.1 * float(np.abs(centred).max())
    return _made("points", POINTS, centred, name_of(points), scale=float(centred.std()), extent=extent)


def own_pictures(items: Floats) -> DataSet:
    """A data set of pictures (n, channels, h, w) in [−1, 1].

    Fakes are printed in as many shades as pictures are stored in, or the exact white of a real paper would tell.
    """
    return _made("image", PICTURES, items, name_of(items))


def _made(
    kind: Kind, words: Vocabulary, items: Floats, name: str, *, scale: float = 1.0, extent: float = 1.0
) -> DataSet:
    items = items.astype(np.float32)
    order = np.random.default_rng(0).permutation(len(items))
    cut = max(1, round(len(items) * HELD_OUT))
    held_out, train = items[order[:cut]], items[order[cut:]]
    likeness = departures(train) if kind == "image" else None
    return DataSet(
        name=name,
        title=words.label,
        words=words,
        kind=kind,
        train=train,
        train_modes=np.zeros(len(train), np.int64),
        held_out=held_out,
        held_out_modes=np.zeros(len(held_out), np.int64),
        modes=("real",),
        shares=(1.0,),
        read=_reader(train, held_out, (flat, likeness) if likeness else (flat,)),
        likeness=likeness,
        scale=scale,
        extent=extent,
        free=kind == "image",
        shades=SHADES if kind == "image" else 0,
        overprint=OVERPRINT if kind == "image" else 1.0,
    )


def _reader(train: Floats, held_out: Floats, ways: Sequence[Callable[[Floats], Floats]]) -> Callable[[Floats], Reading]:
    """Of items whose neighbours are near enough in each of these ways."""
    limits = [_Limit(way, train[:READ_AGAINST], held_out) for way in ways]

    def read(items: Floats) -> Reading:
        whole, tame = np.isfinite(flat(items)).all(axis=1), np.nan_to_num(items, posinf=0, neginf=0)
        good = np.all([whole, *(limit.holds(tame) for limit in limits)], axis=0)
        return Reading(np.where(good, 0, -1), good)

    return read


class _Limit:
    """How far from the training items nearly all held-out ones lie, seen in one way."""

    def __init__(self, way: Callable[[Floats], Floats], train: Floats, held_out: Floats) -> None:
        from sklearn.neighbors import NearestNeighbors

        self._way, self._known = way, NearestNeighbors(n_neighbors=1).fit(way(train))
        self._farthest = float(np.quantile(self._distance(held_out), REAL_ENOUGH))

    def holds(self, items: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Which items (n, *shape) lie within it, (n,)."""
        return self._distance(items) <= self._farthest

    def _distance(self, items: Floats) -> Floats:
        found: Floats = self._known.kneighbors(self._way(items))[0][:, 0]
        return found
