"""Where the numbers of a picture (c, h, w) lie in the networks' order, and where each comes from if it is moved."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats
from gan_core.engine.tiles import to_tiles

FARTHEST: Final = 4  # pixels by which a picture may be moved along each side

Places = NDArray[np.int64]


def shift_table(c: int, h: int, w: int) -> Places:
    """(S, d): from which place each number of a picture comes when it is moved; d for the blank.

    The middle row moves nothing, and the k-th row from the end moves back what the k-th moves.
    """
    places = np.empty(c * h * w, np.int64)
    places[_ordered(np.arange(c * h * w).reshape(1, c, h, w))[0]] = np.arange(c * h * w)
    wide = np.full((c, h + 2 * FARTHEST, w + 2 * FARTHEST), c * h * w)
    wide[:, FARTHEST : FARTHEST + h, FARTHEST : FARTHEST + w] = places.reshape(c, h, w)
    steps = range(2 * FARTHEST + 1)
    return _ordered(np.stack([wide[:, y : y + h, x : x + w] for y in steps for x in steps]))


def coordinates(c: int, h: int, w: int) -> Places:
    """(2, d): the row and the column of each number."""
    rows, columns = np.indices((h, w))
    return _ordered(np.broadcast_to(np.stack([rows, columns])[:, None], (2, c, h, w)))


def blank_of(items: Floats) -> float:
    """What the edge of most pictures (n, c, h, w) shows."""
    return float(np.median(items[..., 0, :]))


def _ordered(numbers: Places) -> Places:
    return to_tiles(numbers.astype(np.float32)).astype(np.int64)
