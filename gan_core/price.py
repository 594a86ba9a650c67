"""What a round of an experiment costs, in operations and bytes, before any network is made.

Counted from the sizes of the layers; `tests/gan_core/test_price.py` holds the weights equal to those of the real
players, and a table in docs/results.md says how long a round of so many operations takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gan_core import data as datasets
from gan_core.data.own_names import is_own
from gan_core.experiment import Experiment

Layer = tuple[int, int, int]  # rows of an item, numbers in, numbers out
PATCH: Final = 4  # pixels along a side
NUMBER: Final = 4  # bytes
KEPT: Final = 3  # of every weight: itself and Adam's two moments; the forger has its average too
OVERHEAD: Final = 12  # operations on each number that a layer gives, beside the products
PASSES: Final = 8  # copies of a batch's numbers that a turn holds at a time


@dataclass(frozen=True)
class Price:
    """What one run asks of the machine."""

    operations: float  # multiplications with additions, a round
    memory: float  # bytes while it trains
    checkpoint: float  # bytes of its state

    def seconds(self, per_second: float) -> float:
        """A round's time on a machine that does so many operations a second."""
        return self.operations / per_second


def price(experiments: Sequence[Experiment]) -> Price:
    """What experiments cost that are trained together."""
    rounds = sum(_round(e) for e in experiments)
    checkpoint = sum(_kept(e) for e in experiments)
    batches = sum(PASSES * NUMBER * e.batch * _numbers(e) for e in experiments)
    return Price(rounds, 2 * checkpoint + batches, checkpoint)


def forger_layers(e: Experiment) -> list[Layer]:
    """The forger's layers (gan_core.engine.players.cast)."""
    shape = datasets.shape(e.data)
    size = math.prod(shape)
    if len(shape) < 3:
        return _dense((e.z_dim + 4 * e.waves, e.g_width, e.g_width, size))
    own = shape[0] == 1 or is_own(e.data)
    plate = size if own else shape[1] * shape[2] + 2 * shape[0]
    if e.patch:
        return _laid_out(e, shape, own)
    return _dense((e.z_dim, 2 * e.g_width, 2 * e.g_width, e.g_width, plate))


def _laid_out(e: Experiment, shape: tuple[int, ...], own: bool) -> list[Layer]:
    """A forger's that goes from the whole to tiles, patches and pixels; the colours have a tile of their own."""
    channels, height, width = shape
    tiles = _tiles(height, width) + (not own)
    wide, detail = 2 * e.g_width, max(1, e.patch // 2)
    last = PATCH**2 * (channels if own else 1)
    whole = _dense((e.z_dim, wide, wide, tiles * detail))
    return [*whole, (tiles, detail, 4 * detail), (4 * tiles, detail, last)]


def base_plate(e: Experiment) -> int:
    """Numbers that such a forger learns for what all pictures have in common."""
    shape = datasets.shape(e.data)
    if not e.patch or len(shape) < 3:
        return 0
    return shape[1] * shape[2] * (shape[0] if is_own(e.data) else 1)


def detective_layers(e: Experiment) -> list[Layer]:
    """The detective's layers, its seats for company included."""
    shape = datasets.shape(e.data)
    if len(shape) < 3:
        return _dense((_seats(e, math.prod(shape)) + 2 * e.waves, e.d_width, e.d_width, 1))
    channels, height, width = shape
    tiles, features = _tiles(height, width), e.patch or e.d_width
    return [
        (4 * tiles, _seats(e, channels * PATCH**2), features),
        (tiles, 4 * features, 2 * e.d_width),
        (1, tiles * 2 * e.d_width, 2 * e.d_width),
        (1, 2 * e.d_width, 1),
    ]


def weights(layers: Sequence[Layer]) -> int:
    """How many numbers a player learns."""
    return sum(i * o + o for _, i, o in layers)


def _seats(e: Experiment, stretch: int) -> int:
    return stretch if e.room == 1 else e.room * stretch + 1


def _tiles(height: int, width: int) -> int:
    """Of 2 × 2 patches each."""
    return (height // (2 * PATCH)) * (width // (2 * PATCH))


def _dense(sizes: Sequence[int]) -> list[Layer]:
    return [(1, i, o) for i, o in pairwise(sizes)]


def _pass(layers: Sequence[Layer]) -> int:
    """Operations of one item's way through."""
    return sum(rows * o * (i + OVERHEAD) for rows, i, o in layers)


def _round(e: Experiment) -> float:
    """Operations of a member's round. Going back to the weights costs two passes more, to the input one, and a penalty
    on the slope at the input four."""
    forger, detective = _pass(forger_layers(e)), _pass(detective_layers(e))
    penalty = 2 * 4 * (e.r1 > 0 or e.r2 > 0) + 6 * (e.gp > 0)
    lesson = forger + (2 * 3 + penalty) * detective
    feedback = 3 * forger + (2 + (e.loss == "relativistic")) * detective
    update = KEPT * (weights(forger_layers(e)) + weights(detective_layers(e)))
    return e.batch * (e.d_steps * lesson + e.g_steps * feedback) + (e.d_steps + e.g_steps) * update


def _kept(e: Experiment) -> float:
    return NUMBER * ((KEPT + 1) * (weights(forger_layers(e)) + base_plate(e)) + KEPT * weights(detective_layers(e)))


def _numbers(e: Experiment) -> float:
    """Numbers that a real and a fake item become on their way through both players."""
    forger, detective = forger_layers(e), detective_layers(e)
    seen = 2 * sum(rows * (i + o) for rows, i, o in detective)
    return seen + sum(rows * (i + o) for rows, i, o in forger)
