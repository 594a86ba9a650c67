"""What is read of one member of a failing run at one moment, and what can be made of several such looks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gan_core.snapshot import Metrics

LAST = 5  # looks on which a symptom is read: one alone may mislead


@dataclass(frozen=True)
class Look:
    """One member at one step; shares and rates are fractions in [0, 1]."""

    step: int
    accuracy: float
    modes: int
    of: int
    sharp: float  # share of fakes that pass a strict look
    shares: tuple[float, ...]
    slope: float  # ‖∂L_G/∂θ_G‖ of the next batch
    score: float  # the largest of the detective's logits for real items, without its sign
    exploded: bool = False

    @classmethod
    def at(cls, m: Metrics, slope: float, score: float, *, exploded: bool) -> Look:
        """From a measurement. What is no number counts as none of a slope, and as more than any score."""
        slope, score = (slope if math.isfinite(slope) else 0.0), (score if math.isfinite(score) else math.inf)
        return cls(m.step, m.d_accuracy, m.modes, m.modes_all, m.high_quality, m.shares, slope, score, exploded)


Looks = Sequence[Look]


def middle(looks: Looks, name: str) -> float:
    """The median of one number over the last looks."""
    return float(median(float(getattr(look, name)) for look in looks[-LAST:]))


def turnover(looks: Looks) -> float:
    """Which part of the fakes is of another kind than one look ago: the median over the last looks."""
    last = looks[-LAST - 1 :]
    moved = [_apart(before.shares, after.shares) for before, after in pairwise(last)]
    return float(median(moved)) if moved else 0.0


def _apart(before: Sequence[float], after: Sequence[float]) -> float:
    """The distance in total variation; what belongs to no kind is a kind of its own."""
    lost = abs(sum(before) - sum(after))
    return (lost + sum(abs(a - b) for a, b in zip(before, after, strict=True))) / 2
