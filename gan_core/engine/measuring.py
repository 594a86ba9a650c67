"""Measures one pair on fresh fakes and held-out real items."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_core.data.base import DataSet, Floats
from gan_core.data.beside import beside
from gan_core.engine.losses import GAMES
from gan_core.engine.view import View
from gan_core.metrics.accuracy import balanced_accuracy, chance_band, middle, share_above
from gan_core.metrics.coverage import coverage
from gan_core.metrics.density import density_and_coverage, radii
from gan_core.metrics.distance import ruler
from gan_core.snapshot import Metrics

CROWD = 500  # items that density and coverage look at
ITEMS = {"image": 384, "points": 1000, "line": 1000}


def measure(view: View, member: int, level: float | None = None, judged: int = 1) -> tuple[Metrics, float]:
    """Everything but the referee, of the forger that is seen; and the logit above which the detective says "real".

    A relative game's detective has no absolute level: it is the middle of all scores, or the `level` that is given.
    Of fakes it judges `judged` times as many as of real items: those are scarce.
    """
    data, experiment = view.data, view.match.experiments[member]
    real = window(data, view.step)
    n = real.stop - real.start
    rows = view.fresh(judged * n, member)
    on_real, on_fake = view.judge(view.match.units.held_out[real], member), view.judge(rows, member)
    threshold = level if level is not None else 0.0
    if level is None and GAMES[experiment.loss].relative:
        threshold = middle(on_real, on_fake)
    accuracy, fooled = balanced_accuracy(on_real, on_fake, threshold), share_above(on_fake, threshold)
    fakes = view.match.units.to_items(rows[:n]) * data.scale
    measured = compared(data, view.step, real, fakes, accuracy, n // experiment.pack)
    return replace(measured, fooled=fooled, ratings=_ratings(on_real - threshold, data, real)), threshold


def window(data: DataSet, step: int) -> slice:
    """The held-out items to measure with at a step; as many fakes go with them."""
    n = min(ITEMS[data.kind], len(data.held_out))
    n -= n % 2  # as many in both halves of a centred threshold
    start = (step * 131) % (len(data.held_out) - n + 1)
    return slice(start, start + n)


def _ratings(logits: Floats, data: DataSet, real: slice) -> tuple[float, ...]:
    """The detective's mean probability of "real" over the held-out items of each mode; NaN where there are none."""
    probability = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    modes = data.held_out_modes[real]
    there = np.bincount(modes, minlength=len(data.modes))
    total = np.bincount(modes, weights=probability, minlength=len(data.modes))
    return tuple(float(t / n) if n else float("nan") for t, n in zip(total, there, strict=True))


def compared(data: DataSet, step: int, real: slice, fakes: Floats, accuracy: float, verdicts: int) -> Metrics:
    """What fakes (n, *shape) look like beside held-out items; a detective was right so often in 2 × `verdicts`."""
    reading = data.read(fakes)
    seen = coverage(reading, data.shares)
    crowd = _crowd(data, fakes) if len(data.modes) == 1 and data.kind != "line" else (None, None)
    return Metrics(
        step=step,
        d_accuracy=accuracy,
        d_band=chance_band(verdicts, verdicts),
        modes=seen.modes,
        modes_all=len(data.modes),
        shares=seen.shares,
        high_quality=seen.high_quality,
        reverse_kl=seen.reverse_kl,
        distance=ruler(data)(fakes, data.held_out[real]),
        mixed=None if reading.mixed is None else float(reading.mixed.mean()),
        density=crowd[0],
        coverage=crowd[1],
    )


def _crowd(data: DataSet, fakes: Floats) -> tuple[float, float]:
    """Density and coverage, beside the first held-out items, as many as there are fakes."""
    n = min(len(fakes), CROWD)
    return density_and_coverage(data.neighbours(fakes[:n]), data.neighbours(data.held_out[:n]), _reach(data, n))


@beside
def _reach(data: DataSet, n: int) -> Floats:
    return radii(data.neighbours(data.held_out[:n]))
