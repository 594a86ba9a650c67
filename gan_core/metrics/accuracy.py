"""How often a detective is right, from its scores: higher means "more likely real"."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

Z_95: Final = 1.959964  # standard deviations on either side that hold 95 % of a normal distribution


def balanced_accuracy(real: ArrayLike, fake: ArrayLike, threshold: float = 0.0) -> float:
    """½ P(score of a real item > threshold) + ½ P(score of a fake < threshold); an undecided score is half right.

    A random guess reads ½, and so does calling everything real, whatever the numbers of real items and fakes.
    """
    return (share_above(real, threshold) + 1 - share_above(fake, threshold)) / 2


def middle(real: ArrayLike, fake: ArrayLike) -> float:
    """The median of all scores, both sides weighing the same: the level of a detective who is told "half are real".

    A relativistic or Wasserstein detective has no absolute level: only differences of its scores mean anything. At this
    one it errs as often on real items as on fakes, so that an accuracy of 96 % lets 4 % of the fakes through. The level
    does not depend on which score belongs to which side, so nothing is fitted.
    """
    sides = [np.ravel(real), np.ravel(fake)]
    scores = np.concatenate(sides)
    order = scores.argsort()
    below = np.concatenate([np.full(len(side), 0.5 / len(side)) for side in sides])[order].cumsum()
    at = int(np.searchsorted(below, 0.5 - 1e-9))
    upper = order[min(at + (below[at] <= 0.5 + 1e-9), len(order) - 1)]
    return float(scores[order[at]] + scores[upper]) / 2


def share_above(scores: ArrayLike, threshold: float = 0.0) -> float:
    """The share of scores above a threshold; an undecided score counts half."""
    s = np.asarray(scores)
    return float((s > threshold).mean() + (s == threshold).mean() / 2)


def pairwise_auc(real: ArrayLike, fake: ArrayLike) -> float:
    """P(score of a real item > score of a fake), ties counting half (Mann and Whitney 1947).

    A stale detective, who still hunts yesterday's fakes, reads below ½.
    """
    r, f = np.ravel(real), np.sort(np.ravel(fake))
    below = np.searchsorted(f, r, side="left") + np.searchsorted(f, r, side="right")
    return float(below.mean() / (2 * len(f)))


def chance_band(reals: int, fakes: int) -> float:
    """Half-width of the 95 % band around ½ in which a detective who tosses a coin reads: 1.96 √((1/n + 1/m) / 16).

    That is 0.98/√N for N scores, half of them of real items.
    """
    return Z_95 * float(np.sqrt((1 / reals + 1 / fakes) / 16))
