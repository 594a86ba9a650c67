"""What a failure is read from beside the usual measurement: what a forger has to go by, how wild its detective is."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch

from gan_core.crash.look import Look
from gan_core.engine.lessons import forgers_slope
from gan_core.engine.trainer import Trainer
from gan_core.snapshot import Metrics

SEEN: Final = 256  # real items that a detective is asked about


def look(trainer: Trainer, member: int, metrics: Metrics) -> Look:
    """What the collection of failures reads of a member that was measured now."""
    exploded = trainer.diverged(member) is not None
    slope, wildness, middle = slopes(trainer)[member], score(trainer, member), centre(trainer, member)
    known, unknown = believed(trainer, member)
    return Look.at(metrics, slope, wildness, middle, exploded=exploded, known=known, unknown=unknown)


def believed(trainer: Trainer, member: int) -> tuple[float, float]:
    """Which share the detective believes of the real items that it learns from, and of others; as last measured."""
    few, data, level = trainer.experiments[member].few, trainer.data, trainer.thresholds[member]
    items = data.train[: min(few or SEEN, SEEN)], data.held_out[:SEEN]
    known, unknown = (float((trainer.logits(some, member) > level).mean()) for some in items)
    return known, unknown


def centre(trainer: Trainer, member: int) -> tuple[float, ...]:
    """The middle of the forger's fakes, in units of the extent; of pictures nothing."""
    if trainer.data.kind == "image":
        return ()
    fakes = trainer.sample(SEEN, member, live=True) / trainer.data.extent
    return tuple(np.nan_to_num(fakes.mean(0)).tolist())


def slopes(trainer: Trainer) -> list[float]:
    """‖∂L_G/∂θ_G‖ of every member's next turn, 0 for one that plays no more. The dice stay as they are."""
    with torch.inference_mode():
        by_weight = forgers_slope(trainer.match, trainer.pair, trainer.peek("forger"))
    squares = torch.stack([slope.flatten(1).double().square().sum(1) for slope in by_weight])
    norms: list[float] = squares.sum(0).sqrt().tolist()
    return norms


def score(trainer: Trainer, member: int) -> float:
    """The largest of the detective's logits for some real items, without its sign."""
    return float(abs(trainer.logits(trainer.data.held_out[:SEEN], member)).max())
