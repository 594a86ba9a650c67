"""Two kinds of models of labelled points: generative, p(x, y), and discriminative, p(y | x).

The generative one describes each kind by a Gaussian of its own (Fisher 1936; with unequal covariances it is QDA), and
so can draw new points. The discriminative one is logistic regression on the numbers of a point and their squares: the
same family of borders, and nothing but the border. Ng and Jordan (2002): the first needs fewer labels where its
picture of the world is right; the second ends better where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
RIDGE: Final = 1e-2  # on the discriminative weights, and on the covariances: few points must not make a needle


@dataclass(frozen=True)
class Generative:
    """p(x, y) = share_y · N(x; mean_y, covariance_y) for y = 0, 1."""

    shares: Numbers  # (2,)
    means: Numbers  # (2, d)
    covariances: Numbers  # (2, d, d)

    @classmethod
    def fit(cls, points: ArrayLike, labels: ArrayLike) -> Generative:
        """Most likely shares, means and covariances. ValueError unless both labels occur."""
        x, y = _checked(points, labels)
        of_kind = [x[y == k] for k in (0, 1)]
        size = x.shape[1]
        spread = [np.cov(p.T, bias=True).reshape(size, size) if len(p) > 1 else np.eye(size) for p in of_kind]
        shares = np.array([len(p) for p in of_kind]) / len(x)
        return cls(shares, np.array([p.mean(0) for p in of_kind]), np.array(spread) + RIDGE * np.eye(size))

    def joint(self, points: ArrayLike) -> Numbers:
        """p(x, y) at points (n, d): (n, 2)."""
        x = np.asarray(points, dtype=float)
        centred = x[:, None] - self.means
        inverse = np.linalg.inv(self.covariances)
        far = np.einsum("nki,kij,nkj->nk", centred, inverse, centred)
        volume = np.sqrt(np.linalg.det(2 * np.pi * self.covariances))
        return np.asarray(self.shares * np.exp(-far / 2) / volume)

    def density(self, points: ArrayLike) -> Numbers:
        """p(x): (n,)."""
        return np.asarray(self.joint(points).sum(1))

    def belief(self, points: ArrayLike) -> Numbers:
        """p(y = 1 | x) by Bayes' rule: (n,)."""
        x = np.asarray(points, dtype=float)
        with np.errstate(divide="ignore"):
            logs = np.log(self.shares) + np.stack([self._log_bell(x, k) for k in (0, 1)], axis=1)
        return sigmoid(logs[:, 1] - logs[:, 0])

    def sample(self, n: int, rng: np.random.Generator) -> tuple[Numbers, NDArray[np.int64]]:
        """n new points (n, d) and their labels (n,)."""
        y = rng.choice(2, size=n, p=self.shares)
        rolls = rng.standard_normal((n, self.means.shape[1]))
        return self.means[y] + np.einsum("nij,nj->ni", np.linalg.cholesky(self.covariances)[y], rolls), y

    def _log_bell(self, x: Numbers, kind: int) -> Numbers:
        centred, spread = x - self.means[kind], self.covariances[kind]
        far = np.einsum("ni,ij,nj->n", centred, np.linalg.inv(spread), centred)
        return np.asarray(-(far + np.linalg.slogdet(2 * np.pi * spread)[1]) / 2)


@dataclass(frozen=True)
class Discriminative:
    """p(y = 1 | x) = σ(w · features(x)): a border, and nothing to draw from."""

    weights: Numbers

    @classmethod
    def fit(cls, points: ArrayLike, labels: ArrayLike, ridge: float = RIDGE, steps: int = 30) -> Discriminative:
        """Logistic regression by Newton's method, a ridge on all but the constant. ValueError unless both occur."""
        x, y = _checked(points, labels)
        seen = features(x)
        pull = np.full(seen.shape[1], ridge)
        pull[0] = 1e-6
        weights = np.zeros(seen.shape[1])
        for _ in range(steps):
            belief = sigmoid(seen @ weights)
            slope = seen.T @ (belief - y) + pull * weights
            bend = (seen * (belief * (1 - belief))[:, None]).T @ seen + np.diag(pull)
            move = np.linalg.solve(bend, slope)
            weights = weights - move * min(1.0, 4.0 / (1e-12 + np.abs(move).max()))
            if np.abs(move).max() < 1e-9:
                break
        return cls(weights)

    def logit(self, points: ArrayLike) -> Numbers:
        """w · features(x) at points (n, d): (n,)."""
        return np.asarray(features(np.asarray(points, dtype=float)) @ self.weights)

    def belief(self, points: ArrayLike) -> Numbers:
        """p(y = 1 | x): (n,)."""
        return sigmoid(self.logit(points))


def features(x: Numbers) -> Numbers:
    """1, the numbers of a point, and all their products: (n, d) → (n, 1 + d + d(d + 1)/2)."""
    products = [x[:, i] * x[:, j] for i in range(x.shape[1]) for j in range(i, x.shape[1])]
    return np.column_stack([np.ones(len(x)), x, *products])


def sigmoid(x: ArrayLike) -> Numbers:
    """1 / (1 + e⁻ˣ)."""
    return np.asarray(np.exp(-np.logaddexp(0, -np.asarray(x, dtype=float))))


def wrong(belief: ArrayLike, labels: ArrayLike) -> float:
    """The share of labels that a belief in 1 gets wrong."""
    return float(((np.asarray(belief) > 0.5) != (np.asarray(labels) == 1)).mean())


def _checked(points: ArrayLike, labels: ArrayLike) -> tuple[Numbers, NDArray[np.int64]]:
    x, y = np.asarray(points, dtype=float), np.asarray(labels, dtype=np.int64)
    if x.ndim != 2 or len(x) != len(y) or set(np.unique(y)) != {0, 1}:
        raise ValueError("Both kinds need at least one point.")
    return x, y
