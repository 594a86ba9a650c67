"""Each game's losses as curves over the detective's logit, for real items and for fakes, and the forger's slope.

A relative game looks at differences: here the other side's logit is held at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def softplus(x: ArrayLike) -> Numbers:
    """log(1 + eˣ)."""
    return np.asarray(np.logaddexp(0, np.asarray(x, dtype=float)))


def sigmoid(x: ArrayLike) -> Numbers:
    """1 / (1 + e⁻ˣ)."""
    return np.asarray(np.exp(-softplus(-np.asarray(x, dtype=float))))


@dataclass(frozen=True)
class Curves:
    """Over logits (n,): what a real item and a fake cost the detective, what a fake costs the forger, and its slope."""

    real: Numbers
    fake: Numbers
    forger: Numbers
    slope: Numbers


def curves(loss: str, logits: ArrayLike) -> Curves:
    """The curves of one game; KeyError for a game that there is not."""
    x = np.asarray(logits, dtype=float)
    one = np.ones_like(x)
    return {
        "nonsaturating": lambda: Curves(softplus(-x), softplus(x), softplus(-x), -sigmoid(-x)),
        "saturating": lambda: Curves(softplus(-x), softplus(x), -softplus(x), -sigmoid(x)),
        "relativistic": lambda: Curves(softplus(-x), softplus(x), softplus(-x), -sigmoid(-x)),
        "leastsquares": lambda: Curves((x - 1) ** 2 / 2, (x + 1) ** 2 / 2, (x - 1) ** 2 / 2, x - 1),
        "hinge": lambda: Curves(np.maximum(0, 1 - x), np.maximum(0, 1 + x), -x, -one),
        "wasserstein": lambda: Curves(-x, x, -x, -one),
    }[loss]()


FORMULAS: Final[dict[str, tuple[str, str]]] = {  # the detective's loss, the forger's; ℓ is a logit, D its sigmoid
    "nonsaturating": (r"-\log D(x) - \log(1 - D(G(z)))", r"-\log D(G(z))"),
    "saturating": (r"-\log D(x) - \log(1 - D(G(z)))", r"\log(1 - D(G(z)))"),
    "relativistic": (r"-\log \sigma(\ell(x) - \ell(G(z)))", r"-\log \sigma(\ell(G(z)) - \ell(x))"),
    "leastsquares": (r"\tfrac12(\ell(x) - 1)^2 + \tfrac12(\ell(G(z)) + 1)^2", r"\tfrac12(\ell(G(z)) - 1)^2"),
    "hinge": (r"\max(0, 1 - \ell(x)) + \max(0, 1 + \ell(G(z)))", r"-\ell(G(z))"),
    "wasserstein": (r"\ell(G(z)) - \ell(x)", r"-\ell(G(z))"),
}
