"""Numbers on a line from three Gaussians: here p_data, p_g and the best possible detective can be drawn exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gan_core.data.base import DataSet, Floats, Ints, Reading, Vocabulary
from gan_core.data.whole import reach_of, snapped
from gan_core.words import say

KIND: Final = "line"
SHAPE: Final = (1,)
WORDS: Final = {
    "line": Vocabulary(
        label=say("A line"),
        thing=say("number"),
        things=say("numbers"),
        kinds=say("heaps"),
        made=say("Heaps it reaches"),
        fault=say("they lie where hardly a real number does"),
    )
}
CENTRES: Final = np.array([-2.0, 0.25, 2.0])
SIGMAS: Final = np.array([0.4, 0.2, 0.3])
SHARES: Final = np.array([0.3, 0.5, 0.2])
TRAIN: Final = 16_384  # so many fit into a page
HELD_OUT: Final = 20_000


def line(seed: int = 0) -> DataSet:
    """Items of shape (1,). A number shows the nearest centre (in σ) if it lies within 3σ of it; true data: 99.73 %."""
    rng = np.random.default_rng(seed)
    train, train_modes = _sample(TRAIN, rng)
    held_out, held_out_modes = _sample(HELD_OUT, rng)
    reach = reach_of(train)
    return DataSet(
        name="line",
        title=say("Three Gaussians on a line"),
        words=WORDS["line"],
        kind=KIND,
        train=snapped(train, reach),
        train_modes=train_modes,
        held_out=snapped(held_out, reach),
        held_out_modes=held_out_modes,
        modes=("left", "middle", "right"),
        shares=tuple(float(s) for s in SHARES),
        read=Heaps(),
        scale=float(train.std()),
        extent=3.5,
        draw=lambda n, rng: _sample(n, rng)[0],
        density=lambda items: density(items[:, 0]).astype(np.float32),
    )


def density(x: ArrayLike) -> NDArray[np.float64]:
    """p_data(x) = Σ_k s_k N(x; μ_k, σ_k²), exactly, for any shape of x."""
    u = (np.asarray(x, dtype=float)[..., None] - CENTRES) / SIGMAS
    bells = np.exp(-(u**2) / 2) / (np.sqrt(2 * np.pi) * SIGMAS)
    return np.asarray(bells @ SHARES)


def _sample(n: int, rng: np.random.Generator) -> tuple[Floats, Ints]:
    mode = rng.choice(len(CENTRES), size=n, p=SHARES)
    items = CENTRES[mode] + SIGMAS[mode] * rng.standard_normal(n)
    return items[:, None].astype(np.float32), mode


@dataclass(frozen=True)
class Heaps:
    """Reads off each number the nearest centre (in σ), if it lies within 3σ of it."""

    def __call__(self, items: Floats) -> Reading:
        u = np.abs(items - CENTRES) / SIGMAS
        nearest = u.argmin(axis=1)
        good = u.min(axis=1) < 3
        return Reading(np.where(good, nearest, -1), good)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"rule": "heaps", "centres": CENTRES.tolist(), "sigmas": SIGMAS.tolist()}
