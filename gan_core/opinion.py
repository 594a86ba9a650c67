"""What an expert said of a forger: how often it is right, where it looks, and what gives the fakes away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_core.data.base import Floats
from gan_core.giveaway import Giveaway


@dataclass(frozen=True)
class Opinion:
    """The word of a judge who learnt until it no longer improved. A perfect forger reads ½, within the band."""

    at_step: int  # of the forger
    accuracy: float  # balanced, on items that nothing has seen
    band: float  # half-width of the 95 % band around chance for that many items
    lessons: int  # steps of learning that it took
    looks: Floats | None  # images (h, w): where a small change moves it most, scaled to max 1
    giveaway: Giveaway | None  # None where no measure tells fakes from real items


def looked_at(opinion: Opinion, places: Mapping[str, NDArray[np.bool_]]) -> str | None:
    """The part of a picture, of those named, that it looks at most for its size; None where nothing is known."""
    if opinion.looks is None or not places:
        return None
    looks = opinion.looks
    return max(places, key=lambda name: float(looks[places[name]].mean()))
