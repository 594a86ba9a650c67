"""Every gauge beside two yardsticks that are measured too: the values of a perfect and of a collapsed forger.

A gauge alone misleads. Few samples of a perfect forger are never at distance 0 from the real items, and a forger that
prints one good item for ever has the highest "high quality" of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np

from gan_core.data.base import DataSet, Floats
from gan_core.metrics.coverage import Coverage, coverage
from gan_core.metrics.density import density_and_coverage, radii
from gan_core.metrics.distance import histogram_js, ruler
from gan_core.metrics.originality import finder, originality
from gan_core.metrics.referee_ridge import referee_ridge

Better = Literal["low", "high"]

BETTER: Final[dict[str, Better]] = {
    "modes": "high",
    "effective": "high",
    "high_quality": "high",
    "reverse_kl": "low",
    "total_variation": "low",
    "mixed": "low",
    "distance": "low",
    "js": "low",
    "referee_ridge": "low",
    "density": "high",
    "coverage": "high",
    "originality": "high",
}
SELDOM: Final = frozenset({"density", "coverage", "originality"})  # may take more than 5 ms: not at every measurement
MANY_NUMBERS: Final = 1000  # in an item: there the ridge referee is slow as well, and a conv net judges better anyway
DRAWS: Final = 8  # perfect forgers that a yardstick averages, if there are held-out items enough
SEED: Final = 0


@dataclass(frozen=True)
class Gauge:
    """A value that was measured, and what a perfect and a collapsed forger read on as many samples."""

    name: str
    value: float
    perfect: float
    collapsed: float
    better: Better


class Gauges:
    """The gauges of one data set at n samples.

    The held-out items are parted once: n of them are what fakes are compared with, and the others, fresh real items
    that nothing has seen, play the perfect forger. The collapsed forger prints one good training item for ever.
    """

    def __init__(self, data: DataSet, samples: int = 500) -> None:
        self.data = data
        self.samples = min(samples, len(data.held_out) // 2)
        self.reference: Floats = data.held_out[: self.samples]
        self._yardsticks: dict[str, tuple[float, float]] = {}
        self._measures: dict[str, Callable[[Floats], float]] = {
            "modes": lambda fakes: self._coverage(fakes).modes,
            "effective": lambda fakes: self._coverage(fakes).effective,
            "high_quality": lambda fakes: self._coverage(fakes).high_quality,
            "reverse_kl": lambda fakes: self._coverage(fakes).reverse_kl,
            "total_variation": lambda fakes: self._coverage(fakes).total_variation,
            "distance": lambda fakes: ruler(data)(fakes, self.reference),
            "referee_ridge": lambda fakes: referee_ridge(self.reference, fakes, np.random.default_rng(SEED)).accuracy,
            "density": lambda fakes: self._crowd(fakes)[0],
            "coverage": lambda fakes: self._crowd(fakes)[1],
            "originality": lambda fakes: originality(self._find(fakes), self._unseen).chance,
        }
        if data.kind == "points":
            self._measures["js"] = lambda fakes: histogram_js(fakes, self.reference, data.extent)
        if data.read(self.reference[:1]).mixed is not None:
            self._measures["mixed"] = self._mixed

    @property
    def names(self) -> tuple[str, ...]:
        """The gauges that this data set has."""
        return tuple(name for name in BETTER if name in self._measures)

    @property
    def seldom(self) -> frozenset[str]:
        """The gauges that may take more than 5 ms on 500 items of this data set."""
        return SELDOM | {"referee_ridge"} if np.prod(self.data.shape) > MANY_NUMBERS else SELDOM

    def measure(self, name: str, fakes: Floats) -> float:
        """One gauge on the first n fakes (n, *shape)."""
        return float(self._measures[name](fakes[: self.samples]))

    def read(self, fakes: Floats, names: Iterable[str] | None = None) -> tuple[Gauge, ...]:
        """The named gauges (all that are fast, unless told) with their yardsticks."""
        chosen = [n for n in self.names if n not in self.seldom] if names is None else names
        return tuple(Gauge(n, self.measure(n, fakes), *self.yardsticks(n), BETTER[n]) for n in chosen)

    def yardsticks(self, name: str) -> tuple[float, float]:
        """What a perfect and a collapsed forger read on n samples; measured once and kept."""
        if name not in self._yardsticks:
            perfect = float(np.mean([self.measure(name, fakes) for fakes in self._fresh]))
            self._yardsticks[name] = perfect, self.measure(name, self._collapsed)
        return self._yardsticks[name]

    def _coverage(self, fakes: Floats) -> Coverage:
        return coverage(self.data.read(fakes), self.data.shares)

    def _mixed(self, fakes: Floats) -> float:
        mixed = self.data.read(fakes).mixed
        return float("nan") if mixed is None else float(mixed.mean())

    @cached_property
    def _fresh(self) -> list[Floats]:
        n = self.samples
        ends = range(2 * n, min(len(self.data.held_out), (DRAWS + 1) * n) + 1, n)
        return [self.data.held_out[end - n : end] for end in ends]

    @cached_property
    def _collapsed(self) -> Floats:
        good = int(self.data.read(self.data.train[:1000]).good.argmax())
        return np.repeat(self.data.train[good : good + 1], self.samples, axis=0)

    @cached_property
    def _radii(self) -> Floats:
        return radii(self.data.neighbours(self.reference))

    def _crowd(self, fakes: Floats) -> tuple[float, float]:
        near = self.data.neighbours
        return density_and_coverage(near(fakes), near(self.reference), self._radii)

    @cached_property
    def _find(self) -> Callable[[Floats], np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
        return finder(self.data.train)

    @cached_property
    def _unseen(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return self._find(self.reference)
