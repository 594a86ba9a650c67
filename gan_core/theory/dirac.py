"""The Dirac-GAN: the smallest game in which GANs circle (Mescheder, Geiger and Nowozin 2018).

All real items are 0 and all fakes θ; the detective is a line, its logit at x is ψx. Nobody gains by moving only where
both are 0. Step by step both players run past it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
WAYS: Final = ("together", "in turn")


def _sigmoid(x: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(x, -500, 500))))


@dataclass(frozen=True)
class Dirac:
    """The game and how it is played.

    Args:
        loss: "wasserstein" (logit as it is), "saturating" or "nonsaturating".
        rate: how big steps are.
        r1: γ of R1, which pulls ψ toward 0.
        way: both "together" from where they stand, or "in turn", the detective first.
    """

    loss: str = "wasserstein"
    rate: float = 0.1
    r1: float = 0.0
    way: str = "together"

    def detectives_slope(self, theta: float, psi: float) -> float:
        """∂L_D/∂ψ. At x = 0 the logit is 0 whatever ψ is: the slope comes from the fakes, and from R1."""
        at_fake = 1.0 if self.loss == "wasserstein" else _sigmoid(psi * theta)
        return at_fake * theta + self.r1 * psi

    def forgers_slope(self, theta: float, psi: float) -> float:
        """∂L_G/∂θ."""
        logit = psi * theta
        at_logit = {"wasserstein": -1.0, "saturating": -_sigmoid(logit), "nonsaturating": -_sigmoid(-logit)}[self.loss]
        return at_logit * psi

    def step(self, theta: float, psi: float) -> tuple[float, float]:
        """Where both stand after one step."""
        moved = psi - self.rate * self.detectives_slope(theta, psi)
        seen = moved if self.way == "in turn" else psi
        return theta - self.rate * self.forgers_slope(theta, seen), moved

    def path(self, theta: float, psi: float, steps: int) -> Numbers:
        """(steps + 1, 2): θ and ψ, the first row where they begin."""
        rows = [(theta, psi)]
        for _ in range(steps):
            rows.append(self.step(*rows[-1]))
        return np.array(rows)

    def arrows(self, reach: float, side: int) -> Numbers:
        """(side², 4): places θ, ψ on a square grid, and where both are pushed there."""
        line = np.linspace(-reach, reach, side)
        return np.array([
            (t, p, -self.forgers_slope(t, p), -self.detectives_slope(t, p)) for p in line for t in line
        ])  # fmt: skip
