"""All randomness of a turn. Dice are rolled on the CPU, so that a seed means the same on every device, and follow from
seed, player and turn alone (`gan_core.philox`): nothing has to be kept but how many turns there were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import torch
from torch import Tensor

from gan_core.engine.disguise import hole_at, row_of
from gan_core.engine.players import Forger, WaveForger
from gan_core.engine.turn import Player
from gan_core.experiment import Experiment
from gan_core.philox import FAKE, Rolls, Soon, Stream, What
from gan_core.plain_players import normal, spread, uniform

STREAMS: Final[dict[Player, Stream]] = {"detective": Stream.DETECTIVE, "forger": Stream.FORGER}
ALONE: Final = 4  # members, at most, whose next rolls are made ahead; more do that for one another


@dataclass(frozen=True)
class Dice:
    """The rolls of E members in one turn. Who does not need a roll gets zeros, and each rolls what it would alone."""

    rolls: Sequence[Rolls]
    batch: int

    @classmethod
    def of(cls, experiments: Sequence[Experiment], player: Player, turns: Sequence[int]) -> Dice:
        """Of a player's turn, which is each member's n-th of `turns`."""
        kind = Soon if len(experiments) <= ALONE else Rolls
        listed = [kind(e.seed, STREAMS[player], n) for e, n in zip(experiments, turns, strict=True)]
        return cls(listed, experiments[0].batch)

    def latents(self, forger: Forger | WaveForger, who: Sequence[bool]) -> tuple[Tensor, Tensor | None]:
        """z (E, B, z_dim), and the paper's grain (E, B, h · w) where it has some."""
        rolls = [forger.draw(self.batch, r if w else None) for r, w in zip(self.rolls, who, strict=True)]
        grains = [grain for _, grain in rolls if grain is not None]
        return together([z for z, _ in rolls]), together(grains) if grains else None

    def rows(self, items: Sequence[int], who: Sequence[bool]) -> Tensor:
        """(E, B) of so many items each, drawn with replacement."""
        return self._rows([n * w for n, w in zip(items, who, strict=True)], What.ROWS)

    def shares(self, who: Sequence[bool]) -> Tensor:
        """(E, B, 1), uniform in [0, 1)."""
        return self._rolled(lambda r: uniform(r, (self.batch, 1), What.BETWEEN), (self.batch, 1), who)

    def noise(self, size: int, strengths: Sequence[float], fake: int = 0) -> Tensor:
        """(E, B, size), normal, of each member's own strength."""
        shape = (self.batch, size)
        unit = self._rolled(lambda r: normal(r, shape, What.NOISE + FAKE * fake), shape, [s > 0 for s in strengths])
        return unit * torch.tensor(strengths)[:, None, None]

    def moves(self, reaches: Sequence[int], fake: int = 0) -> Tensor:
        """(E, B) rows of the table of shifts, of at most `reaches` pixels along each side; the middle one for 0."""
        rolled = self._rows([(2 * n + 1) ** 2 if n else 0 for n in reaches], What.MOVED + FAKE * fake)
        return torch.stack([row_of(roll, n) for roll, n in zip(rolled, reaches, strict=True)])

    def lights(self, strengths: Sequence[float], scale: float, fake: int = 0) -> Tensor:
        """(E, B, 2): by what part more contrast, and how much lighter in units of `scale`; zeros for 0."""
        shape, what = (self.batch, 2), What.LIGHT + FAKE * fake
        unit = self._rolled(lambda r: spread(r, shape, 1.0, what), shape, [s > 0 for s in strengths])
        return unit * torch.tensor(strengths)[:, None, None] / torch.tensor([1.0, scale])

    def holes(self, sides: Sequence[int], picture: tuple[int, int], fake: int = 0) -> Tensor:
        """(E, B, 4): the edges of a square of that side about any pixel of a picture (h, w); nowhere for 0."""
        pixels = prod(picture)
        rolled = self._rows([pixels if n else 0 for n in sides], What.HOLES + FAKE * fake)
        none = torch.zeros(self.batch, 4, dtype=torch.long)
        return torch.stack([hole_at(roll, n, picture[1]) if n else none for roll, n in zip(rolled, sides, strict=True)])

    def _rows(self, items: Sequence[int], what: int) -> Tensor:
        zeros = torch.zeros(self.batch, dtype=torch.long)
        able = zip(self.rolls, items, strict=True)
        return together([torch.from_numpy(r.rows(self.batch, n, what)) if n else zeros for r, n in able])

    def _rolled(self, roll: Callable[[Rolls], Tensor], shape: tuple[int, ...], who: Sequence[bool]) -> Tensor:
        return together([roll(r) if w else torch.zeros(shape) for r, w in zip(self.rolls, who, strict=True)])


def together(rows: list[Tensor]) -> Tensor:
    """Of each member (B, …) one tensor (E, B, …); of a single one the very same numbers."""
    return rows[0][None] if len(rows) == 1 else torch.stack(rows)
