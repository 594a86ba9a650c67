"""What a detective sees of an item in a lesson: it moved by a few pixels, and with noise upon it.

Both kinds of items go through the same disguise, so that none of it says which is which, and the forger's feedback
comes back through it: a detective cannot learn single items by heart (Zhao et al. 2020), and its slopes reach as far as
the noise does (instance noise: Arjovsky and Bottou 2017, Sønderby et al. 2017).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import pad

from gan_core.data.base import DataSet, Floats
from gan_core.engine.tiles import to_tiles
from gan_core.engine.turn import Turn

FARTHEST: Final = 4  # pixels by which a picture may be moved along each side
REAL, FAKE = 0, 1  # places in what is dealt


def worn(items: Tensor, turn: Turn, kind: int, shifts: Tensor | None, blank: float) -> Tensor:
    """Items (E, B, d) as the detective sees them in this turn; where a picture was moved away, there is `blank`."""
    if turn.moved is not None and shifts is not None:
        items = _gathered(items, shifts[turn.moved[kind]], blank)
    return items if turn.noise is None else items + turn.noise[kind]


def taken_off(slopes: Tensor, turn: Turn, kind: int, shifts: Tensor | None) -> Tensor:
    """Slopes (E, B, d) at what was seen → slopes at the items: moved back, and nothing comes from the blank."""
    if turn.moved is None or shifts is None:
        return slopes
    return _gathered(slopes, shifts[len(shifts) - 1 - turn.moved[kind]], 0.0)


def shift_table(data: DataSet) -> Tensor | None:
    """(S, d): from which place each number of a picture comes when it is moved; d for the blank. None for points.

    The middle row moves nothing, and the k-th row from the end moves back what the k-th moves.
    """
    if data.kind != "image":
        return None
    c, h, w = data.shape
    places = np.empty(c * h * w, np.int64)
    places[to_tiles(np.arange(c * h * w, dtype=np.float32).reshape(1, c, h, w))[0].astype(np.int64)] = np.arange(
        c * h * w
    )
    wide = np.full((c, h + 2 * FARTHEST, w + 2 * FARTHEST), c * h * w, np.float32)
    wide[:, FARTHEST : FARTHEST + h, FARTHEST : FARTHEST + w] = places.reshape(c, h, w)
    steps = range(2 * FARTHEST + 1)
    moved: Floats = np.stack([wide[:, y : y + h, x : x + w] for y in steps for x in steps])
    return torch.from_numpy(to_tiles(moved).astype(np.int64))


def row_of(which: Tensor, reach: int) -> Tensor:
    """Of (2 reach + 1)² shifts, numbered row by row, the rows of the table."""
    side, whole = 2 * reach + 1, 2 * FARTHEST + 1
    return (which // side + FARTHEST - reach) * whole + which % side + FARTHEST - reach


def blank_of(data: DataSet) -> float:
    """What the edge of most pictures shows, as networks see it."""
    return float(np.median(data.train[..., 0, :])) / data.scale if data.kind == "image" else 0.0


def _gathered(items: Tensor, places: Tensor, blank: float) -> Tensor:
    return pad(items, (0, 1), value=blank).gather(-1, places)
