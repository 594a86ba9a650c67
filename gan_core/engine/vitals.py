"""What a failure is read from beside the usual measurement: what a forger has to go by, how wild its detective is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import torch

from gan_core.crash.look import Look
from gan_core.data.base import DataSet, Floats
from gan_core.data.beside import beside
from gan_core.engine.lessons import forgers_slope
from gan_core.engine.trainer import Trainer
from gan_core.metrics.originality import Doubles, finder, originality
from gan_core.metrics.referee_ridge import referee_ridge
from gan_core.snapshot import Metrics

SEEN: Final = 256  # real items that a detective is asked about
JUDGED: Final = 500  # items of either kind that a referee sees


def look(trainer: Trainer, member: int, metrics: Metrics, *, judged: bool = False) -> Look:
    """What the collection of failures reads of a member that was measured now; `judged` by a referee as well."""
    exploded = trainer.diverged(member) is not None
    slope, wildness, middle = slopes(trainer)[member], score(trainer, member), centre(trainer, member)
    known, unknown = believed(trainer, member)
    more = {"known": known, "unknown": unknown}
    if judged:  # with new dice at every look: in the middle of several no roll counts
        more |= judgement(trainer, member, trainer.sample(JUDGED, member, seed=7), trainer.step)
    return Look.at(metrics, slope, wildness, middle, exploded=exploded, **more)


def believed(trainer: Trainer, member: int) -> tuple[float, float]:
    """Which share the detective believes of the real items that it learns from, and of others; as last measured."""
    few, data, level = trainer.experiments[member].few, trainer.data, trainer.thresholds[member]
    items = data.train[: min(few or SEEN, SEEN)], data.held_out[:SEEN]
    known, unknown = (float((trainer.logits(some, member) > level).mean()) for some in items)
    return known, unknown


def judgement(trainer: Trainer, member: int, fakes: Floats, seed: int) -> dict[str, float]:
    """What a quick referee says who has the same real items as the detective, and how original the fakes are."""
    data, few = trainer.data, _few(trainer, member)
    dice = np.random.default_rng(seed)
    real = known(trainer, member, dice)
    found = originality(_to_nearest(data, few)(fakes), _unseen(data, few))
    return {"referee": referee_ridge(real, fakes, dice).accuracy, "original": found.chance}


def known(trainer: Trainer, member: int, dice: np.random.Generator) -> Floats:
    """Real items (n, *shape) drawn from those that a member's detective learns from."""
    items = trainer.data.train[: _few(trainer, member) or None]
    drawn: Floats = items[dice.integers(0, len(items), JUDGED)]
    return drawn


def _few(trainer: Trainer, member: int) -> int:
    """How many real items a member knows; 0 for all."""
    few = trainer.experiments[member].few
    return few if few < len(trainer.data.train) else 0


@beside
def _to_nearest(data: DataSet, few: int) -> Callable[[Floats], Doubles]:
    """The distance of items to the nearest of the first few real ones, or of all."""
    return finder(data.train[: few or None])


@beside
def _unseen(data: DataSet, few: int) -> Doubles:
    """The distances of real items that nobody has seen."""
    return _to_nearest(data, few)(data.held_out[:JUDGED])


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
