"""What to look at on a digit of 8 × 8 pixels: whether it is like any real one, and where it is not."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from gan_core.clues import Sight, Trait
from gan_core.data.base import Floats, Ints
from gan_core.data.digits import digits
from gan_core.words import say

NEIGHBOURS: Final = 5
WINDOW: Final = 3  # pixels along a side of what is pointed at


@cache
def _known() -> tuple[Floats, Floats, Ints]:
    """Real digits (n, 64) in [0, 1], the same as directions, and which digit each is."""
    data = digits()
    ink = _ink(data.train)
    return ink, _directions(ink), data.train_modes


def _directions(ink: Floats) -> Floats:
    level = ink - ink.mean(axis=1, keepdims=True)
    units: Floats = level / np.maximum(np.linalg.norm(level, axis=1, keepdims=True), 1e-6)
    return units


def _ink(items: Floats) -> Floats:
    ink: Floats = ((items.reshape(len(items), -1) + 1) / 2).astype(np.float32)
    return ink


def _likeness(items: Floats) -> Floats:
    """Correlation with the real digits most like it, but for one: a real digit is among the real ones itself."""
    alike: Floats = np.sort(_directions(_ink(items)) @ _known()[1].T, axis=1)[:, -NEIGHBOURS:-1].mean(axis=1)
    return alike


def _agreement(items: Floats) -> Floats:
    """How much more like its own digit than like any other it is: a difference of two correlations."""
    best = _by_digit(items)
    two: Floats = np.sort(best, axis=1)[:, -2:]
    return two[:, 1] - two[:, 0]


def _by_digit(items: Floats) -> Floats:
    """Mean correlation with the nearest real examples of each digit: (n, 10)."""
    alike, labels = _directions(_ink(items)) @ _known()[1].T, _known()[2]
    return np.stack([np.sort(alike[:, labels == k], axis=1)[:, -NEIGHBOURS:-1].mean(axis=1) for k in range(10)], axis=1)


def _contrast(items: Floats) -> Floats:
    contrast: Floats = _ink(items).std(axis=1)
    return contrast


def _margins(items: Floats) -> Floats:
    """Minus the ink where real digits hardly have any."""
    ink: Floats = _ink(items)[:, _empty()].sum(axis=1)
    return -ink


@cache
def _empty() -> np.ndarray:
    empty: np.ndarray = _known()[0].mean(axis=0) < 0.01
    return empty


def _see_unlike(item: Floats) -> Sight:
    """The window in which it differs most from the real digit most like it."""
    ink, directions, labels = _known()
    nearest = int((_directions(_ink(item)) @ directions.T)[0].argmax())
    apart = np.abs(_ink(item)[0] - ink[nearest]).reshape(8, 8)
    tiles = np.lib.stride_tricks.sliding_window_view(apart, (WINDOW, WINDOW)).sum((2, 3))
    top, left = np.unravel_index(int(tiles.argmax()), tiles.shape)
    said = say("most like a {digit}, but not here", digit=str(labels[nearest]))
    return said, ((int(top), int(left), WINDOW, WINDOW),)


def _see_two(item: Floats) -> Sight:
    first, second = np.argsort(_by_digit(item)[0])[::-1][:2]
    return f"half a {min(first, second)}, half a {max(first, second)}", ((0, 0, 8, 8),)


TRAITS: Final = (
    Trait(_likeness, _see_unlike, low=say("they are like no real digit"),
          high=say("they are too like the real digits")),
    Trait(_agreement, _see_two, low=say("they are half one digit, half another"),
          high=say("each is too plainly one digit")),
    Trait(_contrast, lambda item: (say("fainter than real digits are"), ((0, 0, 8, 8),)),
          low=say("they are too faint"), high=say("they are too bold")),
    Trait(_margins, lambda item: (say("ink at the edge, where real digits have none"), ((0, 0, 8, 1), (0, 7, 8, 1))),
          low=say("there is a trace of ink at their edges, where real digits have none")),
)  # fmt: skip
_COLUMN: Final = np.arange(8)[None].repeat(8, axis=0)
PLACES: Final = {
    say("the left and the right edge"): (_COLUMN == 0) | (_COLUMN == 7),
    say("the strokes"): (_COLUMN > 0) & (_COLUMN < 7),
}
