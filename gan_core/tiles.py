"""The order in which networks see the pixels of a picture: tile by tile of 8 × 8, in it patch by patch of 4 × 4.

In this order a patch, and a tile, is one stretch of numbers, so that a convolution whose stride is its kernel is a plain
matrix product on a view.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats

TILE = 8
PATCH = 4


def to_tiles(pictures: Floats) -> Floats:
    """(n, c, h, w) → (n, h·w·c): patch by patch, in each channel by channel; ValueError if 8 does not divide h and w."""
    n, c, h, w = pictures.shape
    ordered = pictures.reshape(n, c, h * w)[:, :, _order(h, w)].reshape(n, c, -1, PATCH * PATCH)
    return ordered.transpose(0, 2, 1, 3).reshape(n, -1)


def from_tiles(rows: Floats, shape: tuple[int, int, int]) -> Floats:
    """(n, h·w·c) → (n, c, h, w)."""
    c, h, w = shape
    pictures = np.empty((len(rows), c, h * w), np.float32)
    ordered = rows.reshape(len(rows), -1, c, PATCH * PATCH).transpose(0, 2, 1, 3)
    pictures[:, :, _order(h, w)] = ordered.reshape(len(rows), c, h * w)
    return pictures.reshape(len(rows), c, h, w)


def _order(h: int, w: int) -> NDArray[np.int64]:
    """(h·w,) the index, row by row, of each pixel in the order of tiles."""
    if h % TILE or w % TILE:
        raise ValueError(f"Pictures must be multiples of {TILE} pixels high and wide; these are {h} × {w}.")
    inner = TILE // PATCH
    index = np.arange(h * w).reshape(h // TILE, inner, PATCH, w // TILE, inner, PATCH)
    return index.transpose(0, 3, 1, 4, 2, 5).ravel()
