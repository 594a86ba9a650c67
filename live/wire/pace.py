"""How fast a run goes, and how much of a round one step by hand is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal["detective", "forger", "round"]


@dataclass(frozen=True)
class Pace:
    """Beats per second in slow motion, else rounds per second, else as fast as the machine goes."""

    beats: float | None = None
    rounds: float | None = None
