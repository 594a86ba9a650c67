"""What gives a fake away, found by measuring the one item: how far one of its traits lies outside of real items' range.

A trait is a number that is low where something is wrong: how alike the two halves of a face are, how dark a frame is.
Which values are strange is not said by hand. Real items say it: hardly any lies below a trait's bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Box = tuple[int, int, int, int]  # top, left, height, width, in pixels
Sight = tuple[str, tuple[Box, ...]]  # what a person would see, and where

RARE: Final = 0.002  # of real items lie below a trait's bound
REAL: Final = 2000  # items that say what is real


@dataclass(frozen=True)
class Trait:
    """One thing to look at."""

    measure: Callable[[Floats], Floats]  # items (n, *shape) → (n,), low where something is wrong
    see: Callable[[Floats], Sight]  # one item (1, *shape) on which it is wrong
    low: str = ""  # what is said of many fakes on which it is lower than on real items; nothing if it may not be said
    high: str = ""  # … and higher
    alike: str = ""  # … and nearer to the middle of the real ones
    unlike: str = ""  # … and farther from it


@dataclass(frozen=True)
class Clue:
    """What is strange about one item."""

    words: str
    boxes: tuple[Box, ...]
    strangeness: float  # how far below the bound, in steps from the bound to a middling real item


class Eye:
    """Looks for clues, with bounds taken from real items."""

    def __init__(self, traits: Sequence[Trait], real: Floats) -> None:
        self._traits = tuple(traits)
        measured = [trait.measure(real[:REAL]) for trait in traits]
        self._bounds = [float(np.quantile(values, RARE)) for values in measured]
        self._steps = [float(np.median(v)) - b for v, b in zip(measured, self._bounds, strict=True)]

    def look(self, items: Floats) -> list[Clue | None]:
        """The strangest thing about each item (n, *shape); None where all is as on real items."""
        if not self._traits:
            return [None] * len(items)
        return [self._clue(item[None], row) for item, row in zip(items, self.strangeness(items), strict=True)]

    def strangeness(self, items: Floats) -> Floats:
        """How far each trait of each item lies below its bound, (n, traits): above 0 where a real item hardly lies."""
        below = zip(self._traits, self._bounds, self._steps, strict=True)
        rows = [(bound - trait.measure(items)) / max(step, 1e-6) for trait, bound, step in below]
        strange: Floats = np.stack(rows, axis=1)
        return strange

    def _clue(self, item: Floats, strangeness: Floats) -> Clue | None:
        worst = int(np.nanargmax(strangeness))
        if not strangeness[worst] > 0:
            return None
        words, boxes = self._traits[worst].see(item)
        return Clue(words, boxes, float(strangeness[worst]))
