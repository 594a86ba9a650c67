"""What is rolled before an item is drawn, so that the drawing itself is a plain function of dice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gan_core.philox import Rolls

Floats = NDArray[np.float32]
Way = Literal["choice", "uniform", "chance", "normal"]


@dataclass(frozen=True)
class Die:
    """One roll for each item, of a shape of its own."""

    way: Way
    shape: tuple[int, ...]
    low: float = 0.0  # uniform: from here …
    high: float = 1.0  # … to here; chance: how often it is 1 and not 0; normal: its standard deviation

    def roll(self, n: int, rolls: Rolls, what: int = 0, first: int = 0) -> Floats:
        """(n, *shape), for the items from `first` on. A choice is one 1 among zeros, `shape[0]` of them."""
        numbers = 1 if self.way == "choice" else prod(self.shape)
        block = 16 if self.way == "normal" else 8
        blocks = -(-numbers // block)  # each item has its own, so that it can be rolled without those before it
        size, start = n * blocks * block, first * blocks
        if self.way == "choice":
            chosen = rolls.rows(size, self.shape[0], what, start)[::block]
            return np.eye(self.shape[0], dtype=np.float32)[chosen]
        rolled = (rolls.normal if self.way == "normal" else rolls.uniform)(size, what, start)
        rolled = rolled.reshape(n, -1)[:, :numbers].reshape(n, *self.shape)
        if self.way == "uniform":
            return self.low + (self.high - self.low) * rolled
        return (rolled < self.high).astype(np.float32) if self.way == "chance" else rolled * np.float32(self.high)


@dataclass(frozen=True)
class Press:
    """How fresh pictures are drawn: what is rolled for each, and what is printed of it."""

    dice: tuple[Die, ...]
    printed: Callable[..., Floats]  # a roll of each die, (n, *its shape) → (n, *shape), by plain arithmetic alone

    def rolled(self, n: int, rolls: Rolls, first: int = 0) -> list[Floats]:
        """A roll of each die (n, *its shape), for the items from `first` on."""
        return [die.roll(n, rolls, what, first) for what, die in enumerate(self.dice)]
