"""The three stages of a forger, found by rule from what was measured, never by the clock.

1: noise, or terrible. 2: getting better. 3: convincing. A figure that was not measured, or is no number, meets no bar.
One look may be lucky: a run's stage (gan_core/record.py) is what several looks in a row agree on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gan_core.data.own_names import is_own, kind
from gan_core.metrics.coverage import total_variation
from gan_core.snapshot import Metrics


@dataclass(frozen=True)
class Bars:
    """What stages 2 and 3 ask for. Stage 3 asks for all of it, stage 2 for the bars called `better_…`."""

    better_accuracy: float = 1.0  # the detective is right at most this often
    better_quality: float = 0.10
    better_modes: float = 0.5  # share of the modes

    near: float = 0.05  # of a guess, give or take its band: so near is the detective's accuracy, on either side
    referee: float = 0.65  # a freshly trained classifier is right at most this often; it must have been asked
    quality: float = 0.80
    reverse_kl: float = float("inf")
    uneven: float = 1.0  # total variation between the modes' shares and equal shares
    mixed: float | None = None  # share of mixed notes, where there are notes


POINTS: Final = Bars(reverse_kl=0.05)
DIGITS: Final = Bars(better_modes=0.5, referee=0.75, quality=0.75, uneven=0.15)
BANKNOTES: Final = Bars(
    better_accuracy=0.90, better_quality=0.10, better_modes=0.0, referee=0.75, quality=0.50, mixed=0.10
)
OWN_PICTURES: Final = Bars(better_modes=0.0, referee=0.75, quality=0.50)
BARS: Final[dict[str, Bars]] = {"banknotes": BANKNOTES, "digits": DIGITS}  # any other set is points, or a visitor's own


def bars(data: str) -> Bars:
    """What a data set's stages ask for."""
    return BARS.get(data, OWN_PICTURES if is_own(data) and kind(data) == "image" else POINTS)


def stage_of(metrics: Metrics, data: str) -> int:
    """1, 2 or 3, for one moment, of a forger whose detective has learnt."""
    asked = bars(data)
    if not _better(metrics, asked):
        return 1
    return 3 if _convincing(metrics, asked) else 2


def lacks_referee(metrics: Metrics, data: str) -> bool:
    """Whether nothing but a referee's word, or a better one, is missing for stage 3."""
    return stage_of(metrics, data) < 3 == stage_of(replace(metrics, referee=0.5), data)


def guesses(metrics: Metrics) -> bool:
    """Whether the detective's accuracy is what tossing a coin gives."""
    return abs(metrics.d_accuracy - 0.5) <= metrics.d_band


def has_learnt(metrics: Metrics) -> bool:
    """Whether the detective tells real items from fakes at all: better than chance by twice its band."""
    return metrics.d_accuracy >= 0.5 + 2 * metrics.d_band


def _better(m: Metrics, bars: Bars) -> bool:
    return (
        m.d_accuracy <= bars.better_accuracy
        and m.high_quality >= bars.better_quality
        and m.modes >= bars.better_modes * m.modes_all
    )


def _convincing(m: Metrics, bars: Bars) -> bool:
    return (
        abs(m.d_accuracy - 0.5) <= bars.near + m.d_band
        and m.referee is not None
        and m.referee <= bars.referee
        and m.modes >= m.modes_all
        and m.high_quality >= bars.quality
        and m.reverse_kl <= bars.reverse_kl
        and _unevenness(m.shares) <= bars.uneven
        and (bars.mixed is None or (m.mixed is not None and m.mixed <= bars.mixed))
    )


def _unevenness(shares: Sequence[float]) -> float:
    return total_variation(shares, np.full(len(shares), 1 / len(shares)))
