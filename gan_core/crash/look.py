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
    centre: tuple[float, ...] = ()  # of the fakes, in units of their plane's extent; of pictures none
    exploded: bool = False
    known: float = 0.0  # share of the real items it learns from that its detective believes
    unknown: float = 0.0  # and of real items that it has never seen
    referee: float = math.nan  # accuracy of a quick referee who knows the same real items, where an entry asks
    original: float = math.nan  # P(a fake is farther from the known items than an unseen real one is), likewise

    @classmethod
    def at(cls, m: Metrics, slope: float, score: float, centre: tuple[float, ...] = (), *, exploded: bool,
           **more: float) -> Look:  # fmt: skip
        """From a measurement. What is no number counts as none of a slope, and as more than any score."""
        slope, score = (slope if math.isfinite(slope) else 0.0), (score if math.isfinite(score) else math.inf)
        return cls(m.step, m.d_accuracy, m.modes, m.modes_all, m.high_quality, m.shares, slope, score, centre, exploded,
                   **more)  # fmt: skip


Looks = Sequence[Look]


def middle(looks: Looks, name: str) -> float:
    """The median of one number over the last looks."""
    return float(median(float(getattr(look, name)) for look in looks[-LAST:]))


def sharp(looks: Looks) -> float:
    """The share of fakes that pass a strict look."""
    return middle(looks, "sharp")


def drift(looks: Looks) -> float:
    """How far the middle of all fakes moves from one look to the next: the median over the last looks."""
    last = [look.centre for look in looks[-LAST - 1 :]]
    moved = [math.dist(before, after) for before, after in pairwise(last)]
    return float(median(moved)) if moved else 0.0


def healthy(looks: Looks) -> bool:
    """Every kind but one at most, and half of the fakes sharp."""
    last = looks[-1]
    return not last.exploded and middle(looks, "modes") >= last.of - 1 and sharp(looks) >= 0.5
