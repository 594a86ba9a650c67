"""A forger by hand: a few points that a person lays, a detective that learns from them, and the rule of their moves.

The rule is the forger's own, without a network: each point goes down the slope of the forger's loss at its place. What
an arrow shows is one such move; the machine takes a tenth of it at a time, and lets the detective learn as often.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gan_core.data.base import Floats
from gan_core.experiment import Experiment, recipe
from gan_core.recipes import BY_HAND

DATA: Final = tuple(BY_HAND)
FIRST_TURNS: Final = 30  # that a new detective has before it says anything
TURNS: Final = 10  # of the detective in one round by hand
FINER: Final = 10  # the machine's moves in place of one by hand
LONGEST: Final = 0.3  # an arrow, in units of the extent


def of(data: str, seed: int = 0) -> Experiment:
    """The game in which a person is the forger; ValueError for data sets without one."""
    return Experiment(**{**vars(recipe(data, "hand")), "seed": seed})


def moves(feedback: Floats, extent: float) -> Floats:
    """Where each point is to go (n, 2), in units of the extent, by the detective's feedback (n, 2) in natural units."""
    arrows = feedback / extent
    lengths = np.linalg.norm(arrows, axis=1, keepdims=True)
    shortened: Floats = (arrows * np.minimum(1, LONGEST / np.maximum(lengths, 1e-9))).astype(np.float32)
    return shortened


def moved(points: Floats, arrows: Floats, share: float = 1.0) -> Floats:
    """The points (n, 2), in units of the extent, after this share of their moves; none leaves the square."""
    gone: Floats = np.clip(points + share * arrows, -1, 1).astype(np.float32)
    return gone
