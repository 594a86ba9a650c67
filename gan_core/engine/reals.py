"""Real items for a judge who learns: in three parts that never meet."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from gan_core.data.base import DataSet, Floats

Part = Literal["lessons", "choice", "exam"]
# Of a set that cannot be drawn afresh:
SHARES: Final[dict[Part, float]] = {"lessons": 0.60, "choice": 0.15, "exam": 0.25}
# Items drawn afresh, where they can be; lessons without end:
FRESH: Final[dict[Part, int]] = {"lessons": 0, "choice": 512, "exam": 2048}


class Reals:
    """Items to learn from, to choose the best moment by, and to be tested on.

    A set that can be drawn gives fresh items for each; of any other all items there are, training and held-out, are
    parted by chance.
    """

    def __init__(self, data: DataSet, seed: int = 0) -> None:
        self._draw = data.draw
        self._dice = {part: np.random.default_rng([seed, 0xE8, k]) for k, part in enumerate(SHARES)}
        if self._draw is None:
            items = np.concatenate([data.train, data.held_out])
            order = np.random.default_rng([seed, 0xE8]).permutation(len(items))
            ends = np.round(np.cumsum(list(SHARES.values())) * len(items)).astype(int)
            self._parts = dict(zip(SHARES, np.split(items[order], ends[:-1]), strict=True))

    def lessons(self, n: int) -> Floats:
        """n items to learn from."""
        if self._draw is not None:
            return self._draw(n, self._dice["lessons"])
        known = self._parts["lessons"]
        drawn: Floats = known[self._dice["lessons"].integers(0, len(known), n)]
        return drawn

    def count(self, part: Part) -> int:
        """How many items there are to choose by, or to be tested on."""
        return FRESH[part] if self._draw is not None else len(self._parts[part])

    def piece(self, part: Part, start: int, n: int) -> Floats:
        """At most n items to choose by or to be tested on, from the one at `start`; ask for them in their order."""
        n = min(n, self.count(part) - start)
        return self._draw(n, self._dice[part]) if self._draw is not None else self._parts[part][start : start + n]
