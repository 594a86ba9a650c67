"""What the rest of the library knows about a data set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gan_core.data.dice import Press
from gan_core.words import Said

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

Kind = Literal["points", "image", "line"]


@dataclass(frozen=True)
class Vocabulary:
    """The words in which people speak of a data set; they travel to the page with its real items."""

    label: Said  # of the set, where one is chosen: "Banknotes"
    thing: Said  # one item: "note"
    things: Said  # several: "notes"
    kinds: Said  # what its modes are called: "amounts"
    made: Said  # heading over the modes that the forger reaches: "Amounts it prints"
    fault: Said  # what gives a fake away: "their corners do not name one same amount"


@dataclass(frozen=True)
class Reading:
    """What a reader makes of n items."""

    mode: Ints  # (n,) index of the mode that each item shows, −1 for none
    good: NDArray[np.bool_]  # (n,) whether the item is of high quality
    mixed: NDArray[np.bool_] | None = None  # (n,) banknotes: corners do not name one same amount


@dataclass(frozen=True, eq=False)
class DataSet:
    """Real items in two parts, with the means to tell which mode an item shows.

    Labels are for measuring only: training never sees them. Images are channels first in [−1, 1]; points are in natural
    units. `scale` is what items are divided by before a network sees them: the standard deviation of points. A set
    equals itself alone, so that what is derived from it can be kept beside it.
    """

    name: str
    title: str
    words: Vocabulary
    kind: Kind
    train: Floats  # (n, *shape)
    train_modes: Ints  # (n,)
    held_out: Floats  # (m, *shape)
    held_out_modes: Ints  # (m,)
    modes: tuple[str, ...]
    shares: tuple[float, ...]  # the true share of each mode
    read: Callable[[Floats], Reading]
    scale: float = 1.0
    grain: float = 0.0  # images: standard deviation of the paper's own noise, the same for real items and fakes
    tint: float = 0.0  # images of one ink on one paper: standard deviation of both colours, as real items have it
    shades: int = 0  # grey images: how many shades they are printed in, from −1 to 1 in equal steps; 0: any
    free: bool = False  # colour images: every pixel has a colour of its own, not one ink on one paper
    overprint: float = 1.0  # pictures in shades: how far beyond white and black fakes are printed, and cut off
    extent: float = 1.0  # points: half-width of the square that is drawn
    centres: Floats | None = None  # points with centres: (K, 2)
    draw: Callable[[int, np.random.Generator], Floats] | None = None  # fresh items (n, *shape), where they can be made
    press: Press | None = None  # pictures that are drawn: how
    likeness: Callable[[Floats], Floats] | None = None  # items (n, *shape) → (n, d), where to look for neighbours
    density: Callable[[Floats], Floats] | None = None  # where p_data is known exactly: at items (n, d), (n,)

    def neighbours(self, items: Floats) -> Floats:
        """Items (n, *shape) as what neighbours are sought among: as they are, or their `likeness`."""
        return self.likeness(items) if self.likeness else items

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one item: (2,), (1, 8, 8), (3, 24, 48)…"""
        return tuple(self.train.shape[1:])
