"""Dice by a counter: any roll of any turn can be told without those before it, and is the same in every language.

Philox4x32-10 (Salmon et al. 2011). `ui/static/local/philox.js` has the same; tests hold both equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Words = NDArray[np.uint32]
Floats = NDArray[np.float32]

ROUNDS: Final = 10
MULTIPLIERS: Final = (0xD2511F53, 0xCD9E8D57)
WEYL: Final = (0x9E3779B9, 0xBB67AE85)  # by which the key changes from round to round
LOW: Final = np.uint64(0xFFFFFFFF)


def philox(counters: ArrayLike, key: tuple[int, int]) -> Words:
    """Four words (n, 4) for each counter (n, 4), all of 32 bits, under a key of two."""
    c = [np.asarray(counters, np.uint64)[:, k] for k in range(4)]
    for turn in range(ROUNDS):
        first, second = (c[2 * k] * np.uint64(MULTIPLIERS[k]) for k in range(2))
        keys = [np.uint64((key[k] + turn * WEYL[k]) & 0xFFFFFFFF) for k in range(2)]
        high = [first >> np.uint64(32), second >> np.uint64(32)]
        c = [high[1] ^ c[1] ^ keys[0], second & LOW, high[0] ^ c[3] ^ keys[1], first & LOW]
    return np.stack(c, axis=1).astype(np.uint32)


@dataclass(frozen=True)
class Rolls:
    """The rolls of one occasion: a turn of a stream (who rolls) under a seed. `what` tells several rolls apart."""

    seed: int
    stream: int
    turn: int

    def words(self, count: int, what: int) -> Words:
        """(count,) whole numbers of 32 bits."""
        blocks = np.arange(-(-count // 4))
        counters = np.stack([blocks, *(np.full_like(blocks, n) for n in (self.turn, what, 0))], axis=1)
        return philox(counters, (self.seed, self.stream)).reshape(-1)[:count]

    def uniform(self, count: int, what: int) -> Floats:
        """(count,) in [0, 1), in steps of 2⁻²⁴."""
        return ((self.words(count, what) >> np.uint32(8)) * np.float64(2**-24)).astype(np.float32)

    def normal(self, count: int, what: int) -> Floats:
        """(count,) standard normal numbers, two from two words (Box and Muller 1958)."""
        u = (self.words(count + count % 2, what) >> np.uint32(8)).astype(np.float64).reshape(-1, 2) * 2**-24
        length, angle = np.sqrt(-2 * np.log(u[:, 0] + 2**-24)), 2 * np.pi * u[:, 1]
        pairs = np.stack([length * np.cos(angle), length * np.sin(angle)], axis=1)
        return pairs.reshape(-1)[:count].astype(np.float32)

    def rows(self, count: int, items: int, what: int) -> NDArray[np.int64]:
        """(count,) of so many items, drawn with replacement."""
        return (self.words(count, what).astype(np.uint64) * np.uint64(items) >> np.uint64(32)).astype(np.int64)
