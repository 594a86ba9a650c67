"""Points in the plane: four sets that are a skeleton with Gaussian noise about it, and a checkerboard.

A point shows the mode of the nearest part of the skeleton if it lies within 3σ of it, and no mode otherwise. Around
separate centres true data then score 1 − e^(−9/2) = 98.89 %, not 100 %: a forger that scores more is too thin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import DataSet, Floats, Ints, Reading, Vocabulary
from gan_core.data.whole import reach_of, snapped
from gan_core.words import Said, say

Doubles = NDArray[np.float64]
Sample = Callable[[int, np.random.Generator], tuple[Doubles, Ints]]


def _words(label: Said, kinds: Said, made: Said) -> Vocabulary:
    return Vocabulary(label, say("point"), say("points"), kinds, made, say("they lie where no real point is"))


KIND: Final = "points"
SHAPE: Final = (2,)
WORDS: Final = {
    "ring8": _words(say("Ring of 8"), say("clusters"), say("Blobs it reaches")),
    "grid25": _words(say("Grid of 25"), say("clusters"), say("Blobs it reaches")),
    "moons": _words(say("Two moons"), say("parts"), say("Parts it reaches")),
    "swissroll": _words(say("Swiss roll"), say("clusters"), say("Pieces it reaches")),
    "checkerboard": _words(say("Checkerboard"), say("clusters"), say("Cells it reaches")),
}
TRAIN: Final = 16_384  # so many fit into a page
HELD_OUT: Final = 20_000
PROTOCOL_RING_SIGMA: Final = 0.01  # PacGAN's ring (Lin et al. 2018); on a screen its modes would be dots
PROTOCOL_GRID_SIGMA: Final = 0.05  # PacGAN's grid
ROLL_START, ROLL_END, ROLL_SIZE = 1.5 * np.pi, 4.5 * np.pi, 7.5  # the spiral as WGAN-GP's toy code scales it
ROLL_PIECES: Final = 8
CELL_TOLERANCE: Final = 0.05  # of a cell's side: a network cannot draw a perfectly sharp edge


def ring8(seed: int = 0, sigma: float = 0.05) -> DataSet:
    """Eight Gaussians at equal angles on a circle of radius 1; `sigma=PROTOCOL_RING_SIGMA` is the published set."""
    angles = np.arange(8) * (2 * np.pi / 8)  # linspace(0, 2π, 8) would put two of the eight in one place
    centres = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    names = tuple(f"{45 * k}°" for k in range(8))
    return _blobs("ring8", say("Eight Gaussians on a ring"), centres, names, sigma, seed)


def grid25(seed: int = 0, sigma: float = PROTOCOL_GRID_SIGMA) -> DataSet:
    """Twenty-five Gaussians on the grid {−4, −2, 0, 2, 4}², as published."""
    steps = (-4, -2, 0, 2, 4)
    centres = np.array([(x, y) for y in steps for x in steps], dtype=float)
    names = tuple(f"({x:.0f}, {y:.0f})" for x, y in centres)
    return _blobs("grid25", say("Twenty-five Gaussians on a grid"), centres, names, sigma, seed)


def moons(seed: int = 0, sigma: float = 0.05) -> DataSet:
    """Two interleaved half circles; the modes are the two arms."""

    def arms(t: Doubles, arm: Ints) -> Doubles:
        upper = np.stack([np.cos(t), np.sin(t)], axis=1)
        lower = np.stack([1 - np.cos(t), 0.5 - np.sin(t)], axis=1)
        return np.where(arm[:, None] == 0, upper, lower) - (0.5, 0.25)

    def sample(n: int, rng: np.random.Generator) -> tuple[Doubles, Ints]:
        arm = rng.integers(2, size=n)
        return _blurred(arms(rng.uniform(0, np.pi, n), arm), sigma, rng), arm

    labels = np.repeat(np.arange(2), 128)
    skeleton = arms(np.tile(np.linspace(0, np.pi, 128), 2), labels)
    read = Nearest(skeleton, labels, 3 * sigma)
    return _points("moons", say("Two moons"), sample, read, skeleton, (say("upper"), say("lower")), seed)


def swissroll(seed: int = 0, sigma: float = 0.25 / ROLL_SIZE) -> DataSet:
    """A spiral, uniform in its angle; the modes are eight pieces of equal mass, from the inside out."""

    def spiral(t: Doubles) -> Doubles:
        return np.stack([t * np.cos(t), t * np.sin(t)], axis=1) / ROLL_SIZE

    def piece(t: Doubles) -> Ints:
        share = (t - ROLL_START) / (ROLL_END - ROLL_START)
        return np.minimum((share * ROLL_PIECES).astype(np.int64), ROLL_PIECES - 1)

    def sample(n: int, rng: np.random.Generator) -> tuple[Doubles, Ints]:
        t = rng.uniform(ROLL_START, ROLL_END, n)
        return _blurred(spiral(t), sigma, rng), piece(t)

    t = np.linspace(ROLL_START, ROLL_END, 512)
    read = Nearest(spiral(t), piece(t), 3 * sigma)
    names = tuple(say("piece {k}", k=k + 1) for k in range(ROLL_PIECES))
    return _points("swissroll", say("Swiss roll"), sample, read, spiral(t), names, seed)


def checkerboard(seed: int = 0) -> DataSet:
    """The eight dark cells of a 4 × 4 board of unit cells, uniformly filled; the modes are the cells."""
    cells = np.array([(x, y) for y in range(4) for x in range(4) if (x + y) % 2 == 0])
    middles = cells - 1.5

    def sample(n: int, rng: np.random.Generator) -> tuple[Doubles, Ints]:
        cell = rng.integers(len(middles), size=n)
        return middles[cell] + rng.uniform(-0.5, 0.5, (n, 2)), cell

    corners = np.array([(-2.0, -2.0), (2.0, 2.0)])
    names = tuple(say("column {x}, row {y}", x=int(x) + 1, y=int(y) + 1) for x, y in cells)
    return _points("checkerboard", say("Checkerboard"), sample, Cells(middles), corners, names, seed)


@dataclass(frozen=True, eq=False)
class Nearest:
    """Reads off each point the mode of the nearest vertex (v, 2) of a skeleton, if that is nearer than `tolerance`."""

    skeleton: Doubles
    modes: Ints
    tolerance: float

    def __call__(self, points: Floats) -> Reading:
        # The difference, not |a|² + |b|² − 2ab: the expansion loses the digits that a thin mode is decided by.
        x, y = self.skeleton.astype(np.float32).T
        squares = (points[:, :1] - x) ** 2
        squares += (points[:, 1:] - y) ** 2
        nearest = squares.argmin(axis=1)
        good = squares[np.arange(len(points)), nearest] < self.tolerance**2
        return Reading(np.where(good, self.modes[nearest], -1), good)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        skeleton = np.round(self.skeleton, 7).tolist()
        return {"rule": "nearest", "skeleton": skeleton, "modes": self.modes.tolist(), "tolerance": self.tolerance}


@dataclass(frozen=True, eq=False)
class Cells:
    """Reads off each point the unit cell (k, 2) that it lies in, or less than `CELL_TOLERANCE` beside."""

    middles: Doubles

    def __call__(self, points: Floats) -> Reading:
        offsets = np.abs(points[:, None, :] - self.middles.astype(np.float32)).max(axis=2)
        nearest = offsets.argmin(axis=1)
        good = offsets.min(axis=1) <= 0.5 + CELL_TOLERANCE
        return Reading(np.where(good, nearest, -1), good)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"rule": "cells", "middles": self.middles.tolist(), "reach": 0.5 + CELL_TOLERANCE}


def _blobs(name: str, title: str, centres: Doubles, names: tuple[str, ...], sigma: float, seed: int) -> DataSet:
    def sample(n: int, rng: np.random.Generator) -> tuple[Doubles, Ints]:
        mode = rng.integers(len(centres), size=n)
        return _blurred(centres[mode], sigma, rng), mode

    read = Nearest(centres, np.arange(len(centres)), 3 * sigma)
    return _points(name, title, sample, read, centres, names, seed, centres.astype(np.float32))


def _blurred(points: Doubles, sigma: float, rng: np.random.Generator) -> Doubles:
    return points + sigma * rng.standard_normal(points.shape)


def _points(
    name: str,
    title: str,
    sample: Sample,
    read: Callable[[Floats], Reading],
    skeleton: Doubles,
    modes: tuple[str, ...],
    seed: int,
    centres: Floats | None = None,
) -> DataSet:
    rng = np.random.default_rng(seed)
    train, train_modes = sample(TRAIN, rng)
    held_out, held_out_modes = sample(HELD_OUT, rng)
    reach = reach_of(train)
    return DataSet(
        name=name,
        title=title,
        words=WORDS[name],
        kind=KIND,
        train=snapped(train, reach),
        train_modes=train_modes,
        held_out=snapped(held_out, reach),
        held_out_modes=held_out_modes,
        modes=modes,
        shares=(1 / len(modes),) * len(modes),
        read=read,
        scale=float(train.std()),
        extent=1.25 * float(np.abs(skeleton).max()),
        centres=centres,
        draw=lambda n, rng: sample(n, rng)[0].astype(np.float32),
    )
