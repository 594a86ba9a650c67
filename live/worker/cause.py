"""Why a collapsing forger prints what it prints, in one sentence from the numbers of this moment.

It foretells nothing: of a crowd's hops neither the kind that the detective believes most nor the one that its feedback
points to names the next kind often enough (`python -m benchmarks hops`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gan_core.snapshot import Floats, Metrics
from live.worker.narrator import percent

CROWD: Final = 0.5  # of the fakes at one kind are a crowd
ALIKE: Final = 0.9  # of the kinds are as good as all
SAME_WAY: Final = 0.5  # cosine: within 60° of the mean


def together(feedback: Floats) -> float:
    """The share of the fakes whose feedback (n, …) points within 60° of its mean direction."""
    rows = feedback.reshape(len(feedback), -1).astype(float)
    ways = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12)
    mean = ways.mean(0)
    return float((ways @ mean >= SAME_WAY * np.linalg.norm(mean)).mean()) if mean.any() else 0.0


def cause(
    m: Metrics, before: Metrics | None, names: Sequence[str], kinds: str, pushed: float | None = None
) -> str | None:
    """What the detective believes, where the fakes crowd, and what share of them its feedback has `pushed` one way.

    `names` are of the modes, which are called `kinds`.
    """
    rated = [(rating, kind) for kind, rating in enumerate(m.ratings) if rating == rating]
    if not rated or not sum(m.shares):
        return None
    top = _top(m)
    (best, favourite), (worst, doubted) = max(rated), min(rated)
    if m.modes >= ALIKE * len(names):
        way = f"; its feedback pushes {percent(pushed)} of the fakes one way, the rest elsewhere" if pushed else ""
        return f"The detective believes real {kinds} from {percent(worst)} to {percent(best)}{way}."
    way = f" Its feedback pushes {percent(pushed)} of the fakes the same way at once." if pushed else ""
    if m.shares[top] < CROWD:
        return (
            f"At this moment the detective believes {names[favourite]} most ({percent(best)}) and {names[doubted]} "
            f"least ({percent(worst)}): it is this moment’s feedback alone that the forger follows.{way}"
        )
    crowd = f"{percent(m.shares[top])} of the fakes crowd at {names[top]}"
    if before is not None and sum(before.shares) > 0 and _top(before) != top:
        crowd = f"The crowd has hopped from {names[_top(before)]} to {names[top]}, after what its detective believed"
    if favourite == top:
        return f"{crowd}. At this moment the detective believes {names[top]} most ({percent(best)}).{way}"
    return (
        f"{crowd}. The detective has caught up there: it believes {names[top]} {percent(m.ratings[top])}, "
        f"others up to {percent(best)}.{way}"
    )


def _top(m: Metrics) -> int:
    """The kind that is printed most."""
    return max(range(len(m.shares)), key=lambda kind: m.shares[kind])
