"""What makes one picture differ from the average one: in what is alike in all, even a blot is near to every picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from gan_core.data.base import Floats

SMALLEST: Final = 1e-6  # a picture that is the average one departs nowhere


def flat(items: Floats) -> Floats:
    """Items as rows of numbers, (n, d)."""
    return items.reshape(len(items), -1)


def departures(real: Floats) -> Callable[[Floats], Floats]:
    """A function that turns pictures (n, *shape) into their departures from the mean of the real ones, (n, d).

    Each has length 1, or 0 if it does not depart, so that the distance of two departures a and b is √(2 − 2 a·b): it
    tells how they are correlated, and neither how strong they are nor what all pictures have in common.
    """
    mean = flat(real).mean(axis=0, dtype=np.float64)

    def of(items: Floats) -> Floats:
        apart = flat(items) - mean
        length = np.linalg.norm(apart, axis=1, keepdims=True)
        scaled: Floats = (apart / np.maximum(length, SMALLEST)).astype(np.float32)
        return scaled

    return of
