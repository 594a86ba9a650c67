"""How often a detective is right, from its scores: higher means "more likely real"."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z_95: Final = 1.959964  # standard deviations on either side that hold 95 % of a normal distribution


def balanced_accuracy(real: ArrayLike, fake: ArrayLike, threshold: float = 0.0) -> float:
    """½ P(score of a real item > threshold) + ½ P(score of a fake < threshold); an undecided score is half right.

    A random guess reads ½, and so does calling everything real, whatever the numbers of real items and fakes.
    """
    return (_share_above(np.asarray(real), threshold) + 1 - _share_above(np.asarray(fake), threshold)) / 2


def best_threshold(real: ArrayLike, fake: ArrayLike) -> float:
    """The threshold with the highest balanced accuracy, in the middle of the gap between two scores.

    A relativistic or Wasserstein detective has no absolute level: only differences of its scores mean anything. Where
    no threshold beats a guess (a stale detective), it lies below all scores, and everything is called real.
    """
    r, f = np.ravel(real), np.ravel(fake)
    scores = np.concatenate([r, f])
    order = np.argsort(scores, kind="stable")
    ladder = scores[order]
    # Moving the threshold up past a score makes a fake right, or a real item wrong.
    gain = np.cumsum(np.where(order < len(r), -1 / len(r), 1 / len(f)))[:-1]
    gain[ladder[1:] <= ladder[:-1]] = 0  # a threshold cannot part equal scores
    best = int(gain.argmax())
    if gain[best] <= 0:
        return float(np.nextafter(ladder[0], -np.inf))
    return float(ladder[best] + ladder[best + 1]) / 2


def centred_accuracy(real: ArrayLike, fake: ArrayLike) -> float:
    """Balanced accuracy with a threshold chosen on one half of the scores and judged on the other, both ways round.

    A threshold judged on the scores that chose it would read above ½ for pure noise.
    """
    r, f = np.ravel(real), np.ravel(fake)
    halves = (slice(0, None, 2), slice(1, None, 2))
    return sum(
        balanced_accuracy(r[judge], f[judge], best_threshold(r[choose], f[choose]))
        for choose, judge in (halves, halves[::-1])
    ) / len(halves)


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


def _share_above(scores: NDArray[np.floating], threshold: float) -> float:
    return float((scores > threshold).mean() + (scores == threshold).mean() / 2)
