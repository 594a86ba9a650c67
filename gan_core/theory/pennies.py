"""Matching pennies: two players show a coin. The detective wins a point if both are alike, the forger if they differ.

`p` and `q` are how often forger and detective show heads. Where one of them favours a side the other gains by moving;
at ½, ½ nobody does: that is the Nash equilibrium (Nash 1950), and it is played by dice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def payoff(p: float, q: float) -> float:
    """What the detective wins a round, on average, and the forger loses: (2p − 1)(2q − 1)."""
    return (2 * p - 1) * (2 * q - 1)


def best_answers(p: float, q: float) -> tuple[float | None, float | None]:
    """The forger's best p against q, and the detective's best q against p; None where all are equally good."""
    forgers = None if q == 0.5 else float(q < 0.5)
    detectives = None if p == 0.5 else float(p > 0.5)
    return forgers, detectives


@dataclass(frozen=True)
class Gains:
    """How much either player would win a round by moving alone to its best answer; both are 0 only at equilibrium."""

    forger: float
    detective: float


def gains(p: float, q: float) -> Gains:
    """The two gains at a place."""
    now = payoff(p, q)
    return Gains(abs(2 * q - 1) + now, abs(2 * p - 1) - now)


def path(p: float, q: float, steps: int, rate: float = 0.05) -> Numbers:
    """(steps + 1, 2): p and q when both follow their own slope together, kept between 0 and 1."""
    rows = [(p, q)]
    for _ in range(steps):
        p, q = rows[-1]
        p, q = p - rate * 2 * (2 * q - 1), q + rate * 2 * (2 * p - 1)
        rows.append((float(np.clip(p, 0, 1)), float(np.clip(q, 0, 1))))
    return np.array(rows)
