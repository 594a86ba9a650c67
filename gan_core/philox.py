"""Dice by a counter: any roll of any turn can be told without those before it, and is the same in every language.

Philox4x64-10 (Salmon et al. 2011), which NumPy has in C. `ui/static/local/philox.js` and the kernel beside it have the
same; tests hold both equal, bit for bit. (On a processor that keeps the low bytes of a word last they would differ.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from math import prod
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.random import Philox
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Floats = NDArray[np.float32]
Shape = int | tuple[int, ...]


class Stream(IntEnum):
    """Who rolls."""

    FIRST_FORGER = 0
    FIRST_DETECTIVE = 1
    DETECTIVE = 2
    FORGER = 3
    WALL = 4
    FRESH = 5
    REFEREE = 6
    ITEMS = 7
    FRESH_DETECTIVE = 8
    EXPERT = 9


class What(IntEnum):
    """What is rolled in a turn; for the disguise of real items, `FAKE` further on for that of fakes."""

    ROWS = 0
    Z = 1
    GRAIN = 2
    BETWEEN = 3
    MOVED = 4
    LIGHT = 5
    HOLES = 6
    NOISE = 7


FAKE: Final = 4
AHEAD: Final = 16  # turns that are rolled at one time
FEW: Final = 2048  # numbers of which that pays


class Rolls(NamedTuple):
    """The rolls of one occasion: a turn of a stream under a seed. `what` tells several rolls apart, and `first` is the
    block from which on it is rolled: 16 normal numbers, or 8 others, are a block."""

    seed: int
    stream: int
    turn: int = 0

    def words(self, count: int, what: int = 0, first: int = 0) -> NDArray[np.uint64]:
        """(count,) whole numbers of 64 bits. The counter of the first block there is is 1."""
        counter = np.array((first, self.turn, what, 0), np.uint64)
        dice = Philox(_key(self.seed, self.stream), counter=counter)  # type: ignore[arg-type]
        return dice.random_raw(count)

    def uniform(self, shape: Shape, what: int = 0, first: int = 0) -> Floats:
        """Numbers of this shape in [0, 1), in steps of 2⁻²⁴."""
        numbers: Floats = (self._halves(_count(shape), what, first) >> 8).astype(np.float32)
        numbers *= np.float32(2**-24)
        return numbers.reshape(shape)

    def spread(self, shape: Shape, reach: float, what: int = 0) -> Floats:
        """Numbers of this shape, uniform within ± reach."""
        signed = self._halves(_count(shape), what, 0).view(np.int32)
        return (signed * (float(np.float32(reach)) * 2**-31)).astype(np.float32).reshape(shape)

    def rows(self, count: int, items: int, what: int = 0, first: int = 0) -> NDArray[np.int64]:
        """(count,) of so many items (below 2²¹), drawn with replacement."""
        return (self._halves(count, what, first) * (items * 2.0**-32)).astype(np.int64)

    def normal(self, shape: Shape, what: int = 0, first: int = 0) -> Floats:
        """Standard normal numbers of this shape, each one of 65 536 (`quantiles`)."""
        count = _count(shape)
        return QUANTILES.take(self.words(-(-count // 4), what, first).view(np.uint16)[:count]).reshape(shape)

    def _halves(self, count: int, what: int, first: int) -> NDArray[np.uint32]:
        return self.words(-(-count // 2), what, first).view(np.uint32)[:count]


@dataclass
class Turns:
    """How many turns each player of a seed has had."""

    seed: int
    had: dict[Stream, int] = field(default_factory=dict)

    def next(self, player: Stream) -> Rolls:
        """The rolls of its next turn, which is counted."""
        turn = self.had.get(player, 0)
        self.had[player] = turn + 1
        return Rolls(self.seed, player, turn)


def _count(shape: Shape) -> int:
    return shape if isinstance(shape, int) else prod(shape)


class Soon(Rolls):
    """The same rolls, of a player who has turn after turn: those of the next turns are made at one time, where they are
    few. In the midst of a round, where processors have forgotten how, each would cost several times as much."""

    def spread(self, shape: Shape, reach: float, what: int = 0) -> Floats:
        """As of Rolls."""
        return self._soon("spread", shape, reach, what) if _count(shape) <= FEW else super().spread(shape, reach, what)

    def rows(self, count: int, items: int, what: int = 0, first: int = 0) -> NDArray[np.int64]:
        """As of Rolls."""
        few = count <= FEW and not first
        return self._soon("rows", count, items, what) if few else super().rows(count, items, what, first)

    def normal(self, shape: Shape, what: int = 0, first: int = 0) -> Floats:
        """As of Rolls."""
        few = _count(shape) <= FEW and not first
        return self._soon("normal", shape, what) if few else super().normal(shape, what, first)

    def _soon(self, name: str, *asked: Any) -> Any:
        chunk, turn = divmod(self.turn, AHEAD)
        return _ahead(name, self.seed, self.stream, chunk, *asked)[turn].copy()


@lru_cache(maxsize=512)
def _ahead(name: str, seed: int, stream: int, chunk: int, *asked: Any) -> NDArray[Any]:
    """(AHEAD, …): what is asked for, turn by turn."""
    return np.stack([getattr(Rolls(seed, stream, chunk * AHEAD + k), name)(*asked) for k in range(AHEAD)])


class _Key(ISeedSequence):
    """A key as it is: NumPy would mix another from it."""

    def __init__(self, key: NDArray[np.uint64]) -> None:
        self._key = key

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> Any:
        return self._key


@lru_cache(maxsize=1024)
def _key(seed: int, stream: int) -> _Key:
    return _Key(np.array((seed, stream), np.uint64))


def quantiles(bits: int) -> Floats:
    """(2^bits,) numbers that are equally likely under the normal law: its inverse in the middle of each of as many
    equal parts, to 7 digits (Wichura 1988, AS 241).

    Of 16 bits the largest is 4.32 (beyond it lie 1.5 of 100 000 normal numbers), the variance 1 − 2·10⁻⁵ and the fourth
    moment 2.9991. Sums, products, quotients and square roots are rounded alike everywhere; nothing else is used.
    """
    upper = (np.arange(2 ** (bits - 1)) + 0.5) / 2**bits  # as far from the middle
    near = 0.180625 - upper * upper
    middle = upper * _ratio(
        near,
        (59.109374720, 159.29113202, 50.434271938, 3.3871327179),
        (67.187563600, 78.757757664, 17.895169469, 1.0),
    )
    far = np.sqrt(-_logarithm(0.5 - upper)) - 1.6
    tail = _ratio(far, (0.17023821103, 1.3067284816, 2.7568153900, 1.4234372777), (0.12021132975, 0.73700164250, 1.0))
    half = np.where(upper <= 0.425, middle, tail).astype(np.float32)
    return np.concatenate([-half[::-1], half])


def _ratio(x: Doubles, above: tuple[float, ...], below: tuple[float, ...]) -> Doubles:
    def polynomial(factors: tuple[float, ...]) -> Doubles:
        total = np.full_like(x, factors[0])
        for factor in factors[1:]:
            total = total * x + factor
        return total

    return polynomial(above) / polynomial(below)


def _logarithm(x: Doubles) -> Doubles:
    """ln x of 0 < x ≤ ½: doubled until it is above ½, and there 2 artanh((x − 1) / (x + 1)) by its series."""
    doubled = np.zeros_like(x)
    while (small := x <= 0.5).any():
        x, doubled = np.where(small, 2 * x, x), doubled + small
    s = (x - 1) / (x + 1)
    total = np.zeros_like(x)
    for k in range(19, 0, -2):
        total = total * (s * s) + 1 / k
    return 2 * s * total - 0.6931471805599453 * doubled


QUANTILES: Final = quantiles(16)
