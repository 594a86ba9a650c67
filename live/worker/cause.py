"""Why a collapsing forger prints what it prints, in one sentence from the numbers of this moment.

It foretells nothing: of a crowd's hops neither the kind that the detective believes most nor the one that its feedback
points to names the next kind often enough (`python -m benchmarks hops`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gan_core.snapshot import Floats, Metrics
from gan_core.words import Said, say

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
) -> Said | None:
    """What the detective believes, where the fakes crowd, and what share of them its feedback has `pushed` one way.

    `names` are of the modes, which are called `kinds`.
    """
    rated = [(rating, kind) for kind, rating in enumerate(m.ratings) if rating == rating]
    if not rated or not sum(m.shares):
        return None
    (best, favourite), (worst, doubted) = max(rated), min(rated)
    if m.modes >= ALIKE * len(names):
        all_alike = say(
            "The detective believes real {kinds} from {least:%} to {most:%}", kinds=kinds, least=worst, most=best
        )
        if not pushed:
            return say("{sentence}.", sentence=all_alike)
        return say(
            "{believed}; its feedback pushes {share:%} of the fakes one way, the rest elsewhere.",
            believed=all_alike, share=pushed,
        )  # fmt: skip
    said = _of_some(m, before, names, (best, favourite), (worst, doubted))
    if not pushed:
        return said
    return say("{said} Its feedback pushes {share:%} of the fakes the same way at once.", said=said, share=pushed)


def _of_some(
    m: Metrics, before: Metrics | None, names: Sequence[str], most: tuple[float, int], least: tuple[float, int]
) -> Said:
    """The sentence while some kinds are missing."""
    top, (best, favourite), (worst, doubted) = _top(m), most, least
    if m.shares[top] < CROWD:
        return say(
            "At this moment the detective believes {name} most ({most:%}) and {doubted} least ({least:%}): it is this "
            "moment’s feedback alone that the forger follows.",
            name=names[favourite], most=best, doubted=names[doubted], least=worst,
        )  # fmt: skip
    crowd = say("{share:%} of the fakes crowd at {name}", share=m.shares[top], name=names[top])
    if before is not None and sum(before.shares) > 0 and _top(before) != top:
        crowd = say(
            "The crowd has hopped from {last} to {name}, after what its detective believed",
            last=names[_top(before)], name=names[top],
        )  # fmt: skip
    if favourite == top:
        return say(
            "{crowd}. At this moment the detective believes {name} most ({share:%}).",
            crowd=crowd, name=names[top], share=best,
        )  # fmt: skip
    return say(
        "{crowd}. The detective has caught up there: it believes {name} {share:%}, others up to {most:%}.",
        crowd=crowd, name=names[top], share=m.ratings[top], most=best,
    )  # fmt: skip


def _top(m: Metrics) -> int:
    """The kind that is printed most."""
    return max(range(len(m.shares)), key=lambda kind: m.shares[kind])
