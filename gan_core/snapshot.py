"""What leaves the trainer: immutable numpy, never a torch object."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Metrics:
    """Everything that was measured on one member at one step; shares and rates are fractions in [0, 1]."""

    step: int
    d_accuracy: float  # balanced accuracy on held-out real items and fresh fakes
    d_band: float  # half-width of the 95 % band around chance for that many items
    modes: int  # modes with at least `strict` of all samples
    modes_all: int
    shares: tuple[float, ...]  # share of all samples that shows each mode
    high_quality: float  # share of samples that a strict reader accepts
    reverse_kl: float  # KL(p_g ‖ p_data) over modes, in nats
    distance: float  # sliced Wasserstein distance, in units of the data's standard deviation
    mixed: float | None = None  # banknotes: share whose corners do not name one same amount
    ratings: tuple[float, ...] = ()  # the detective's mean probability of "real" for real items of each mode
    referee: float | None = None  # accuracy of a freshly trained classifier (C2ST)
    referee_step: int | None = None
    coverage: float | None = (
        None  # of a set without kinds: share of real items that fakes come near (Naeem et al. 2020)
    )
    density: float | None = None  # and how densely the fakes lie where real items are
    fooled: float | None = None  # share of fakes that the detective takes for real, at the level of `d_accuracy`


@dataclass(frozen=True)
class Laid:
    """What a visitor laid on the desk: a fake of the wall, or what it becomes of other dice, or a real item."""

    index: int  # of the wall's fakes, or of the vault's items; taken modulo how many there are
    real: bool = False
    z: tuple[float, ...] = ()  # a fake's own dice roll, whole; empty: as it hangs on the wall


@dataclass(frozen=True)
class Desk:
    """The one item on the detective's desk: a fake, or a real one, of which no feedback goes to anybody."""

    index: int  # which of the wall's fakes, or of the vault's items, it is
    item: Floats  # (*shape)
    z: Floats  # (z_dim,) of a fake
    score: float  # the detective's probability that it is real (centred for relative losses)
    feedback: Floats  # (*shape) −∂L_G/∂item, scaled to max |.| = 1
    feedback_norm: float
    real: bool = False


@dataclass(frozen=True)
class Snapshot:
    """One member at one step, ready to be drawn.

    `fakes` come at fixed z from the averaged (EMA) forger, in a close-up from the forger itself.
    """

    step: int
    fakes: Floats  # (n, *shape) in the data's natural units
    desk: Desk | None = None
    heat: Floats | None = None  # D's probability of real: points (r, r), row 0 at the bottom; a line (r,); images none
    grid: Floats | None = None  # points (m, m, 2): a flat sheet of z as the forger warps it; a line (m, 2): z and x
    arrows: Floats | None = None  # (k, 2 d): where fakes are, and the direction in which the feedback pushes them


@dataclass(frozen=True)
class CloseUp:
    """One member around one turn of a player: the forger itself, and on the desk an item of the batch that teaches."""

    snapshot: Snapshot
    metrics: Metrics  # of the forger itself, at this moment
    level: float  # the logit above which the detective says "real"
    pick: int  # which item of the batch's fakes, or of its real ones, lies on the desk
    fake: Floats  # (B,) the detective's logits for the fakes of that batch
    real: Floats | None  # (B,) and for its real items, where the turn looks at any

    def gained(self, after: CloseUp, player: str) -> tuple[int, int]:
        """For how many items of the batch that player's turn did what it is for, and of how many.

        Of the forger's turn: fakes that score higher. Of the detective's: items further from the other side's mean.
        """
        better = after.fake > self.fake if player == "forger" else after._margins() > self._margins()
        return int(better.sum()), len(better)

    def _margins(self) -> Floats:
        real = self.fake if self.real is None else self.real
        return np.concatenate([real - self.fake.mean(), real.mean() - self.fake])
