"""Items as whole numbers: fractions k / levels of the largest number there is. So they travel in two bytes a number."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats

FINE: Final = 32_767  # levels of points


def reach_of(items: NDArray[np.floating]) -> float:
    """The largest number among them, in single precision."""
    return float(np.float32(np.abs(items).max()))


def whole(items: NDArray[np.floating], reach: float, levels: int = FINE) -> NDArray[np.float64]:
    """The nearest fractions, as whole numbers from −levels to levels."""
    nearest: NDArray[np.float64] = np.round(np.clip(np.asarray(items, np.float64) / reach, -1, 1) * levels)
    return nearest


def snapped(items: NDArray[np.floating], reach: float, levels: int = FINE) -> Floats:
    """The items that these whole numbers stand for: what a page without a server has of them, bit for bit."""
    return (whole(items, reach, levels) * (reach / levels)).astype(np.float32)
