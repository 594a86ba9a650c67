"""The order in which networks see the pixels of a picture: tile by tile of 8 × 8, in it patch by patch of 4 × 4.

In this order a patch, and a tile, is one stretch of numbers (in a patch channel by channel), so that a convolution
whose stride is its kernel is a plain matrix product on a view.
"""

from __future__ import annotations

from gan_core.data.base import Floats

TILE = 8
PATCH = 4
INNER = TILE // PATCH  # patches along a side of a tile


def to_tiles(pictures: Floats) -> Floats:
    """(n, c, h, w) → (n, h·w·c); ValueError if 8 does not divide h and w."""
    n, c, h, w = pictures.shape
    if h % TILE or w % TILE:
        raise ValueError(f"Pictures must be multiples of {TILE} pixels high and wide; these are {h} × {w}.")
    apart = pictures.reshape(n, c, h // TILE, INNER, PATCH, w // TILE, INNER, PATCH)
    return apart.transpose(0, 2, 5, 3, 6, 1, 4, 7).reshape(n, -1)


def from_tiles(rows: Floats, shape: tuple[int, int, int]) -> Floats:
    """(n, h·w·c) → (n, c, h, w)."""
    c, h, w = shape
    apart = rows.reshape(-1, h // TILE, w // TILE, INNER, INNER, c, PATCH, PATCH)
    return apart.transpose(0, 5, 1, 3, 6, 2, 4, 7).reshape(-1, c, h, w)
