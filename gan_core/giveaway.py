"""What gives fakes away as a crowd: the one measure by which they differ most from real items, in a sentence.

An item may look right and the crowd may not: when no fake's ink is wrong, their inks may still be too much alike. Each
trait (`gan_core.clues`) is therefore asked twice: whether fakes lie lower or higher than real items, and whether they
lie nearer to the middle of the real ones or farther from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_core.clues import Trait
from gan_core.data.base import Floats
from gan_core.metrics.accuracy import balanced_accuracy, chance_band, middle


@dataclass(frozen=True)
class Giveaway:
    """A difference in words, and how often one is right who looks at nothing else."""

    words: str  # "their ink varies too little"
    accuracy: float


def giveaway(traits: Sequence[Trait], real: Floats, fakes: Floats) -> Giveaway | None:
    """What tells fakes (n, *shape) from real items best; None if nothing does better than chance.

    It is found on every other item and its accuracy comes from the rest, so that the best of many is not flattered.
    """
    band = chance_band(len(real) // 2, len(fakes) // 2)
    found = [_told(*sign) for trait in traits for sign in _signs(trait, real, fakes) if sign[0]]
    best = max(found, key=lambda sign: sign[0], default=None)
    if best is None or best[1].accuracy <= 0.5 + band:
        return None
    return best[1]


Sign = tuple[str, NDArray[np.floating], NDArray[np.floating]]


def _signs(trait: Trait, real: Floats, fakes: Floats) -> Iterator[Sign]:
    """Four things that may be wrong with a trait, as scores of real items and fakes: low where it is wrong."""
    on_real, on_fake = trait.measure(real), trait.measure(fakes)
    centre = np.median(on_real)
    off_real, off_fake = np.abs(on_real - centre), np.abs(on_fake - centre)
    yield trait.low, on_real, on_fake
    yield trait.high, -on_real, -on_fake
    yield trait.alike, off_real, off_fake
    yield trait.unlike, -off_real, -off_fake


def _told(words: str, on_real: NDArray[np.floating], on_fake: NDArray[np.floating]) -> tuple[float, Giveaway]:
    """How well a sign tells on the items that choose, and what it is worth on the others."""
    threshold = middle(on_real[::2], on_fake[::2])
    chosen, judged = (
        balanced_accuracy(on_real[part], on_fake[part], threshold) for part in (slice(0, None, 2), slice(1, None, 2))
    )
    return chosen, Giveaway(words, judged)
