"""Which modes a forger covers, how evenly, and how many of its items are any good: counting what a reader has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gan_core.data.base import Ints, Reading

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """All that a reading says about n items and K modes."""

    shares: tuple[float, ...]  # (K,) share of all samples that shows each mode; the rest shows none
    modes: int  # by the strict rule
    effective: float  # as many equal modes would be as varied
    captured: int  # by PacGAN's rule
    high_quality: float
    reverse_kl: float  # nats
    reverse_kl_floor: float  # what a perfect forger would read at this number of samples
    total_variation: float


def coverage(reading: Reading, true: Sequence[float]) -> Coverage:
    """Everything in this file at once, from a reading of n items and the true shares of the modes."""
    shares = mode_shares(reading.mode, len(true))
    shown = int((reading.mode >= 0).sum())
    return Coverage(
        shares=tuple(shares.tolist()),
        modes=strict_modes(shares, true),
        effective=effective_modes(shares),
        captured=captured_modes(reading),
        high_quality=high_quality(reading),
        reverse_kl=reverse_kl(shares, true),
        reverse_kl_floor=reverse_kl_floor(len(true), shown),
        total_variation=total_variation(shares, true),
    )


def mode_shares(mode: Ints, count: int) -> Doubles:
    """(count,) share of all n samples that shows each mode; samples that show none (−1) count in n only."""
    return np.bincount(mode[mode >= 0], minlength=count) / max(len(mode), 1)


def strict_modes(shares: ArrayLike, true: ArrayLike) -> int:
    """Modes with at least min(1 %, a quarter of their true share) of all samples.

    One percent is the published strict rule. With more than 25 modes it would ask for too much, and from 100 on for the
    impossible; there the quarter takes over.
    """
    return int((np.asarray(shares) >= np.minimum(0.01, np.asarray(true) / 4)).sum())


def effective_modes(shares: ArrayLike) -> float:
    """exp(entropy) of the shares among the samples that show a mode: K if all K are made alike, 1 if all show one.

    0 if none shows any.
    """
    q = np.asarray(shares, dtype=float)
    if q.sum() <= 0:
        return 0.0
    q = q[q > 0] / q.sum()
    return float(np.exp(-(q * np.log(q)).sum()))


def captured_modes(reading: Reading) -> int:
    """Modes with at least one high-quality sample: PacGAN's rule (Lin et al. 2018), which weak models meet too."""
    return len(np.unique(reading.mode[reading.good & (reading.mode >= 0)]))


def high_quality(reading: Reading) -> float:
    """Share of the samples that the reader calls good: within 3σ of a mode, legible… (Srivastava et al. 2017).

    It cannot see collapse: one perfect item printed for ever scores 100 %, more than true data do.
    """
    return float(reading.good.mean()) if len(reading.good) else 0.0


def reverse_kl(shares: ArrayLike, true: ArrayLike) -> float:
    """KL(p_g ‖ p_data) = Σ_k q_k ln(q_k / p_k) over the samples that show a mode, in nats (Lin et al. 2018).

    If none shows one, it is as bad as all of them showing the rarest: −ln min p.
    """
    q, p = np.asarray(shares, dtype=float), np.asarray(true, dtype=float)
    if q.sum() <= 0:
        return float(-np.log(p.min()))
    q = q / q.sum()
    seen = q > 0
    return max(0.0, float((q[seen] * np.log(q[seen] / p[seen])).sum()))


def reverse_kl_floor(modes: int, samples: int) -> float:
    """(K − 1) / 2N: the reverse KL that N samples of a perfect forger read on average, to first order (Miller 1955)."""
    return (modes - 1) / (2 * max(samples, 1))


def total_variation(shares: ArrayLike, true: ArrayLike) -> float:
    """½ Σ_k |q_k − p_k| over the samples that show a mode: the share of them that would have to show another one.

    1 if none shows any.
    """
    q, p = np.asarray(shares, dtype=float), np.asarray(true, dtype=float)
    return float(np.abs(q / q.sum() - p).sum() / 2) if q.sum() > 0 else 1.0
