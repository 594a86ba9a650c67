"""Scikit-learn's 1797 handwritten digits of 8 × 8 pixels, and a reader that says which digit a picture shows.

The reader asks the nearest training digits. It does not classify everything: a picture shows a digit only if its
neighbours agree on which one, if it resembles them as much as real digits resemble each other, and if it is no fainter
than real ones. Noise and the average of all digits, which a classifier may well call an "8", show nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from gan_core.data.base import DataSet, Floats, Ints, Reading, Vocabulary
from gan_core.words import say

KIND: Final = "image"
SHAPE: Final = (1, 8, 8)
WORDS: Final = {
    "digits": Vocabulary(
        label=say("Digits"),
        thing=say("digit"),
        things=say("digits"),
        kinds=say("digits"),
        made=say("Digits it writes"),
        fault=say("no digit can be read in them"),
    )
}
SHADES: Final = 17
HELD_OUT: Final = 0.2
SPLIT_SEED: Final = 0
NEIGHBOURS: Final = 5
AGREE: Final = 0.8  # share of the neighbours that must name one digit
REAL_ENOUGH: Final = 0.98  # share of the real digits that each of the two limits lets pass


def digits() -> DataSet:
    """1438 training and 359 held-out digits, shape (1, 8, 8), in [−1, 1]; the split is always the same."""
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    items = (pixels.reshape(-1, 1, 8, 8) / 8 - 1).astype(np.float32)
    labels = labels.astype(np.int64)
    order = np.random.default_rng(SPLIT_SEED).permutation(len(items))
    cut = round(len(items) * HELD_OUT)
    held_out, train = order[:cut], order[cut:]
    return DataSet(
        name="digits",
        title=say("Handwritten digits"),
        words=WORDS["digits"],
        kind=KIND,
        train=items[train],
        train_modes=labels[train],
        held_out=items[held_out],
        held_out_modes=labels[held_out],
        modes=tuple(str(k) for k in range(10)),
        shares=tuple(float(s) for s in np.bincount(labels[train], minlength=10) / len(train)),
        read=Neighbours.among(items[train], labels[train]),
        shades=SHADES,
    )


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Asks the nearest training digits (m, 64), which are standardised, with their labels (m,)."""

    known: Floats
    labels: Ints
    least: float  # likeness to them
    faintest: float  # contrast

    @classmethod
    def among(cls, train: Floats, labels: Ints) -> Neighbours:
        """With limits that let most of the training digits pass."""
        known, contrasts = _standardised(train)
        among_themselves = known @ known.T
        np.fill_diagonal(among_themselves, -1)  # a digit is no neighbour of its own
        alike = _nearest(among_themselves, labels)[1]
        least, faintest = (float(np.quantile(values, 1 - REAL_ENOUGH)) for values in (alike, contrasts))
        return cls(known, labels, least, faintest)

    def __call__(self, items: Floats) -> Reading:
        pictures, contrasts = _standardised(items)
        votes, likeness = _nearest(pictures @ self.known.T, self.labels)
        good = (votes.max(axis=1) >= AGREE) & (likeness >= self.least) & (contrasts >= self.faintest)
        return Reading(np.where(good, votes.argmax(axis=1), -1), good)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it, but for the training digits themselves."""
        asked = {"neighbours": NEIGHBOURS, "agree": AGREE, "least": self.least, "faintest": self.faintest}
        return {"rule": "neighbours", "labels": self.labels.tolist(), **asked}


def _nearest(likeness: Floats, labels: Ints) -> tuple[Floats, Floats]:
    """From likenesses (n, m): the share of an item's nearest that names each digit (n, 10), and their mean likeness."""
    nearest = np.argpartition(likeness, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
    votes: Floats = np.eye(10, dtype=np.float32)[labels][nearest].mean(axis=1)
    return votes, np.take_along_axis(likeness, nearest, axis=1).mean(axis=1)


def _standardised(items: Floats) -> tuple[Floats, Floats]:
    """Each picture (n, 64) with mean 0 and length 1, so that a product is a correlation; and its contrast (n,)."""
    flat = items.reshape(len(items), -1)
    flat = flat - flat.mean(axis=1, keepdims=True)
    contrast = flat.std(axis=1)
    return flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6), contrast
