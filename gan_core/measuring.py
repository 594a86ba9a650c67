"""Measures one member of a trainer on fresh fakes and held-out real items."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gan_core.losses import GAMES
from gan_core.metrics.accuracy import balanced_accuracy, best_threshold, centred_accuracy, chance_band
from gan_core.metrics.coverage import coverage, reverse_kl
from gan_core.metrics.distance import directions, sliced_wasserstein
from gan_core.snapshot import Floats, Metrics

if TYPE_CHECKING:
    from gan_core.trainer import Trainer

ITEMS = {"image": 512, "points": 1000, "line": 1000}


def measure(trainer: Trainer, member: int) -> Metrics:
    """Everything but the referee. The fakes come from the forger that is shown.

    A relative game's detective has no absolute level, so its threshold is centred; `trainer.thresholds` is brought up to date.
    """
    data, game = trainer.data, GAMES[trainer.experiments[member].loss]
    n = min(ITEMS[data.kind], len(data.held_out)) // 4 * 4
    start = (trainer.step * 131) % (len(data.held_out) - n + 1)
    real, fakes = data.held_out[start : start + n], trainer.sample(n, member)
    on_real, on_fake = trainer.logits(real, member), trainer.logits(fakes, member)
    if game.relative:
        accuracy, trainer.thresholds[member] = centred_accuracy(on_real, on_fake), best_threshold(on_real, on_fake)
    else:
        accuracy, trainer.thresholds[member] = balanced_accuracy(on_real, on_fake), 0.0
    reading = data.read(fakes)
    seen = coverage(reading, data.shares)
    return Metrics(
        step=trainer.step,
        d_accuracy=accuracy,
        d_band=chance_band(len(on_real), len(on_fake)),
        modes=seen.modes,
        modes_all=len(data.modes),
        shares=seen.shares,
        high_quality=seen.high_quality,
        reverse_kl=reverse_kl(seen.shares, data.shares),
        distance=sliced_wasserstein(fakes, real, _directions(real[0].size), _spread(trainer)),
        mixed=None if reading.mixed is None else float(reading.mixed.mean()),
    )


@lru_cache(maxsize=8)
def _directions(size: int) -> Floats:
    return directions(size, np.random.default_rng(0), count=16 if size > 100 else 32)


def _spread(trainer: Trainer) -> float:
    """The data's standard deviation, root mean square over coordinates."""
    return float(trainer.data.train[:2000].std(axis=0).mean())
