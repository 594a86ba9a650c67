"""What a detective sees of an item in a lesson: a picture moved by a few pixels, in another light, with a piece cut
out; and noise upon anything.

Both kinds of items go through the same disguise, so that none of it says which is which, and the forger's feedback
comes back through it: a detective cannot learn single items by heart (Zhao et al. 2020), and its slopes reach as far as
the noise does (instance noise: Arjovsky and Bottou 2017, Sønderby et al. 2017). All of it is linear in the item.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from gan_core.data.base import DataSet
from gan_core.engine.canvas import FARTHEST, blank_of, coordinates, shift_table
from gan_core.engine.turn import Turn

REAL, FAKE = 0, 1  # places in what is dealt


@dataclass(frozen=True)
class Canvas:
    """Where the numbers of a set's pictures lie, in the networks' order."""

    shifts: Tensor  # (S, d): `canvas.shift_table`
    places: Tensor  # (2, d): the row and the column of each number
    blank: float  # what is where a picture was moved away, or cut out

    @classmethod
    def of(cls, data: DataSet, device: torch.device) -> Canvas | None:
        """None for points."""
        if data.kind != "image":
            return None
        c, h, w = data.shape
        shifts, places = (torch.from_numpy(table(c, h, w)).to(device) for table in (shift_table, coordinates))
        return cls(shifts, places, blank_of(data.train) / data.scale)


def worn(items: Tensor, turn: Turn, kind: int, canvas: Canvas | None) -> Tensor:
    """Items (E, B, d) as the detective sees them in this turn."""
    if canvas is not None:
        if turn.moved is not None:
            items = _gathered(items, canvas.shifts[turn.moved[kind]], canvas.blank)
        if turn.light is not None:
            items = _lit(items, turn.light[kind]) + turn.light[kind][..., 1:]
        if turn.holes is not None:
            items = items.masked_fill(_within(turn.holes[kind], canvas.places), canvas.blank)
    return items if turn.noise is None else items + turn.noise[kind]


def taken_off(slopes: Tensor, turn: Turn, kind: int, canvas: Canvas | None) -> Tensor:
    """Slopes (E, B, d) at what was seen → slopes at the items; nothing comes from what was blank."""
    if canvas is None:
        return slopes
    if turn.holes is not None:
        slopes = slopes.masked_fill(_within(turn.holes[kind], canvas.places), 0.0)
    if turn.light is not None:
        slopes = _lit(slopes, turn.light[kind])  # its own way back, since it is symmetric
    if turn.moved is not None:
        slopes = _gathered(slopes, canvas.shifts[len(canvas.shifts) - 1 - turn.moved[kind]], 0.0)
    return slopes


def row_of(which: Tensor, reach: int) -> Tensor:
    """Of (2 reach + 1)² shifts, numbered row by row, the rows of the table."""
    side, whole = 2 * reach + 1, 2 * FARTHEST + 1
    return (which // side + FARTHEST - reach) * whole + which % side + FARTHEST - reach


def hole_at(which: Tensor, side: int, width: int) -> Tensor:
    """Of a square about the pixel of that number (…) the top, the bottom, the left and the right edge: (…, 4)."""
    top, left = which // width - side // 2, which % width - side // 2
    return torch.stack([top, top + side, left, left + side], dim=-1)


def _lit(items: Tensor, light: Tensor) -> Tensor:
    """Each item pulled away from its mean, or toward it, by the first number of its light (E, B, 2)."""
    return torch.addcmul(items, light[..., :1], items - items.mean(-1, keepdim=True))


def _within(holes: Tensor, places: Tensor) -> Tensor:
    """Which numbers (d) of each item lie in its hole: (E, B, 4) → (E, B, d)."""
    top, bottom, left, right = holes[..., None, :].unbind(-1)
    row, column = places
    within: Tensor = (row >= top) & (row < bottom) & (column >= left) & (column < right)
    return within


def _gathered(items: Tensor, places: Tensor, blank: float) -> Tensor:
    return pad(items, (0, 1), value=blank).gather(-1, places)
