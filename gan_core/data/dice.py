"""What is rolled before an item is drawn, so that the drawing itself is a plain function of dice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Way = Literal["choice", "uniform", "chance", "normal"]
SINGLE: Final = 1000  # numbers an item: from here on they are rolled in single precision, which is twice as fast


@dataclass(frozen=True)
class Die:
    """One roll for each item, of a shape of its own."""

    way: Way
    shape: tuple[int, ...]
    low: float = 0.0  # uniform: from here …
    high: float = 1.0  # … to here; chance: how often it is 1 and not 0; normal: its standard deviation

    def roll(self, n: int, rng: np.random.Generator) -> Floats:
        """(n, *shape). A choice is one 1 among zeros, `shape[0]` of them."""
        if self.way == "choice":
            picked: Floats = np.eye(self.shape[0], dtype=np.float32)[rng.integers(0, self.shape[0], n)]
            return picked
        if self.way == "normal":
            many = int(np.prod(self.shape)) >= SINGLE
            rolled = rng.standard_normal((n, *self.shape), dtype=np.float32 if many else np.float64) * self.high
            return rolled.astype(np.float32, copy=False)
        if self.way == "uniform":
            return rng.uniform(self.low, self.high, (n, *self.shape)).astype(np.float32)
        return (rng.random((n, *self.shape)) < self.high).astype(np.float32)


@dataclass(frozen=True)
class Press:
    """How fresh pictures are drawn: what is rolled for each, and what is printed of it."""

    dice: tuple[Die, ...]
    printed: Callable[..., Floats]  # a roll of each die, (n, *its shape) → (n, *shape), by plain arithmetic alone
