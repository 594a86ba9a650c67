"""Why a collapsing forger prints what it prints, in one sentence from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gan_core.snapshot import Metrics
from live.worker.narrator import percent

CROWD: Final = 0.5  # of the fakes at one kind are a crowd
ALIKE: Final = 0.9  # of the kinds are as good as all


def cause(m: Metrics, before: Metrics | None, names: Sequence[str], kinds: str) -> str | None:
    """What its detective rates high, and where the fakes crowd; `names` are of the modes, which are called `kinds`."""
    rated = [(rating, kind) for kind, rating in enumerate(m.ratings) if rating == rating]
    if not rated or not sum(m.shares):
        return None
    top = _top(m)
    best, favourite = max(rated)
    worst, doubted = min(rated)
    if m.modes >= ALIKE * len(names):
        return (
            f"The detective rates real {kinds} alike, from {percent(worst)} to {percent(best)}: "
            "no kind pulls all fakes toward it."
        )
    if m.shares[top] < CROWD:
        return (
            f"The detective now believes most in {names[favourite]} ({percent(best)}) and least in "
            f"{names[doubted]} ({percent(worst)}): its feedback pushes fakes from those to these."
        )
    crowd = f"{percent(m.shares[top])} of the fakes crowd at {names[top]}"
    moved = before is not None and sum(before.shares) > 0 and _top(before) != top
    if moved and before is not None:
        crowd = f"The crowd has hopped from {names[_top(before)]} to {names[top]}"
    if favourite == top:
        return f"{crowd}, which the detective now believes most ({percent(best)}): every step pushes the same way."
    own = m.ratings[top]
    return (
        f"{crowd}. The detective has caught up there ({percent(own)} believed) and now believes most in "
        f"{names[favourite]} ({percent(best)}): the next steps push that way, all at once."
    )


def _top(m: Metrics) -> int:
    """The kind that is printed most."""
    return max(range(len(m.shares)), key=lambda kind: m.shares[kind])
